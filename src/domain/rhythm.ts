import * as z from 'zod'

/** What two people agreed about how often they meet; lives on their supervision. */
export const rhythm = z.strictObject({
  programme: z.string(),
  profile: z.string(),
  /** The day the worker started in this job: phases count from here. */
  startedOn: z.iso.date(),
  /** Obligations begin here; the first one is never told upwards. */
  trackFrom: z.iso.date(),
  /** As it stood when it was set up, from before Throughline. */
  lastHeld: z.iso.date().optional(),
  /** Days between two sessions, where the rule leaves a range (C-05) or the two meet more often than it asks. */
  everyDays: z.int().min(1).max(366).optional(),
})
export type Rhythm = Readonly<z.infer<typeof rhythm>>
