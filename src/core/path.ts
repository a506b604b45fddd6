import * as z from 'zod'
import { choice } from './answers.ts'
import type { Shape } from './dialog.ts'
import type {
  AskStep,
  Dialog,
  RepeatStep,
  SceneData,
  StartStep,
  StepData,
  StopStep,
  TellStep,
  WaitStep,
} from './dialogData.ts'
import { holds } from './holds.ts'
import { kindOf } from './kind.ts'
import { lookup, outside, type Place, rounds } from './lookup.ts'
import { type Item, item, type Part, REVISION } from './part.ts'
import { textId } from './textId.ts'

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

export const partiesOf = (scene: SceneData): readonly string[] =>
  typeof scene.by === 'string' ? [scene.by] : scene.by

/** The scenes a part goes through: its own, or all of the party's for a revision. */
export const scenesOf = (
  dialog: Dialog,
  part: Pick<Part, 'scene' | 'party'>,
): readonly SceneData[] =>
  dialog.scenes.filter(
    scene =>
      partiesOf(scene).includes(part.party) &&
      (part.scene === REVISION || scene.scene === part.scene),
  )

/** A `given` of this part: frozen when it was read, or a fixed list of the dialog. */
export const givenIn = (dialog: Dialog, part: Part, name: string): unknown => {
  const fixed = dialog.given[name]
  return part.given[name] ?? (Array.isArray(fixed) ? fixed : undefined)
}

const fieldsOf = (schema: z.core.$ZodType | undefined): Shape => {
  if (!(schema instanceof z.ZodRecord) || !(schema.valueType instanceof z.ZodObject)) return {}
  const shape: Readonly<Record<string, z.core.$ZodType>> = schema.valueType.shape
  return Object.fromEntries(
    Object.entries(shape).flatMap(([name, each]) =>
      each instanceof z.ZodType ? [[name, each]] : [],
    ),
  )
}

const agreed = z.object({ what: z.string() }).catchall(z.union([z.string(), z.number()]))
const things = z.array(z.union([item, agreed, z.string()]))

/** A choice is the dialog's own word, so it may stand in an id; what somebody wrote may not. */
const idOf = (dialog: Dialog, name: string, text: string): string => {
  const schema = dialog.answers[name]
  if (schema === undefined || kindOf(schema).kind !== 'several') return textId(text)
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '-')
}

/** The things a loop walks, each with an id that stays when the list around it changes. */
const itemsOf = (dialog: Dialog, part: Part, place: Place, name: string): readonly Item[] => {
  if (dialog.answers[name] instanceof z.ZodRecord) return rounds(part, name)
  const found = things.safeParse(givenIn(dialog, part, name) ?? lookup(part, place, name) ?? [])
  if (!found.success) return []
  return found.data.map(each => {
    if (typeof each === 'string') return { id: idOf(dialog, name, each), text: each }
    return 'id' in each && typeof each.id === 'string'
      ? { ...each, id: each.id }
      : { ...each, id: textId(String(each.what)) }
  })
}

interface Walk {
  readonly dialog: Dialog
  readonly part: Part
  /** The part with only the answers met on the way so far: one that no longer applies decides nothing. */
  readonly met: Part
  readonly today: string
  readonly scene: string
  readonly shape: Shape
}

const open = (must: true | undefined, walk: Walk): boolean =>
  must === true || walk.part.mode === 'all'

/** A loop is on the way too when something in it was answered. */
const openLoop = (must: true | undefined, walk: Walk, prefix: string): boolean =>
  open(must, walk) || Object.keys(walk.part.answers).some(key => key.startsWith(prefix))

/** Takes an answer along for what comes after it. */
const meet = ({ part, met }: Walk, key: string): void => {
  const value = part.answers[key]
  if (value !== undefined) Object.assign(met.answers, { [key]: value })
}

const repeated = (step: RepeatStep, walk: Walk, place: Place): readonly Point[] => {
  const shape = fieldsOf(walk.dialog.answers[step.repeat])
  const points: Point[] = []
  for (let n = 1; n <= step.upTo; n += 1) {
    const inner: Place = {
      prefix: `${place.prefix}${step.repeat}/${n}/`,
      item: { id: String(n), number: n },
    }
    points.push(...walkSteps(step.steps, { ...walk, shape }, inner))
    if (n === step.upTo) break
    const key = `${inner.prefix}again`
    const ask: AskStep = { ask: 'again', say: step.again, must: true }
    meet(walk, key)
    points.push({ kind: 'ask', key, place: inner, scene: walk.scene, step: ask, schema: another })
    if (walk.part.answers[key] !== ANOTHER[0]) break
  }
  return points
}

const pointsOf = (step: StepData, index: number, walk: Walk, place: Place): readonly Point[] => {
  const { dialog, part, met, scene } = walk
  if ('each' in step) {
    if (!openLoop(step.must, walk, `${place.prefix}${step.into}/`)) return []
    const shape = fieldsOf(dialog.answers[step.into])
    return itemsOf(dialog, met, place, step.each).flatMap(item =>
      walkSteps(
        step.steps,
        { ...walk, shape },
        { prefix: `${place.prefix}${step.into}/${item.id}/`, item },
      ),
    )
  }
  if ('repeat' in step)
    return openLoop(step.must, walk, `${place.prefix}${step.repeat}/`)
      ? repeated(step, walk, place)
      : []
  const at = (name: string): At => ({ key: `${place.prefix}${name}`, place, scene })
  if ('ask' in step) {
    const schema = walk.shape[step.ask]
    const key = `${place.prefix}${step.ask}`
    const wanted = open(step.must, walk) || part.answers[key] !== undefined
    if (schema === undefined || !wanted) return []
    meet(walk, key)
    return [{ kind: 'ask', ...at(step.ask), step, schema }]
  }
  const named = `${scene}:${index}`
  if ('tell' in step) return [{ kind: 'tell', ...at(`tell:${named}`), step }]
  if ('stop' in step) return [{ kind: 'stop', ...at(`stop:${named}`), step }]
  if ('start' in step) return [{ kind: 'start', ...at(`start:${step.start}`), step }]
  return [{ kind: 'wait', ...at(`wait:${named}`), step }]
}

const walkSteps = (steps: readonly StepData[], walk: Walk, place: Place): readonly Point[] =>
  steps.flatMap((step, index) =>
    (step.by === undefined || step.by === walk.part.party) &&
    holds(step.when, walk.met, place, walk.today)
      ? pointsOf(step, index, walk, place)
      : [],
  )

/** The way through this part, computed anew from the answers: an edited answer opens and closes what depends on it. */
export const path = (dialog: Dialog, part: Part, today: string): readonly Point[] => {
  const met: Part = { ...part, answers: {} }
  const points = scenesOf(dialog, part).flatMap(scene =>
    holds(scene.when, met, outside, today)
      ? walkSteps(
          scene.steps,
          { dialog, part, met, today, scene: scene.scene, shape: dialog.answers },
          outside,
        )
      : [],
  )
  return part.scene === REVISION ? asks(points) : points
}

/** Only the questions among them. */
export const asks = (points: readonly Point[]): readonly AskPoint[] =>
  points.filter(point => point.kind === 'ask')
