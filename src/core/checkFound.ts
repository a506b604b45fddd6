/** What is wrong with a dialog, in words for the person who writes it. */
export interface Finding {
  readonly dialog: string
  /** Scene and step. */
  readonly where: string
  readonly wrong: string
  readonly todo: string
  /** `advice` may be left as it is. */
  readonly weight: 'wrong' | 'advice'
}
export type Found = Omit<Finding, 'dialog'>

/** Something a dialog may read at its start. */
export interface GivenReader {
  /** In words: “open actions of these people”. */
  readonly reads: string
  readonly as: 'text' | 'list'
  /** What each thing of the list brings along for wording and conditions. */
  readonly fields?: readonly string[]
}

/** What a dialog is checked against. */
export interface Surroundings {
  /** Ids of all dialogs. */
  readonly dialogs: readonly string[]
  /** Ids of dialogs that are not built yet, with the line a person reads instead. */
  readonly planned: Readonly<Record<string, string>>
  readonly given: Readonly<Record<string, GivenReader>>
  readonly tone: readonly { readonly words: readonly string[]; readonly instead: string }[]
}

export const wrong = (where: string, what: string, todo: string): Found => ({
  where,
  wrong: what,
  todo,
  weight: 'wrong',
})
