import * as z from 'zod'

export const actionStates = ['open', 'done', 'partly', 'changed', 'dropped'] as const

/** Something agreed, with an owner and a date (R08). `relationship` decides who reads it. */
export const action = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  relationship: z.string(),
  rev: z.int(),
  owner: z.string(),
  by: z.iso.date(),
  state: z.enum(actionStates),
  /** How often a session left it "not yet". */
  carried: z.int().min(0),
  record: z.string().optional(),
  what: z.string(),
  why: z.string().optional(),
  line: z.string().optional(),
})
export type Action = Readonly<z.infer<typeof action>>

/** A topic for the next session of a pair (R10). */
export const agendaItem = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  relationship: z.string(),
  rev: z.int(),
  raisedBy: z.string(),
  /** Epoch ms. */
  at: z.number(),
  state: z.enum(['open', 'covered', 'parked', 'dropped']),
  /** 1 = to be talked about first. */
  order: z.int().positive().optional(),
  /** How many sessions left it open. */
  carried: z.int().min(0).optional(),
  topic: z.string(),
})
export type AgendaItem = Readonly<z.infer<typeof agendaItem>>

/** A private note in one message (R09, D11); only its author reads it. */
export const note = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  author: z.string(),
  at: z.number(),
  text: z.string(),
})
export type Note = Readonly<z.infer<typeof note>>

/** Why a date was moved, as a class; never a person's health (D30). */
export const moveReasons = [
  'emergency',
  'urgent work or court',
  'leave or absence',
  'workload',
  'other',
] as const

/** A date that was moved (R28): data, never a blame. */
export const move = z.strictObject({
  from: z.iso.date(),
  /** Absent while the new date is still to be found. */
  to: z.iso.date().optional(),
  by: z.string(),
  /** Epoch ms. */
  at: z.number(),
  reason: z.enum(moveReasons),
})
export type Move = Readonly<z.infer<typeof move>>

/** A supervision or coaching session: dates and states only, what was said is in its record. */
export const session = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  relationship: z.string(),
  rev: z.int(),
  on: z.iso.date(),
  at: z.iso.time({ precision: -1 }).optional(),
  state: z.enum(['planned', 'held', 'moved', 'cancelled']),
  source: z.enum(['live', 'later', 'paper']).optional(),
  /** Epoch ms. */
  enteredAt: z.number().optional(),
  record: z.string().optional(),
  /** The yearly performance conversation took place in it (C-10). */
  performance: z.literal(true).optional(),
  /** Oldest first. */
  moves: z.array(move).optional(),
})
export type Session = Readonly<z.infer<typeof session>>
