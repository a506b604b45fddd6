import type * as z from 'zod'

import { choice } from './answers.ts'
import type { Shape } from './dialog.ts'
import type {
  AskStep,
  Dialog,
  EachStep,
  RepeatStep,
  SceneData,
  StartStep,
  StepData,
  StopStep,
  TellStep,
  WaitStep,
} from './dialogData.ts'
import { holds } from './holds.ts'
import { outside, type Place } from './lookup.ts'
import { fieldsOf, itemsOf } from './loops.ts'
import type { Part } from './part.ts'

interface At {
  /** `held`, `followed/a1/now`, `tell:3`: what answers, skips and buttons name. */
  readonly key: string
  readonly place: Place
  readonly scene: string
}
export interface AskPoint extends At {
  readonly kind: 'ask'
  readonly step: AskStep
  readonly schema: z.core.$ZodType
}
/** One thing on a person's way through a scene, as it stands with what is answered so far. */
export type Point =
  | AskPoint
  | (At & { readonly kind: 'tell'; readonly step: TellStep })
  | (At & { readonly kind: 'stop'; readonly step: StopStep })
  | (At & { readonly kind: 'start'; readonly step: StartStep })
  | (At & { readonly kind: 'wait'; readonly step: WaitStep })

/** The words of "again" for one more item of a repeat. */
export const ANOTHER = ['Yes, one more', 'No, that is all'] as const
const another = choice(ANOTHER)

interface Walking {
  readonly dialog: Dialog
  readonly part: Part
  /** The part with only the answers met on the way so far: one that no longer applies decides nothing. */
  readonly met: Part
  readonly today: string
  readonly scene: string
  readonly shape: Shape
  /** What was come by so far. */
  readonly points: Point[]
}

const open = (must: true | undefined, walk: Walking): boolean =>
  must === true || walk.part.mode === 'all'

/** A loop is on the way too when something in it was answered. */
const openLoop = (must: true | undefined, walk: Walking, prefix: string): boolean =>
  open(must, walk) || Object.keys(walk.part.answers).some(key => key.startsWith(prefix))

/** Takes an answer along for what comes after it. */
const meet = ({ part, met }: Walking, key: string): void => {
  const value = part.answers[key]
  if (value !== undefined) Object.assign(met.answers, { [key]: value })
}

const walkRepeat = (step: RepeatStep, walk: Walking, { prefix }: Place): void => {
  if (!openLoop(step.must, walk, `${prefix}${step.repeat}/`)) return
  const inside = { ...walk, shape: fieldsOf(walk.dialog.answers[step.repeat]) }
  for (let n = 1; n <= step.upTo; n += 1) {
    const place: Place = {
      prefix: `${prefix}${step.repeat}/${n}/`,
      item: { id: String(n), number: n },
    }
    walkSteps(step.steps, inside, place)
    if (n === step.upTo) break
    const key = `${place.prefix}again`
    const ask: AskStep = { ask: 'again', say: step.again, must: true }
    meet(walk, key)
    walk.points.push({ kind: 'ask', key, place, scene: walk.scene, step: ask, schema: another })
    if (walk.part.answers[key] !== ANOTHER[0]) break
  }
}

const walkEach = (step: EachStep, walk: Walking, place: Place): void => {
  const { prefix } = place
  if (!openLoop(step.must, walk, `${prefix}${step.into}/`)) return
  const items = itemsOf(walk.dialog, walk.met, place, step.each)
  const inside = { ...walk, shape: fieldsOf(walk.dialog.answers[step.into]) }
  for (const item of items)
    walkSteps(step.steps, inside, { prefix: `${prefix}${step.into}/${item.id}/`, item })
}

const walkAsk = (step: AskStep, walk: Walking, place: Place): void => {
  const schema = walk.shape[step.ask]
  const key = `${place.prefix}${step.ask}`
  const wanted = open(step.must ?? step.offer, walk) || walk.part.answers[key] !== undefined
  if (schema === undefined || !wanted) return
  meet(walk, key)
  walk.points.push({ kind: 'ask', key, place, scene: walk.scene, step, schema })
}

const walkStep = (step: StepData, index: number, walk: Walking, place: Place): void => {
  const { scene, points } = walk
  const named = `${scene}:${index}`
  const at = (name: string): At => ({ key: `${place.prefix}${name}`, place, scene })
  if ('ask' in step) walkAsk(step, walk, place)
  else if ('repeat' in step) walkRepeat(step, walk, place)
  else if ('each' in step) walkEach(step, walk, place)
  else if ('tell' in step) points.push({ kind: 'tell', ...at(`tell:${named}`), step })
  else if ('stop' in step) points.push({ kind: 'stop', ...at(`stop:${named}`), step })
  else if ('start' in step) points.push({ kind: 'start', ...at(`start:${step.start}`), step })
  else points.push({ kind: 'wait', ...at(`wait:${named}`), step })
}

const walkSteps = (steps: readonly StepData[], walk: Walking, place: Place): void => {
  for (const [index, step] of steps.entries())
    if (
      (step.by === undefined || step.by === walk.part.party) &&
      holds(step.when, walk.met, place, walk.today)
    )
      walkStep(step, index, walk, place)
}

/** All that lies on the way through these scenes, in their order. */
export const walk = (
  dialog: Dialog,
  part: Part,
  scenes: readonly SceneData[],
  today: string,
): readonly Point[] => {
  const met: Part = { ...part, answers: {} }
  const points: Point[] = []
  for (const { scene, when, steps } of scenes)
    if (holds(when, met, outside, today))
      walkSteps(steps, { dialog, part, met, today, scene, shape: dialog.answers, points }, outside)
  return points
}
