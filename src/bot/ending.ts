import type { Card } from '../core/card.ts'
import type { Part } from '../core/part.ts'
import { end, type Run } from '../core/run.ts'
import { saying } from './cards/words.ts'
import type { Plan } from './context.ts'
import { applyMove, around } from './finishing.ts'
import { park } from './opening.ts'
import type { Playing } from './play.ts'
import { toRun, withDraft } from './runs.ts'

/** True while nobody else has said or been asked anything. */
export const isMineAlone = (run: Run, part: Part): boolean =>
  Object.keys(run.answers).every(party => party === part.party) &&
  run.openFor.every(party => party === part.party)

/** Ends a run from one's own part: stopped by the dialog itself, replaced by another, or thrown away. */
export const endRun = (
  playing: Playing,
  part: Part,
  how: 'stopped' | 'cancelled' | 'instead',
  card: Card,
): Plan => ({
  commit: async tx => {
    const { ctx, state, dialog, parked, mine } = playing
    if (parked !== undefined) await park(tx, parked)
    const { focus: _, ...rest } = state
    const without = {
      ...rest,
      resting: rest.resting.filter(({ id }) => id !== part.id),
      returnTo: rest.returnTo.filter(id => id !== part.id),
    }
    const spoken = mine === undefined ? {} : { mine }
    const stored = await tx.run(part.run)
    const nearby = stored === undefined ? undefined : await around(ctx, stored.relationship)
    if (stored === undefined || nearby === undefined || stored.state !== 'open')
      return { ...spoken, state: without, says: [card] }
    const run = toRun(stored)
    if (how === 'cancelled' && !isMineAlone(run, part))
      return {
        ...spoken,
        state: playing.state,
        says: [
          saying(
            'The others have begun as well, so this one stays open. Your part can wait: say “later”.',
          ),
        ],
      }
    await applyMove(
      { ...nearby, tx, ctx, dialog },
      end(run, how),
      withDraft(stored, part.party, undefined),
    )
    return { ...spoken, state: without, says: [card] }
  },
})
