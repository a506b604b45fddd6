import * as z from 'zod'

import type { Address, Turn } from '../../src/core/turn.ts'
import { LIMITS } from './limits.ts'
import type { ClockStep, TurnBody } from './wire.ts'
import { STEPS } from './wire.ts'

const typed = z.string().max(LIMITS.typed)
const several = z.array(typed).max(LIMITS.values)
const token = z.string().min(1).max(2000)

const did = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: typed }),
  z.strictObject({ kind: z.literal('press'), press: token, values: several.optional() }),
  z.strictObject({
    kind: z.literal('form'),
    form: token,
    values: z.record(z.string().max(200), z.union([typed, several])),
    end: z.enum(['submit', 'keep']),
  }),
  z.strictObject({ kind: z.literal('joined') }),
  z.strictObject({ kind: z.literal('attachment') }),
])

const body = z.strictObject({
  id: z.string().regex(/^[\w.:%~-]{1,400}$/),
  did,
  shown: z.string().max(LIMITS.shown).optional(),
})

/** What the page sent as a turn; undefined for anything else. */
export const readTurn = (raw: unknown): TurnBody | undefined => {
  const read = body.safeParse(raw)
  if (!read.success) return undefined
  const { id, did, shown } = read.data
  return { id, did, ...(shown !== undefined && { shown }) }
}

/** `at` is epoch ms on the server's clock; a demo tenant's offset is the house's to add. */
export const toTurn = ({ id, did }: TurnBody, address: Address, at: number): Turn => ({
  id,
  at,
  address,
  did,
})

const step = z.strictObject({ step: z.enum(STEPS) })

export const readStep = (raw: unknown): ClockStep | undefined => step.safeParse(raw).data?.step
