import * as z from 'zod'

/** Roles live on the relationship, never on the person (A1). */
export const roles = [
  'worker',
  'supervisor',
  'reviewer',
  'senior',
  'coach',
  'learner',
  'sponsor',
  'coachLead',
  'facilitator',
  'recorder',
  'signOff',
  'observer',
  'guest',
  'hr',
  'programmeAdmin',
] as const
export const role = z.enum(roles)
export type Role = z.infer<typeof role>

/** When a person works: IANA zone, ISO weekdays (1 = Monday), local hours `HH:mm`. */
export const workingPattern = z.strictObject({
  zone: z.string(),
  days: z.array(z.int().min(1).max(7)).min(1),
  from: z.iso.time({ precision: -1 }),
  to: z.iso.time({ precision: -1 }),
})
export type WorkingPattern = Readonly<z.infer<typeof workingPattern>>

export const officeHours: WorkingPattern = {
  zone: 'Europe/London',
  days: [1, 2, 3, 4, 5],
  from: '09:00',
  to: '17:00',
}

export const person = z.strictObject({
  id: z.string(),
  tenant: z.string(),
  name: z.string().min(1).max(120),
  /** What others call this person's job; never a role. */
  title: z.string().max(120),
  works: workingPattern,
  left: z.iso.date().optional(),
})
export type Person = Readonly<z.infer<typeof person>>

/** The name used in a sentence. */
export const firstName = (name: string): string => name.trim().split(/\s+/)[0] ?? name

/** An organisation, or the example team of a first run; `demo` is set at birth and for ever. */
export const tenant = z.strictObject({
  id: z.string(),
  name: z.string().min(1).max(120),
  demo: z.boolean(),
  /** Milliseconds that a demo tenant's clock runs ahead of the server's; never shrinks. */
  offset: z.number().min(0),
  zone: z.string(),
  /** Whom to call when a child may be in danger, as the tenant set it (D38); empty = not set. */
  safetyContacts: z.array(z.strictObject({ who: z.string().max(120), how: z.string().max(200) })),
  /** Words that identify a family here, added by an admin (F-03). */
  stopWords: z.array(z.string().max(80)),
  /** People who set things up and see states and counts, never content (programmeAdmin). */
  admins: z.array(z.string()).optional(),
  /** The way of working offered first. */
  programme: z.string().optional(),
  /** Where bank holidays are taken from: `GB-ENG`, `US-AZ`. */
  region: z.string().max(20).optional(),
  /** Days on which nobody works here. */
  closures: z.array(z.iso.date()).optional(),
})
export type Tenant = Readonly<z.infer<typeof tenant>>
