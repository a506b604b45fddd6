import { demoTenant } from '../../src/bot/demo/team.ts'
import { addDays, type Closed, dateAt, isWorking } from '../../src/core/time.ts'
import { weekdayOf } from '../../src/domain/days.ts'
import { officeHours } from '../../src/domain/people.ts'
import { openHolidays } from '../../src/process/holidays.ts'

const { zone } = officeHours

/** The example team's clock. */
export interface TeamClock {
  /** Epoch ms. */
  now(): Promise<number>
  clock(step: 'hour' | 'day'): Promise<unknown>
}

/** The days on which nobody of the example team works, as far as they are known here. */
export const closedForTheTeam = async (): Promise<Closed> =>
  (await openHolidays())?.(demoTenant.region ?? '') ?? (() => undefined)

/** The clock goes on until the next Monday morning at work, whose ISO date it answers: notices keep working hours and dates fall on weekdays, and a run must not hang on the day and hour it is made. */
export const toMondayMorning = async (team: TeamClock): Promise<string> => {
  const closed = await closedForTheTeam()
  const begun = dateAt(await team.now(), zone)
  let monday = addDays(begun, 8 - weekdayOf(begun))
  while (closed(monday) !== undefined) monday = addDays(monday, 7)
  for (;;) {
    const now = await team.now()
    const day = dateAt(now, zone)
    if (day === monday && isWorking(now, { ...officeHours, from: '10:00' })) return day
    await team.clock(addDays(day, 1) < monday ? 'day' : 'hour')
  }
}
