import type { Context, Plan } from './context.ts'
import type { PersonState } from './state.ts'

/** One press as it came: its verb's arguments, and the values of a list or date. */
export interface Pressed {
  readonly ctx: Context
  readonly state: PersonState
  readonly args: Readonly<Record<string, string>>
  readonly values: readonly string[]
  /** The press as a whole, to know the same one when it comes twice. */
  readonly whole: string
}

export type Handler = (pressed: Pressed) => Plan | Promise<Plan>

export type Values = Readonly<Record<string, string | readonly string[]>>

/** A form that is no part of a dialog, as it was sent; closed half-way it never gets here. */
export interface Sent {
  readonly ctx: Context
  readonly state: PersonState
  readonly args: Readonly<Record<string, string>>
  readonly values: Values
}

export type FormHandler = (sent: Sent) => Plan | Promise<Plan>
