import { addDays, dateAt, isWorking } from '../../src/core/time.ts'
import { weekdayOf } from '../../src/domain/days.ts'
import { officeHours } from '../../src/domain/people.ts'

const { zone } = officeHours

/** The example team's clock. */
export interface TeamClock {
  /** Epoch ms. */
  now(): Promise<number>
  clock(step: 'hour' | 'day'): Promise<unknown>
}

/** The clock goes on until next Monday morning, whose ISO date it answers: notices keep working hours and dates fall on weekdays, and a run must not hang on the day and hour it is made. */
export const toMondayMorning = async (team: TeamClock): Promise<string> => {
  const begun = dateAt(await team.now(), zone)
  const monday = addDays(begun, 8 - weekdayOf(begun))
  for (;;) {
    const now = await team.now()
    const day = dateAt(now, zone)
    if (day === monday && isWorking(now, { ...officeHours, from: '10:00' })) return day
    await team.clock(addDays(day, 1) < monday ? 'day' : 'hour')
  }
}
