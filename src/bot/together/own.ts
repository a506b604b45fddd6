import { ThroughlineError } from '../../core/errors.ts'
import type { Preference } from '../../domain/preference.ts'
import type { Tx } from '../../domain/store.ts'
import type { Context } from '../context.ts'

export const myPreference = ({ house, scope }: Context): Promise<Preference> =>
  house.store.preference(scope)

/** Keeps what a person set for themselves; if it moved meanwhile, the whole turn is done again on what stands now. */
export const keepPreference = async (
  tx: Tx,
  ctx: Context,
  preference: Preference,
): Promise<void> => {
  const metAt = preference.metAt ?? ctx.moment.now
  if (await tx.savePreference({ ...preference, metAt })) return
  throw new ThroughlineError(
    'store-conflict',
    'Keeping a setting that was changed meanwhile',
    'It is tried again by itself.',
  )
}
