import * as z from 'zod'

/** Days away, both included; without `until` the return is not known yet. Never a reason. */
export const absence = z.strictObject({ from: z.iso.date(), until: z.iso.date().optional() })
export type Absence = Readonly<z.infer<typeof absence>>

/** What a person has set for themselves; sealed for them, and read by the house when it plans. */
export const preference = z.strictObject({
  tenant: z.string(),
  person: z.string(),
  rev: z.int(),
  /** Epoch ms of the first contact (D43). */
  metAt: z.number().optional(),
  /** First day on which nudges may come again. */
  pausedUntil: z.iso.date().optional(),
  absences: z.array(absence),
  /** Nudge id → how much less of it. */
  fewer: z.record(z.string(), z.enum(['half', 'off'])),
  /** Nudges that are off until asked for, and were asked for. */
  wanted: z.array(z.string()),
  /** Subject of a nudge (`N-13:relationship`) → first day on which it may come again. */
  snoozed: z.record(z.string(), z.iso.date()),
})
export type Preference = Readonly<z.infer<typeof preference>>

export const noPreference = (tenant: string, person: string): Preference => ({
  tenant,
  person,
  rev: 0,
  absences: [],
  fewer: {},
  wanted: [],
  snoozed: {},
})

/** The absence this day falls into. */
export const awayOn = (
  { absences }: Pick<Preference, 'absences'>,
  day: string,
): Absence | undefined =>
  absences.find(({ from, until }) => day >= from && (until === undefined || day <= until))
