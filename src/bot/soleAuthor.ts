import type { Dialog } from '../core/dialogData.ts'
import { partiesOf } from '../core/path.ts'

/** The role that writes a record alone, if one does: its sharing counts as its sign-off. */
export const soleAuthor = (dialog: Dialog): string | undefined => {
  const authors = new Set(dialog.scenes.flatMap(partiesOf))
  return authors.size === 1 ? [...authors][0] : undefined
}
