import { describe, expect, test } from 'vitest'

import { freshDatabase } from '../../setup/database.ts'
import { DAY, ENDS } from './people.ts'
import { type Raced, race, type Wishes } from './race.ts'

const TIMEOUT_MS = 10 * 60_000

/** Everybody of whom this is true more than `most` times. */
const oftener = (people: readonly string[], most: number): readonly string[] => {
  const times = new Map<string, number>()
  for (const each of people) times.set(each, (times.get(each) ?? 0) + 1)
  return [...times].filter(([, count]) => count > most).map(([each]) => each)
}

/** How each person’s one bundle ended, and whether their platform had it. */
const fates = ({ lines, rows }: Raced) => {
  const reached = new Set(lines.map(({ person }) => person))
  const states = new Map(
    rows.filter(({ kind }) => kind === 'nudge').map(({ person, state }) => [person, state]),
  )
  return rows
    .filter(({ kind }) => kind === 'look')
    .map(({ person }) => {
      const came = reached.has(person) ? 'and came' : 'and did not come'
      return { person, fate: `${states.get(person) ?? 'nothing'} ${came}` }
    })
}

const told = ['sent and came', 'unknown and came', 'unknown and did not come']

/** Many people have one bundle due on one morning, and the instances that send it keep being killed. */
export const eachToldOnce = (wishes: Wishes): void => {
  const { instances, pairs, seed } = wishes
  const people = pairs * 2
  describe(`${people} people with something due on one morning`, () => {
    const database = freshDatabase()
    test(`are told once each or visibly perhaps, by ${instances} instances that keep being killed (seed ${seed})`, {
      timeout: TIMEOUT_MS,
    }, async ({ onTestFinished: after }) => {
      const raced = await race(after, database, wishes)
      const { lines, rows, kills, problems, seconds } = raced
      const ended = fates(raced)
      const count = (fate: string) => ended.filter(each => each.fate === fate).length
      const counts = told.map(fate => `${count(fate)} ${fate}`).join(', ')
      console.log(
        `${people} people, ${instances} instances: ${counts}; ${kills} kills, ${seconds} s`,
      )

      expect(
        oftener(
          lines.map(({ id }) => id),
          1,
        ),
        'sent twice',
      ).toEqual([])
      const days = lines.map(
        ({ person, at }) => `${person} ${new Date(at).toISOString().slice(0, 10)}`,
      )
      expect(oftener(days, 2), 'more than two on one day').toEqual([])
      expect(lines.filter(({ id, person }) => !id.startsWith(`nudges:${person}:${DAY}:`))).toEqual(
        [],
      )
      expect(
        ended.filter(({ fate }) => !told.includes(fate)),
        'silently gone',
      ).toEqual([])
      expect(ended).toHaveLength(people)
      expect(rows.filter(({ kind }) => kind === 'nudge')).toHaveLength(people)
      const looks = rows.filter(({ kind }) => kind === 'look')
      const isStanding = ({ state, nextAt = 0, claim }: (typeof rows)[number]): boolean =>
        state === 'pending' && nextAt > ENDS && claim === undefined
      expect(
        looks.filter(each => !isStanding(each)),
        'not looked at again',
      ).toEqual([])
      expect(kills).toBeGreaterThan(0)
      // A database that is slow is asked again; nothing else may go wrong.
      expect(problems.filter(each => !each.includes('did not answer in time'))).toEqual([])
    })
  })
}
