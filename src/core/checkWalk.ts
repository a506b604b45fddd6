import * as z from 'zod'

import type { GivenReader } from './checkFound.ts'
import type { Shape } from './dialog.ts'
import type { Condition, Dialog, SceneData, StepData, Test, When } from './dialogData.ts'
import { kindOf } from './kind.ts'
import { partiesOf } from './path.ts'

/** The loop a step stands in. */
interface Loop {
  /** The answers it fills, e.g. `followed`. */
  readonly into: string
  /** What each thing brings along; undefined when nobody can say. */
  readonly fields: readonly string[] | undefined
  readonly answers: Shape
}

/** One step, with everything that decides who comes to it and when. */
export interface Spot {
  readonly step: StepData
  readonly scene: SceneData
  readonly sceneIndex: number
  /** Place in reading order over the whole dialog. */
  readonly order: number
  /** Who comes to it. */
  readonly parties: readonly string[]
  readonly loop: Loop | undefined
  /** All conditions on the way, outermost first; each is a list of which one must hold. */
  readonly when: readonly When[]
  /** On the way of everybody who does not ask for more. */
  readonly essential: boolean
  readonly where: string
}

const quoted = (text: string): string => {
  const line = text.replaceAll('\n', ' ')
  return `“${line.length > 50 ? `${line.slice(0, 49)}…` : line}”`
}

const nameOf = (step: StepData): string => {
  if ('ask' in step) return `question “${step.ask}”`
  if ('tell' in step) return `line ${quoted(step.tell)}`
  if ('stop' in step) return `end ${quoted(step.stop)}`
  if ('start' in step) return `start of “${step.start}”`
  if ('wait' in step) return 'wait'
  return 'each' in step ? `loop over “${step.each}”` : `repeat of “${step.repeat}”`
}

export const whereIs = (scene: SceneData, step?: StepData): string =>
  step === undefined ? `scene “${scene.scene}”` : `scene “${scene.scene}”, ${nameOf(step)}`

/** The answers of a loop, by field; nothing when this is no loop. */
export const fieldsOf = (dialog: Dialog, name: string): Shape => {
  const schema = dialog.answers[name]
  return schema instanceof z.ZodRecord && schema.valueType instanceof z.ZodObject
    ? schema.valueType.shape
    : {}
}

/** What a thing of this list brings along into a loop. */
const itemFields = (
  dialog: Dialog,
  given: Readonly<Record<string, GivenReader>>,
  name: string,
): readonly string[] | undefined => {
  const source = dialog.given[name]
  if (Array.isArray(source)) return ['text']
  if (source !== undefined) return given[source]?.fields
  const schema = dialog.answers[name]
  if (schema === undefined) return undefined
  if (schema instanceof z.ZodRecord) return ['number', ...Object.keys(fieldsOf(dialog, name))]
  const kind = kindOf(schema).kind
  return kind === 'things' ? ['what', 'who', 'by', 'why'] : ['text']
}

type Above = Pick<Spot, 'scene' | 'sceneIndex' | 'parties' | 'loop' | 'when' | 'essential'>

/** Every step of a dialog in reading order, loops and what is in them too. */
export const walk = (
  dialog: Dialog,
  given: Readonly<Record<string, GivenReader>>,
): readonly Spot[] => {
  const spots: Spot[] = []
  const visit = (steps: readonly StepData[], above: Above): void => {
    for (const step of steps) {
      const parties = above.parties.filter(party => step.by === undefined || step.by === party)
      const when = step.when === undefined ? above.when : [...above.when, step.when]
      const order = spots.length
      const where = whereIs(above.scene, step)
      spots.push({ ...above, step, parties, when, order, where })
      if (!('each' in step || 'repeat' in step)) continue
      const into = 'each' in step ? step.into : step.repeat
      const fields = 'each' in step ? itemFields(dialog, given, step.each) : ['number']
      const loop: Loop = { into, fields, answers: fieldsOf(dialog, into) }
      const essential = above.essential && step.must === true
      visit(step.steps, { ...above, parties, when, loop, essential })
    }
  }
  dialog.scenes.forEach((scene, sceneIndex) => {
    const when = scene.when === undefined ? [] : [scene.when]
    visit(scene.steps, {
      scene,
      sceneIndex,
      parties: partiesOf(scene),
      loop: undefined,
      when,
      essential: true,
    })
  })
  return spots
}

/** The name under which an answer is kept: `topic`, or `followed/now` inside a loop. */
export const keyOf = (spot: Pick<Spot, 'loop'>, name: string): string =>
  spot.loop === undefined ? name : `${spot.loop.into}/${name}`

/** Names a condition looks at, with their tests; fields of the looped thing apart. */
export const testsOf = (condition: Condition): readonly (readonly [string, Test])[] => {
  const { item: _, ...named } = condition
  return Object.entries(named)
}

/** The kind of answer behind a name, in this loop or outside. */
export const schemaOf = (
  dialog: Dialog,
  spot: Pick<Spot, 'loop'>,
  name: string,
): z.core.$ZodType | undefined => spot.loop?.answers[name] ?? dialog.answers[name]
