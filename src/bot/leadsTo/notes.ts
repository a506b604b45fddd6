import { sayDate } from '../../core/time.ts'
import type { Filed } from './filed.ts'

/** `note.add`: what was answered for oneself alone, as one private note. */
export const addNote = async (
  { tx, ctx, filed, title, on }: Filed,
  from: readonly string[],
): Promise<void> => {
  const mine = filed.filter(({ key, audience }) => from.includes(key) && audience === 'priv')
  if (mine.length === 0) return
  const lines = mine.map(({ heading, shown }) => `${heading}\n${shown.join('\n')}`)
  await tx.addNote({
    id: ctx.house.ids(),
    tenant: ctx.tenant.id,
    author: ctx.person.id,
    at: ctx.moment.now,
    text: [`${title}, ${sayDate(on, ctx.moment.today)}`, ...lines].join('\n\n'),
  })
}
