import { expect, test } from 'vitest'

import { doubled, missing, type Played, play } from './run.ts'
import { createChaos, type Victim } from './strikes.ts'

const TIMEOUT_MS = 15 * 60_000

let calm: Promise<Played> | undefined

/** The same session with nothing in its way, played on the same day. */
const undisturbed = async (day: string): Promise<Played> => {
  calm ??= play()
  const played = await calm
  if (played.day === day) return played
  calm = play()
  return calm
}

/** Two people play their session while there are `count` kills, at moments that follow from the seed. */
export const outlives = (victims: readonly Victim[], count: number, seed: number): void => {
  test(`Ada and Ben end where they would have ended, with ${victims.join(' and ')} killed, ${count} times in all (seed ${seed})`, {
    timeout: TIMEOUT_MS,
  }, async () => {
    calm ??= play()
    const played = await play(app => createChaos(app, victims, count, seed))
    const { same } = await undisturbed(played.day)
    expect(played.strikes).toBeGreaterThanOrEqual(count)
    expect(missing(played), 'acknowledged, and not there').toEqual([])
    expect(doubled(played), 'there twice').toEqual([])
    expect(played.audit).toMatchObject({ unsealed: 0, problems: [] })
    expect(played.same).toBe(same)
  })
}
