import { isThroughlineError } from '../../core/errors.ts'
import type { Relationship } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import { homeButton, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import type { PersonState } from '../state.ts'

interface Proposing {
  readonly mine: string
  /** Of the form: where it is said that these two have it already. */
  readonly field: string
  /** Tells whoever has to know; answers what the proposer reads. */
  readonly done: (tx: Tx) => Promise<string>
}

/** False when the same two have this, or were offered it, already. */
const isNew = async (tx: Tx, proposal: Relationship): Promise<boolean> => {
  try {
    await tx.propose(proposal)
    return true
  } catch (error) {
    if (isThroughlineError(error, 'store-conflict')) return false
    throw error
  }
}

/** Proposes it; where it is there already the form says so and keeps what was typed. */
export const proposeOnce = (
  state: PersonState,
  proposal: Relationship,
  { mine, field, done }: Proposing,
): Plan => ({
  commit: async tx => {
    if (!(await isNew(tx, proposal))) {
      const says =
        'The two have this already, or were asked. Please choose somebody else, or other days.'
      return { state, says: [], outcome: { errors: { [field]: says } } }
    }
    await tx.audit({ action: 'relationship.proposed', object: proposal.id })
    return { state, mine, says: [saying(await done(tx), [homeButton])] }
  },
})

/** A supervision of these two that nobody has confirmed yet. */
export const newProposal = (
  { house, tenant, person }: Context,
  {
    supervisor,
    worker,
    ...rest
  }: { supervisor: string; worker: string } & Partial<Relationship> & Pick<Relationship, 'from'>,
): Relationship => ({
  ...rest,
  id: house.ids(),
  tenant: tenant.id,
  kind: 'supervision',
  parties: [
    { role: 'supervisor', person: supervisor },
    { role: 'worker', person: worker },
  ],
  state: 'proposed',
  proposedBy: person.id,
})
