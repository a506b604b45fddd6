import type { Block } from '../../core/card.ts'
import { agendaLine } from '../cards/agenda.ts'
import type { Context } from '../context.ts'
import { inOrder } from '../given/work.ts'
import { section, withWhom } from './sections.ts'
import type { Worklist } from './worklist.ts'

/** What stands on the agenda with each of one's people, in its order. */
export const agendaSections = (
  ctx: Context,
  { agenda, relationships }: Pick<Worklist, 'agenda' | 'relationships'>,
): readonly Block[] =>
  relationships.flatMap(({ id }) => {
    const items = inOrder(agenda.filter(each => each.relationship === id))
    return section(
      2,
      `Agenda with ${withWhom(ctx, relationships, id)}`,
      items.map(item => agendaLine(ctx, item)),
    )
  })
