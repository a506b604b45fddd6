import * as z from 'zod'

import { occurrence } from './nudge.ts'

export const deliveryStates = [
  'pending',
  'sent',
  'unknown',
  'dead',
  'expired',
  'undeliverable',
  'dropped',
] as const

/** Tried this often and never finished, a crash in between counting too: it is given up, visibly. */
export const MAX_ATTEMPTS = 8

/**
 * Something for someone else, or for later: ids only, never text.
 * `notice` someone just acted · `nudge` a day's bundle, made by time · `wake` a part that rested until now ·
 * `deadline` a scene's last day · `look` the one standing row of a person: when to see next what is due for them.
 */
export const delivery = z.strictObject({
  /** Deterministic, so that making it twice is impossible. */
  id: z.string(),
  tenant: z.string(),
  person: z.string(),
  kind: z.enum(['notice', 'nudge', 'wake', 'deadline', 'look']),
  /** Which words: a name in the bot's table of deliveries. */
  what: z.string(),
  refs: z.record(z.string(), z.string()),
  state: z.enum(deliveryStates),
  /** Epoch ms on the tenant's clock: when it should go, and when it is no use any more. */
  dueAt: z.number(),
  expiresAt: z.number(),
  /** Why it goes when it goes, in words without content: "moved to the next working hour". */
  reason: z.string(),
  /** What a bundle tells; its id is `nudges:person:localDate:1|2`, which is the daily cap. */
  nudges: z.array(occurrence).optional(),
  /** Sending has begun: after a crash nobody knows whether it arrived, so it is not sent again (P4). */
  begun: z.literal(true).optional(),
  attempts: z.int().min(0),
  fence: z.int().min(0),
})
export type Delivery = Readonly<z.infer<typeof delivery>>
export type NewDelivery = Omit<Delivery, 'state' | 'attempts' | 'fence' | 'begun'>
