import type { AskStep, Assumed, Dialog, SceneData, StepData } from './dialogData.ts'
import { audienceOf } from './readers.ts'

/** Something a dialog says to a person. */
export interface Said {
  readonly text: string
  readonly kind: 'question' | 'line' | 'small' | 'assumed'
  /** Shown inside a form on platforms that keep messages. */
  readonly inForm: boolean
  /** Read only when everything is answered, and left out when it names nothing. */
  readonly atEnd: boolean
  readonly mayBeEmpty: boolean
}

/** `{names}` in a wording. */
export const namesIn = (text: string): readonly string[] =>
  [...text.matchAll(/\{([^{}]+)\}/g)].map(([, name = '']) => name)

const plain = { inForm: false, atEnd: false, mayBeEmpty: false } as const

const assumed = (assume: NonNullable<AskStep['assume']>): readonly string[] => {
  const flat = (each: Assumed): readonly string[] => (typeof each === 'string' ? [each] : each)
  if (typeof assume === 'string') return [assume]
  return Array.isArray(assume) ? assume : Object.values(assume).flatMap(flat)
}

const ofQuestion = (dialog: Dialog, step: AskStep): readonly Said[] => {
  const inForm = audienceOf(dialog, step).formOnly
  const small = [step.hint ?? [], (step.probes ?? []).map(([, words]) => words)].flat(2)
  return [
    { ...plain, text: step.say, kind: 'question', inForm },
    ...small.map(text => ({ ...plain, text, kind: 'small' as const, inForm })),
    ...(step.assume === undefined ? [] : assumed(step.assume)).map(text => ({
      text,
      kind: 'assumed' as const,
      inForm: true,
      atEnd: true,
      mayBeEmpty: true,
    })),
  ]
}

/** Everything a step says. */
export const saidAt = (dialog: Dialog, step: StepData): readonly Said[] => {
  if ('ask' in step) return ofQuestion(dialog, step)
  if ('tell' in step) return [{ ...plain, text: step.tell, kind: 'line' }]
  if ('stop' in step) return [{ ...plain, text: step.stop, kind: 'line' }]
  if ('repeat' in step) return [{ ...plain, text: step.again, kind: 'question' }]
  if ('wait' in step && step.say !== undefined) return [{ ...plain, text: step.say, kind: 'line' }]
  return []
}

/** Everything a scene says around its steps. */
export const saidBy = (scene: SceneData): readonly Said[] =>
  [scene.opens, scene.done].flatMap(text =>
    text === undefined ? [] : [{ ...plain, text, kind: 'line' as const }],
  )

/** Headings in the filed record. */
export const headingsIn = (step: StepData): readonly string[] =>
  'ask' in step && step.heading !== undefined ? [step.heading] : []
