import * as z from 'zod'

import type { Practice, Shape } from './dialog.ts'

/** A dialog as the engine reads it: the same data as its author wrote, without the author's type parameters. */

const test = z.union([
  z.array(z.union([z.string(), z.number()])),
  z.enum(['answered', 'empty', 'some']),
  z.strictObject({ below: z.number() }),
  z.strictObject({ atLeast: z.number() }),
  z.strictObject({ daysAgo: z.number() }),
])
export type Test = Readonly<z.infer<typeof test>>

const condition = z.object({ item: z.record(z.string(), test).optional() }).catchall(test)
export type Condition = Readonly<z.infer<typeof condition>>
/** Holds when any of these does. */
export type When = readonly Condition[]
const when: z.ZodType<When> = z
  .union([z.array(condition), condition])
  .transform(either => (Array.isArray(either) ? either : [either]))

interface Common {
  readonly when?: When | undefined
  readonly by?: string | undefined
}
export interface AskStep extends Common {
  readonly ask: string
  readonly say: string
  readonly must?: true | undefined
  readonly offer?: true | undefined
  readonly readers?: string | undefined
  readonly from?: readonly string[] | undefined
  readonly probes?: readonly (readonly [test: string, say: string])[] | undefined
  readonly hint?: string | undefined
  readonly assume?: Assumed | Readonly<Record<string, Assumed>> | undefined
  readonly release?: { readonly when: When; readonly otherwise: string } | undefined
  readonly heading?: string | undefined
}
export interface TellStep extends Common {
  readonly tell: string
  readonly tone?: 'safety' | undefined
}
export interface StopStep extends Common {
  readonly stop: string
}
export interface StartStep extends Common {
  readonly start: string
  readonly how: 'instead' | 'aside' | 'after'
}
export interface WaitStep extends Common {
  readonly wait: string | { readonly workingDays: number }
  readonly say?: string | undefined
}
interface Loop extends Common {
  readonly must?: true | undefined
  readonly steps: readonly StepData[]
}
export interface EachStep extends Loop {
  readonly each: string
  readonly into: string
}
export interface RepeatStep extends Loop {
  readonly repeat: string
  readonly upTo: number
  readonly again: string
}
export type StepData = AskStep | TellStep | StopStep | StartStep | WaitStep | EachStep | RepeatStep

export type Assumed = string | readonly string[]
const assumed = z.union([z.string(), z.array(z.string())])

/** One name, or several. */
const names: z.ZodType<readonly string[]> = z
  .union([z.array(z.string()), z.string()])
  .transform(either => (Array.isArray(either) ? either : [either]))

const common = { when: when.optional(), by: z.string().optional() }
const loop = { ...common, must: z.literal(true).optional(), steps: z.lazy(() => z.array(step)) }

const step: z.ZodType<StepData> = z.union([
  z.strictObject({
    ...common,
    ask: z.string(),
    say: z.string().min(1),
    must: z.literal(true).optional(),
    offer: z.literal(true).optional(),
    readers: z.string().optional(),
    from: names.optional(),
    probes: z.array(z.tuple([z.string(), z.string()])).optional(),
    hint: z.string().optional(),
    assume: z.union([assumed, z.record(z.string(), assumed)]).optional(),
    release: z.strictObject({ when, otherwise: z.string() }).optional(),
    heading: z.string().optional(),
  }),
  z.strictObject({ ...common, tell: z.string(), tone: z.literal('safety').optional() }),
  z.strictObject({ ...common, stop: z.string() }),
  z.strictObject({ ...common, start: z.string(), how: z.enum(['instead', 'aside', 'after']) }),
  z.strictObject({
    ...common,
    wait: z.union([z.string(), z.strictObject({ workingDays: z.number() })]),
    say: z.string().optional(),
  }),
  z.strictObject({ ...loop, each: z.string(), into: z.string() }),
  z.strictObject({ ...loop, repeat: z.string(), upTo: z.int().positive(), again: z.string() }),
])

const scene = z.strictObject({
  scene: z.string(),
  title: z.string(),
  by: z.union([z.string(), z.array(z.string())]),
  until: z
    .strictObject({
      workingDays: z.number(),
      before: z.string().optional(),
      whenOver: z.enum(['close', 'end']),
    })
    .optional(),
  when: when.optional(),
  gentle: z.literal(true).optional(),
  opens: z.string().optional(),
  done: z.string().optional(),
  steps: z.array(step),
})
export type SceneData = Readonly<z.infer<typeof scene>>

export const dialogData = z.object({
  id: z.string(),
  version: z.int().positive(),
  title: z.string(),
  source: z.string(),
  about: z.string(),
  minutes: z.number(),
  parties: z.array(z.string()),
  starts: z.array(z.string()),
  given: z.record(z.string(), z.union([z.string(), z.array(z.string())])).default({}),
  scenes: z.array(scene),
  files: z.strictObject({
    record: z.string().optional(),
    readers: z.string(),
    stances: z.array(z.string()).default([]),
    closing: z.string().optional(),
    into: z.string().optional(),
    leadsTo: z
      .array(z.strictObject({ command: z.string(), from: names, when: when.optional() }))
      .default([]),
  }),
})

export interface Dialog extends Readonly<z.infer<typeof dialogData>> {
  readonly answers: Shape
  readonly practice: Practice
}
