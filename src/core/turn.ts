import * as z from 'zod'

/** Where a person can be reached. All four are the platform's own opaque ids. */
export const address = z.strictObject({
  platform: z.string().min(1).max(20),
  installation: z.string().min(1).max(200),
  user: z.string().min(1).max(200),
  conversation: z.string().min(1).max(400),
})
export type Address = Readonly<z.infer<typeof address>>

/** The longest text of one answer; longer ones are refused with words, never cut. */
export const MAX_TEXT = 8000

const words = z.string().max(4 * MAX_TEXT)
const values = z.record(z.string().max(200), z.union([words, z.array(words).max(100)]))

/** What a person did, normalised: the only thing an adapter hands in. */
export const did = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('text'), text: words }),
  z.strictObject({
    kind: z.literal('press'),
    press: z.string().max(2000),
    values: z.array(words).max(100).optional(),
  }),
  /**
   * `keep` is a form closed half-way: what was typed is kept as a draft, nothing is checked.
   * `next` is one page of a form: kept too, and what stands on the page is checked; `rest` with `submit`: the pages before lie in the draft.
   */
  z.strictObject({
    kind: z.literal('form'),
    form: z.string().max(2000),
    values,
    end: z.enum(['submit', 'keep', 'next']),
    rest: z.literal(true).optional(),
  }),
  z.strictObject({ kind: z.literal('command'), name: z.string().max(40), text: words }),
  z.strictObject({ kind: z.literal('capture'), text: words }),
  z.strictObject({ kind: z.literal('home') }),
  z.strictObject({ kind: z.literal('joined') }),
  z.strictObject({ kind: z.literal('left') }),
  /** Something we do not take: a photo, a voice message, a file. */
  z.strictObject({ kind: z.literal('attachment') }),
])
export type Did = Readonly<z.infer<typeof did>>

/** One thing one person did. `id` is unique for its platform and installation; `at` is epoch ms. */
export const turn = z.strictObject({
  id: z.string().min(1).max(400),
  at: z.number(),
  address,
  did,
})
export type Turn = Readonly<z.infer<typeof turn>>
