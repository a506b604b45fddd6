import { sayDate } from '../core/time.ts'
import { plusDays, type Workdays, workdaysAfter, workdaysBefore } from './days.ts'
import type { Occurrence } from './nudge.ts'
import { leftOut, priorities, type Sight } from './sight.ts'
import type { WaitingRecord, World } from './world.ts'

const workdaysOf = ({ world, closed }: Sight): Workdays => ({
  days: world.person.works.days,
  closed,
})

/** N-05: working days after sharing on which the reader, and then the author, hears of it. */
const READER_DAYS = 3
const AUTHOR_DAYS = 5
/** A second word to the reader comes a week after the first; then it waits at home [D]. */
const READER_TRIES = 2
const AGAIN_DAYS = 7
const LONGEST_DAYS = 30

/** N-05: shared and not answered. */
export const readyToRead = (
  sight: Sight,
  record: WaitingRecord,
  dayOf: (at: number) => string,
): readonly Occurrence[] => {
  const { day, telling } = sight
  const mine = record.waitsFor === 'me'
  const shared = dayOf(record.filedAt)
  const from = workdaysAfter(workdaysOf(sight), shared, mine ? READER_DAYS : AUTHOR_DAYS)
  const until = plusDays(shared, LONGEST_DAYS)
  const beginning = `N-05:${record.record}:${record.version}:`
  const tries = telling.count(beginning)
  const subject = `N-05:${record.record}`
  const last = telling.last(subject)
  if (day < from || day > until || tries >= (mine ? READER_TRIES : 1)) return []
  if (last !== undefined && plusDays(last, AGAIN_DAYS) > day) return []
  if (leftOut(sight, 'N-05', tries)) return []
  return [
    {
      id: `${beginning}${day}`,
      nudge: 'N-05',
      as: mine ? 'worker' : 'supervisor',
      subject,
      relationship: record.relationship,
      refs: { record: record.record, version: String(record.version), date: shared },
      from,
      until,
      priority: priorities['N-05'],
      because: `C-31: shared on ${sayDate(shared, day)}, and not answered yet`,
    },
  ]
}

type OwnAction = World['actions'][number]

/** Asked about twice and still open, it is for the two to talk about, not for another nudge. */
export const CARRIED_ENOUGH = 2
const DAYS_BEFORE = 2
/** After leave a day that passed meanwhile is told, for so long [D]. */
const CAUGHT_UP_DAYS = 7

/** Whether an action is told today: two working days before, and on the day. */
const isTold = (sight: Sight, subject: string, { by }: OwnAction): boolean => {
  const { day, telling } = sight
  const workdays = workdaysOf(sight)
  const onTheDay = workdaysBefore(workdays, by, 0)
  const before = workdaysBefore(workdays, onTheDay, DAYS_BEFORE)
  const last = telling.last(subject) ?? ''
  if (day < before || day > plusDays(onTheDay, CAUGHT_UP_DAYS) || last === day) return false
  if (day < onTheDay) return last < before && !leftOut(sight, 'N-13', 1)
  return last < onTheDay
}

const isOpen = ({ state, carried }: OwnAction): boolean =>
  (state === 'open' || state === 'partly') && carried < CARRIED_ENOUGH

/** N-13: one's own open actions, all of one relationship and day in one. */
export const ownActions = (sight: Sight): readonly Occurrence[] => {
  const { world, day } = sight
  const byRelationship = new Map<string, OwnAction[]>()
  for (const action of world.actions.filter(isOpen)) {
    const { relationship } = action
    if (!isTold(sight, `N-13:${relationship}`, action)) continue
    byRelationship.set(relationship, [...(byRelationship.get(relationship) ?? []), action])
  }
  return [...byRelationship].map(([relationship, actions]) => {
    const date = actions.map(({ by }) => by).toSorted()[0] ?? day
    const subject = `N-13:${relationship}`
    return {
      id: `${subject}:${day}`,
      nudge: 'N-13',
      as: 'owner',
      subject,
      relationship,
      refs: { count: String(actions.length), date },
      from: day,
      until: plusDays(date, CAUGHT_UP_DAYS),
      priority: priorities['N-13'],
      because: `an action of yours has the date ${sayDate(date, day)}`,
    }
  })
}
