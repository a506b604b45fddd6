import type * as z from 'zod'

import { type Dialog, dialogData } from './dialogData.ts'

/** Answers of a dialog: one zod schema for each name. */
export type Shape = Readonly<Record<string, z.ZodType>>

type Item<T> =
  T extends z.ZodRecord<z.ZodString, z.ZodObject<infer I extends Record<string, z.ZodType>>>
    ? I
    : never
type One<T> = T extends readonly (infer U)[] ? U : T
type Name<S> = keyof S & string

type Test<T> =
  | readonly One<T>[]
  | 'answered'
  | 'empty'
  | { readonly below: number }
  | { readonly atLeast: number }
  | { readonly daysAgo: number }

/** Every named answer must pass its test; a list of conditions holds when any of them does. `given` names test `empty`, `some`, or a list of words. */
export type When<S extends Shape, G extends string> = AnyOf<
  { readonly [K in keyof S]?: Test<z.infer<S[K]>> } & {
    readonly [K in G]?: 'empty' | 'some' | readonly string[]
  } & {
    /** Fields of the thing a loop is at. */
    readonly item?: Readonly<Record<string, Test<string | number>>>
  }
>
type AnyOf<T> = T | readonly T[]

export type Assume = string | readonly string[]

interface Ask<S extends Shape, G extends string, A extends string, T extends string> {
  readonly ask: Name<S>
  readonly say: string
  /** On the essential path: asked in every run. Everything else waits under "Add more". */
  readonly must?: true
  /** Asked in every run too, and may be skipped. */
  readonly offer?: true
  /** Who reads the answer, when it is not the dialog's usual audience. */
  readonly readers?: A
  /** Options come from this `given`, or from what was answered in scenes that are closed; for a text they may also be typed. */
  readonly from?: G | Name<S> | readonly (G | Name<S>)[]
  readonly probes?: readonly (readonly [test: T, say: string])[]
  readonly hint?: string
  /**
   * Kept when nobody answers, shown as assumed at the read-back: wording such as `{today}`, `{in 28 days}` or `{worker}`;
   * of several the first that fits. For a list of things: the same for each of their fields.
   */
  readonly assume?: Assume | Readonly<Record<string, Assume>>
  /** Reaches `readers` only if this holds when it is filed; else these read it. */
  readonly release?: { readonly when: When<S, G>; readonly otherwise: A }
  /** The heading of this answer in the filed record, when the question itself does not read well there. */
  readonly heading?: string
}

type Each<
  S extends Shape,
  P extends string,
  G extends string,
  A extends string,
  T extends string,
> = {
  [K in Name<S>]: [Item<S[K]>] extends [never]
    ? never
    : {
        /** Once for each thing in this list (a `given`, or an answer of several), keyed by the thing's id. */
        readonly each: G | Name<S>
        readonly into: K
        readonly must?: true
        readonly steps: readonly Step<Item<S[K]>, P, G, A, T, S>[]
      }
}[Name<S>]

type Repeat<
  S extends Shape,
  P extends string,
  G extends string,
  A extends string,
  T extends string,
> = {
  [K in Name<S>]: [Item<S[K]>] extends [never]
    ? never
    : {
        /** The same few questions again while the person says yes to `again`, at most `upTo` times; keyed 1, 2, 3. */
        readonly repeat: K
        readonly upTo: number
        readonly again: string
        readonly must?: true
        readonly steps: readonly Step<Item<S[K]>, P, G, A, T, S>[]
      }
}[Name<S>]

/** One thing that happens in a scene. `O` are the answers outside a loop, which its steps may test too. */
export type Step<
  S extends Shape,
  P extends string,
  G extends string,
  A extends string,
  T extends string,
  // biome-ignore lint/complexity/noBannedTypes: no outer answers outside a loop
  O extends Shape = {},
> = { readonly when?: When<S & Omit<O, keyof S>, G>; readonly by?: NoInfer<P> } & (
  | Ask<S, G, A, T>
  /** Shown, nothing asked. */
  | { readonly tell: string; readonly tone?: 'safety' }
  /** Ends the dialog here, kindly. Nothing is filed. */
  | { readonly stop: string }
  | { readonly start: string; readonly how: 'instead' | 'aside' | 'after' }
  /** Rests until the date in this answer, or for some working days. */
  | { readonly wait: Name<S> | { readonly workingDays: number }; readonly say?: string }
  | Each<S, P, G, A, T>
  | Repeat<S, P, G, A, T>
)

export interface Until<G extends string> {
  readonly workingDays: number
  /** A date in `given`: when there is one, the scene ends on the last working day before it. */
  readonly before?: G
  /** `close` goes on with what is there; `end` ends the run as "no reply". */
  readonly whenOver: 'close' | 'end'
}

/** A stretch by one party, or by several who answer apart: nobody reads another's answers before it closes. */
export interface Scene<
  S extends Shape,
  P extends string,
  G extends string,
  A extends string,
  T extends string,
> {
  readonly scene: string
  /** What the scene is called for its people, as a heading of the record too. */
  readonly title: string
  readonly by: NoInfer<P> | readonly NoInfer<P>[]
  readonly until?: Until<NoInfer<G>>
  readonly when?: When<S, G>
  /** Its notice never comes at the end of a working week, when nobody could talk about it. */
  readonly gentle?: true
  /** Shown once, before the first question. */
  readonly opens?: string
  /** The words of the last button. */
  readonly done?: string
  readonly steps: readonly Step<S, NoInfer<P>, NoInfer<G>, A, T>[]
}

export interface Files<
  S extends Shape,
  P extends string,
  G extends string,
  A extends string,
  R extends string,
  C extends string,
> {
  /** Left out: nothing is filed, the end only sets `leadsTo` in motion, and `closing` is said. */
  readonly record?: R
  /** The usual audience of an answer whose step names none. */
  readonly readers: A
  readonly stances?: readonly NoInfer<P>[]
  /** What is said at the end of a dialog without a record; it names people only. */
  readonly closing?: string
  /** The record that gets its next version, read under this name in `given`. */
  readonly into?: NoInfer<G>
  /** Commands on other things, run at the end if any of these was answered. */
  readonly leadsTo?: readonly {
    readonly command: C
    readonly from: Name<S> | readonly Name<S>[]
    readonly when?: When<S, NoInfer<G>>
  }[]
}

export interface Definition<
  S extends Shape,
  P extends string,
  G extends string,
  A extends string,
  T extends string,
  R extends string,
  C extends string,
> {
  readonly id: string
  readonly version: number
  readonly title: string
  /** Where in the domain catalogue it comes from, e.g. `D13`. */
  readonly source: string
  /** One sentence: what it is for. */
  readonly about: string
  readonly minutes: number
  readonly parties: readonly P[]
  /** Who may start it. */
  readonly starts: readonly NoInfer<P>[]
  /** What the dialog reads, once at the start, with the rights all parties share: the name of a reader, or a fixed list. */
  readonly given?: { readonly [K in G]: string | readonly string[] }
  readonly answers: S
  readonly scenes: readonly Scene<S, P, G, A, T>[]
  readonly files: Files<S, P, G, A, R, C>
}

/**
 * What the words in a dialog mean here: who reads which audience, which test a probe name stands for.
 * The core knows none of them; the domain hands them in once.
 */
export interface Practice {
  readonly audiences: Readonly<Record<string, Audience>>
  readonly probes: Readonly<Record<string, (answer: unknown) => boolean>>
  /** Commands that leave an answer with the one who gave it. */
  readonly keepsToAuthor?: readonly string[]
}

export interface Audience {
  /** `author` = the one who answers; `parties` = all of the dialog's; else these parties. */
  readonly readers: 'author' | 'parties' | readonly string[]
  /** Readers beyond the parties, in words: "on a logged reason, Sam's manager". */
  readonly also?: string
  /** Said in the place of the names of its readers. */
  readonly says?: string
  /** Never as a message on a platform that keeps messages. */
  readonly formOnly: boolean
  /** False: composed, copied out and erased. */
  readonly kept: boolean
}

/** Checks a dialog's names against each other while it is written, and its shape when it is loaded. */
export const dialogsIn =
  <A extends string, T extends string, R extends string, C extends string>(
    practice: Practice & {
      readonly audiences: Readonly<Record<A, Audience>>
      readonly probes: Readonly<Record<T, (answer: unknown) => boolean>>
    },
  ) =>
  <const S extends Shape, const P extends string, const G extends string = never>(
    definition: Definition<S, P, G, A, T, R, C>,
  ): Dialog & { readonly answers: S } => {
    const data = dialogData.parse(definition)
    return { ...data, answers: definition.answers, practice }
  }
