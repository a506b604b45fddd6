import type { Relationship } from '../../domain/relationship.ts'
import { personAs } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import type { Context } from '../context.ts'
import { notify } from '../notices.ts'

/** Covers of this person’s own supervisions that are under way or still to come. */
export const myCovers = async ({ house, person }: Context): Promise<readonly Relationship[]> => {
  const [world] = await house.store.worlds([{ tenant: person.tenant, person: person.id }])
  const pairs = world?.pairs.filter(
    ({ relationship }) => personAs(relationship, 'supervisor') === person.id,
  )
  return pairs?.flatMap(({ covers }) => covers) ?? []
}

/** Whoever is back needs nobody to stand in: the cover ends today, and both it was for are told. */
export const endCovers = async (
  tx: Tx,
  ctx: Context,
  covers: readonly Relationship[],
): Promise<void> => {
  for (const cover of covers.filter(({ state }) => state === 'confirmed')) {
    await tx.endRelationship(cover.id, ctx.moment.today)
    await tx.audit({ action: 'relationship.ended', object: cover.id })
    await tx.lookAt(cover.parties.map(({ person }) => person))
    const refs = {
      relationship: cover.id,
      by: ctx.person.id,
      cover: personAs(cover, 'supervisor') ?? '',
      worker: personAs(cover, 'worker') ?? '',
    }
    for (const { person } of cover.parties) await notify(tx, ctx, person, 'cover.over', refs)
  }
}
