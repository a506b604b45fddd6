import * as z from 'zod'

import type { AskStep, Dialog, StepData } from '../../src/core/dialogData.ts'
import { kindOf } from '../../src/core/kind.ts'
import { isClosed } from '../../src/core/read.ts'

const WRITTEN = new Set(['text', 'long', 'list', 'things'])

/** True when the answer is somebody's own words, not one of what is offered. */
export const isWritten = (schema: z.core.$ZodType): boolean =>
  WRITTEN.has(kindOf(schema).kind) && !isClosed(schema)

const inside = (schema: z.core.$ZodType | undefined): Readonly<Record<string, z.core.$ZodType>> =>
  schema instanceof z.ZodRecord && schema.valueType instanceof z.ZodObject
    ? schema.valueType.shape
    : {}

type Shape = Readonly<Record<string, z.core.$ZodType>>

const writtenIn = (dialog: Dialog, steps: readonly StepData[], shape: Shape): readonly AskStep[] =>
  steps.flatMap(step => {
    if ('each' in step) return writtenIn(dialog, step.steps, inside(dialog.answers[step.into]))
    if ('repeat' in step) return writtenIn(dialog, step.steps, inside(dialog.answers[step.repeat]))
    const schema = 'ask' in step ? shape[step.ask] : undefined
    return 'ask' in step && schema !== undefined && isWritten(schema) ? [step] : []
  })

/** Every question of a dialog that is answered in one's own words. */
export const writtenSteps = (dialog: Dialog): readonly AskStep[] =>
  dialog.scenes.flatMap(({ steps }) => writtenIn(dialog, steps, dialog.answers))

type Conditional = Pick<StepData, 'when'>

export const allSteps = (steps: readonly StepData[]): readonly StepData[] =>
  steps.flatMap(step => ('steps' in step ? [step, ...allSteps(step.steps)] : [step]))

const answersNamed = ({ when = [] }: Conditional): readonly string[] =>
  when.flatMap(condition => Object.keys(condition))

const optionsNamed = ({ when = [] }: Conditional, answer: string): readonly string[] =>
  when.flatMap(condition => {
    const test = condition[answer]
    return Array.isArray(test) ? test.map(String) : []
  })

/** What stands between a person and these: each of them, and whatever asks for what they depend on. */
const towards = (
  steps: readonly StepData[],
  wanted: readonly Conditional[],
): readonly Conditional[] => {
  const names = new Set(wanted.flatMap(answersNamed))
  const asking = steps.filter(step => 'ask' in step && names.has(step.ask))
  const all = [...new Set([...wanted, ...asking])]
  return all.length === wanted.length ? all : towards(steps, all)
}

/** Which answers lead to questions not asked yet, and which end the dialog. */
export const leadsOn = (dialog: Dialog, answer: string, asked: ReadonlySet<AskStep>) => {
  const steps = dialog.scenes.flatMap(scene => allSteps(scene.steps))
  const isOpen = (step: StepData): boolean => {
    if ('ask' in step) return !asked.has(step)
    return 'steps' in step && allSteps(step.steps).some(isOpen)
  }
  const ends = (step: StepData): boolean =>
    'stop' in step || ('start' in step && step.how === 'instead')
  const scenes = dialog.scenes.filter(scene => allSteps(scene.steps).some(isOpen))
  const open = towards(steps, [...steps.filter(isOpen), ...scenes])
  return {
    further: open.flatMap(step => optionsNamed(step, answer)),
    /** Something is asked only of those who say nothing here. */
    silence: open.some(({ when = [] }) => when.some(test => test[answer] === 'empty')),
    out: steps.filter(ends).flatMap(step => optionsNamed(step, answer)),
  }
}
