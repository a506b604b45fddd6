import type { Desk } from './desk.ts'

/** What a block needs to know of where it stands. */
export interface Showing {
  readonly desk: Desk
  /** The card or view it belongs to: its controls wait together. */
  readonly place: string
  /** False once a newer card asks in the same part: then no control is shown. */
  readonly live: boolean
  /** A page keeps the levels of its headings; elsewhere each is one below what it stands under. */
  readonly heading: 'own' | 'h2' | 'h3'
}
