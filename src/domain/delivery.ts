import * as z from 'zod'

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
 * `notice` someone just acted · `nudge` made by time · `wake` a part that rested until now · `deadline` a scene's last day.
 */
export const delivery = z.strictObject({
  /** Deterministic, so that making it twice is impossible. */
  id: z.string(),
  tenant: z.string(),
  person: z.string(),
  kind: z.enum(['notice', 'nudge', 'wake', 'deadline']),
  /** Which words: a name in the bot's table of deliveries. */
  what: z.string(),
  refs: z.record(z.string(), z.string()),
  state: z.enum(deliveryStates),
  /** Epoch ms on the tenant's clock: when it should go, and when it is no use any more. */
  dueAt: z.number(),
  expiresAt: z.number(),
  /** Why it goes when it goes, in words without content: "moved to the next working hour". */
  reason: z.string(),
  attempts: z.int().min(0),
  fence: z.int().min(0),
})
export type Delivery = Readonly<z.infer<typeof delivery>>
export type NewDelivery = Omit<Delivery, 'state' | 'attempts' | 'fence'>
