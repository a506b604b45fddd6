import type { Desk } from './desk.ts'

/** What a block needs to know of where it stands. */
export interface Showing {
  readonly desk: Desk
  /** The card or view it belongs to: its controls wait together. */
  readonly place: string
  /** False once a newer card asks in the same part: then no control is shown. */
  readonly live: boolean
  /** How far headings move down: a page has its title above them, a conversation has more. */
  readonly lift: 0 | 1
}
