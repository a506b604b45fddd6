import type { ListItem } from '../../core/card.ts'
import type { Dialog } from '../../core/dialogData.ts'
import { partId } from '../../core/part.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import type { StoredRun } from '../../domain/run.ts'
import { type Context, dialogOf } from '../context.ts'
import { personOf } from '../runs.ts'
import { proposalsToAnswer } from './proposals.ts'
import { withWhom } from './sections.ts'
import { type Worklist, waitingForChange, waitingForStance } from './worklist.ts'

/** A scene that opens gently is not found here before its notice was sent. */
const isHeldBack = ({ deliveries }: Worklist, run: StoredRun, dialog: Dialog): boolean =>
  dialog.scenes.find(({ scene }) => scene === run.scene)?.gentle === true &&
  deliveries.some(({ what, refs }) => what === 'part.opened' && refs.run === run.id)

/** Parts that are this person's to do, with the button that opens them. */
const openParts = (ctx: Context, list: Worklist): readonly ListItem[] =>
  list.runs.flatMap(run => {
    const party = run.openFor.find(
      each => personOf(run, each) === ctx.person.id && !run.doneBy.includes(each),
    )
    const dialog = dialogOf(ctx.house, run.dialog.id)
    if (party === undefined || dialog === undefined || isHeldBack(list, run, dialog)) return []
    const until = run.restsUntil[party]
    const id = partId(run.id, run.scene, party)
    return [
      {
        text: `${dialog.title}, with ${withWhom(ctx, list.relationships, run.relationship)}`,
        detail:
          until === undefined
            ? 'your part is open'
            : `rests until ${sayDate(until, ctx.moment.today)}`,
        buttons: [{ label: 'Carry on', press: press('open', { part: id }) }],
      },
    ]
  })

export const recordItem = (
  ctx: Context,
  list: Worklist,
  record: Worklist['records'][number],
  detail: string,
): ListItem => ({
  text: `${record.title}, ${withWhom(ctx, list.relationships, record.relationship)}, ${sayDate(record.on, ctx.moment.today)}`,
  detail,
  view: `record/${record.id}`,
})

/** What waits for this person: proposals and parts, records to answer, changes to make. */
export const waiting = (ctx: Context, list: Worklist): readonly ListItem[] => [
  ...proposalsToAnswer(ctx, list.proposals),
  ...openParts(ctx, list),
  ...waitingForStance(list, ctx.person.id).map(each =>
    recordItem(ctx, list, each, 'ready to read and answer'),
  ),
  ...waitingForChange(list, ctx.person.id).map(each =>
    recordItem(ctx, list, each, 'a change is asked for'),
  ),
]
