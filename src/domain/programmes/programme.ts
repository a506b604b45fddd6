/** A stretch of time as a rule counts it. Months are calendar months, never four weeks. */
export type Span =
  | { readonly days: number }
  | { readonly weeks: number }
  | { readonly months: number }
  | { readonly workingDays: number }

/** When the next one is due, counted from the last held session (or where tracking begins). */
export interface SinceLast {
  readonly kind: 'sinceLast'
  /** The day one aims at; earlier than `latest` only where the source gives a range (C-05). */
  readonly target: Span
  /** The last day that keeps the rule. */
  readonly latest: Span
}

/** A rule as data. `lead`, `grace` and `escalateAfter` are ours unless the source fixes them ([D]) and may be changed by a tenant. */
export interface Rule {
  /** As in the domain catalogue: `C-04`. */
  readonly id: string
  /** What it asks for, in words people read: "at least monthly". */
  readonly says: string
  readonly source: string
  /** Which held session meets it: any supervision, or one in which the yearly performance conversation took place. */
  readonly meets: 'session' | 'performance'
  /** Counted from the day the person started: in force from, and until the day before. */
  readonly from?: Span
  readonly until?: Span
  readonly shape: SinceLast
  /** Before the due day: from then on it is due soon. */
  readonly lead: Span
  /** After the due day: late, but in time to put right. */
  readonly grace: Span
  /** After the due day: then the reporting line reads the dates. Absent = never. */
  readonly escalateAfter?: Span
}

/** A way of working for one kind of worker: which rules hold. */
export interface Profile {
  readonly id: string
  /** "Newly qualified social worker". */
  readonly title: string
  readonly rules: readonly Rule[]
  /** A range in which two people may agree their own rhythm, in days (C-05). */
  readonly agreed?: { readonly least: number; readonly most: number }
}

/** A programme is a way of working as data; a tenant picks one and may adjust it. */
export interface Programme {
  readonly id: string
  readonly title: string
  readonly profiles: readonly Profile[]
  /** C-28: how soon the new date is when one is moved, by how often the two meet. */
  readonly moved: { readonly often: Span; readonly otherwise: Span }
  /** C-31: days to share a record, and to answer it. */
  readonly signing: { readonly share: Span; readonly answer: Span }
}
