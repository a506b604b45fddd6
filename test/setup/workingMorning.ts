import { addDays, addWorkingDays, dateAt, isWorking } from '../../src/core/time.ts'
import { officeHours } from '../../src/domain/people.ts'

const { zone, days } = officeHours

/** The example team's clock. */
export interface TeamClock {
  /** Epoch ms. */
  now(): Promise<number>
  clock(step: 'hour' | 'day'): Promise<unknown>
}

/** The clock goes on until a working morning, whose ISO date it answers: notices keep working hours, and a run must not hang on the hour it is made. */
export const toWorkingMorning = async (team: TeamClock): Promise<string> => {
  const begun = await team.now()
  const tomorrow = addWorkingDays(dateAt(begun, zone), 1, days)
  for (;;) {
    const now = await team.now()
    const day = dateAt(now, zone)
    if (day === tomorrow && isWorking(now, { ...officeHours, from: '10:00' })) return day
    await team.clock(addDays(day, 1) < tomorrow ? 'day' : 'hour')
  }
}
