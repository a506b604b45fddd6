import type { Card } from '../../core/card.ts'
import { occurrencesOn } from '../../domain/occurrences.ts'
import type { Claim } from '../../domain/store.ts'
import { bundleCard } from '../cards/nudges.ts'
import type { Context } from '../context.ts'
import { sceneFor } from './scene.ts'

/** A bundle whose sending failed, with what is still of use of it; undefined when nothing is. */
export const bundleAgain = async (
  ctx: Context,
  { nudges = [] }: Claim,
): Promise<Card | undefined> => {
  const scene = await sceneFor(ctx)
  if (scene === undefined) return undefined
  const ids = new Set(nudges.map(({ id }) => id))
  const told = scene.world.told.filter(({ id }) => !ids.has(id))
  const now = occurrencesOn({ ...scene.world, told }, scene.today, scene.closed)
  const still = new Set(now.map(({ id }) => id))
  return bundleCard(
    scene,
    nudges.filter(({ id }) => still.has(id)),
  )
}
