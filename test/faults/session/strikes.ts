import { setTimeout as sleep } from 'node:timers/promises'

import { type Random, randomFrom } from '../random.ts'
import type { App } from './app.ts'
import type { Watcher } from './tab.ts'

/** One blow: while the `at`th thing a person does is under way, or after it was acknowledged. */
interface Strike {
  readonly at: number
  readonly when: 'sent' | 'answered'
  /** Ms from that moment to the blow. */
  readonly after: number
  /** Ms into the start that follows, for a second blow. */
  readonly again?: number
}

export type Victim = 'the app' | 'the database'

/** How many things the two people of the script do. */
const THINGS = 60

const strikesFrom = (random: Random, count: number): readonly Strike[] => {
  const at = new Set<number>()
  while (at.size < count) at.add(1 + random.below(THINGS))
  return [...at]
    .sort((a, b) => a - b)
    .map(each => {
      const when = random.pick<Strike['when']>(['sent', 'answered'])
      const after = random.below(when === 'sent' ? 40 : 200)
      const again = random.below(5) === 0 ? { again: 200 + random.below(2500) } : {}
      return { at: each, when, after, ...again }
    })
}

const strikeApp = async (app: App, { again }: Strike): Promise<number> => {
  await app.kill()
  if (again !== undefined) {
    const start = app.start().catch(() => undefined)
    await sleep(again)
    await app.kill()
    await start
  }
  await app.start()
  return again === undefined ? 1 : 2
}

export interface Chaos extends Watcher {
  /** Waits until everything runs again; answers how often it struck. Throws when a start failed. */
  over(): Promise<number>
}

/** Strikes `count` times at moments that follow from the seed, at each victim in turn. */
export const createChaos = (
  app: App,
  victims: readonly Victim[],
  count: number,
  seed: number,
): Chaos => {
  const strikes = [...strikesFrom(randomFrom(seed), count)]
  let things = 0
  let struck = 0
  let turn = 0
  let last: Promise<void> = Promise.resolve()
  const strike = async (each: Strike): Promise<void> => {
    await sleep(each.after)
    const victim = victims[turn % victims.length]
    turn += 1
    if (victim === 'the app') struck += await strikeApp(app, each)
    else {
      await app.killDatabase()
      struck += 1
    }
  }
  const due = (when: Strike['when']): void => {
    const [next] = strikes
    if (next === undefined || next.at > things || next.when !== when) return
    strikes.shift()
    last = last.then(() => strike(next))
    // Whoever waits for the end hears of it.
    last.catch(() => undefined)
  }
  return {
    sent: () => {
      things += 1
      due('sent')
    },
    answered: () => due('answered'),
    over: async () => {
      await last
      return struck
    },
  }
}

export const calm: Chaos = { sent: () => {}, answered: () => {}, over: async () => 0 }
