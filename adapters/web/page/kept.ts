import type { TurnBody } from '../wire.ts'
import type { OpenForm } from './forms.ts'

/** What this tab keeps over a reload until it is saved; it ends with the tab. */
interface Kept {
  readonly draft: string
  readonly waiting: readonly TurnBody[]
  readonly form: OpenForm | undefined
}

const EMPTY: Kept = { draft: '', waiting: [], form: undefined }

const slot = (as: string): string => `throughline:${as}`

export const readKept = (as: string): Kept => {
  try {
    const text = sessionStorage.getItem(slot(as))
    // Written by `keep` alone, in this tab.
    const kept: Kept = text === null ? EMPTY : { ...EMPTY, ...JSON.parse(text) }
    return kept
  } catch {
    return EMPTY
  }
}

export const keep = (as: string, part: Partial<Kept>): void => {
  try {
    sessionStorage.setItem(slot(as), JSON.stringify({ ...readKept(as), ...part }))
  } catch {
    // A browser that keeps nothing, or a full one: the page works, only a reload forgets.
  }
}
