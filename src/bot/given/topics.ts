import * as z from 'zod'

import {
  type Topic,
  type TopicFunction,
  topicFunctions,
  topics,
} from '../../../dialogs/sessions/topics.ts'
import { sayDate } from '../../core/time.ts'
import { type Read, type Reading, recordsOf, sharedRows } from './reading.ts'

/** Which functions of supervision the last sessions covered, and what to suggest from it. */

interface Session {
  readonly on: string
  readonly functions: readonly TopicFunction[]
}

const tags = z.array(z.string())

const isFunction = (name: string): name is TopicFunction =>
  topicFunctions.some(each => each === name)

/** Sessions in which somebody noted what a topic was for, newest first. */
const tagged = async (reading: Reading): Promise<readonly Session[]> =>
  (await recordsOf(reading, 'R04'))
    .map(record => ({
      on: record.on,
      functions: sharedRows(record, reading.relationship)
        .filter(({ key }) => /^items\/[^/]+\/function$/.test(key))
        .flatMap(({ value }) => tags.safeParse(value).data ?? [])
        .filter(isFunction),
    }))
    .filter(({ functions }) => functions.length > 0)
    .toSorted((a, b) => b.on.localeCompare(a.on))

const lastOn = (sessions: readonly Session[], name: TopicFunction): string =>
  sessions.find(({ functions }) => functions.includes(name))?.on ?? ''

/** “Support: last on Tuesday 3 November”, for each function. */
export const functionMemory = async (reading: Reading): Promise<Read> => {
  const sessions = await tagged(reading)
  return topicFunctions.map(name => {
    const on = lastOn(sessions, name)
    return `${name}: ${on === '' ? 'not noted so far' : `last on ${sayDate(on, reading.ctx.moment.today)}`}`
  })
}

/** Sessions that are looked at, and the share of management from which the balance is worth a word (D05). */
const LAST = 3
const MOSTLY = 0.7

const isOneSided = (sessions: readonly Session[]): boolean => {
  const names = sessions.slice(0, LAST).flatMap(({ functions }) => functions)
  const management = names.filter(name => name === 'Management').length
  return sessions.length >= LAST && management / names.length >= MOSTLY
}

/** One sentence when the last three sessions were mostly management; else nothing. */
export const balance = async (reading: Reading): Promise<Read> =>
  isOneSided(await tagged(reading))
    ? 'The last three sessions were mostly about management, so one topic of support and one of development come first here.'
    : ''

/** How many topics of the function that comes first, second, …: six in all. */
const SHARES = [2, 2, 1, 1] as const

/** Left for those who look for them: no place for a suggestion. */
const UNSUGGESTED = ['d10', 'd11']

const turned = (all: readonly Topic[], by: number): readonly Topic[] => {
  const from = all.length === 0 ? 0 : by % all.length
  return [...all.slice(from), ...all.slice(0, from)]
}

/** Six topics: first of what was not talked about for longest, others with every session, none that waits already. */
export const suggested = async (reading: Reading): Promise<Read> => {
  const { ctx, relationship } = reading
  const [sessions, items, held] = await Promise.all([
    tagged(reading),
    ctx.house.store.agendaItems(ctx.scope, relationship.id),
    recordsOf(reading, 'R04'),
  ])
  const open = items.filter(({ state }) => state === 'open').map(({ topic }) => topic)
  const first = isOneSided(sessions) ? ['Support', 'Development'] : []
  const rank = (name: TopicFunction): string =>
    first.includes(name) ? '' : `1${lastOn(sessions, name)}`
  return topicFunctions
    .toSorted((a, b) => rank(a).localeCompare(rank(b)))
    .flatMap((name, index) => {
      const share = SHARES[index] ?? 0
      const free = topics.filter(
        topic =>
          topic.function === name && !UNSUGGESTED.includes(topic.id) && !open.includes(topic.label),
      )
      return turned(free, held.length * share).slice(0, share)
    })
    .map(({ label }) => label)
}
