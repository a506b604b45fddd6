import type { AskStep, Dialog, SceneData, StepData } from './dialogData.ts'
import { type Answers, REVISION } from './part.ts'
import { partiesOf } from './path.ts'
import { audienceName, audienceOf, reads } from './readers.ts'
import type { Run } from './run.ts'

/** `followed/a1/now` → `followed/*\/now`: which step an answer belongs to, whatever it looped over. */
const pattern = (key: string): string => key.replace(/\/[^/]+\//, '/*/')

const stepsOf = (
  steps: readonly StepData[],
  prefix: string,
): readonly (readonly [string, AskStep])[] =>
  steps.flatMap(step => {
    if ('ask' in step) return [[`${prefix}${step.ask}`, step] as const]
    if ('each' in step) return stepsOf(step.steps, `${step.into}/*/`)
    if (!('repeat' in step)) return []
    const again: AskStep = { ask: 'again', say: step.again }
    return [...stepsOf(step.steps, `${step.repeat}/*/`), [`${step.repeat}/*/again`, again] as const]
  })

export const indexOf = (dialog: Dialog, scene: string): number =>
  scene === REVISION || scene === ''
    ? dialog.scenes.length
    : dialog.scenes.findIndex(each => each.scene === scene)

/** What `reader` may know of what `author` said in these scenes. */
export const revealed = (
  dialog: Dialog,
  scenes: readonly SceneData[],
  answers: Answers,
  author: string,
  reader: string,
): Answers => {
  const open = new Set(
    scenes
      .filter(scene => partiesOf(scene).includes(author))
      .flatMap(scene => stepsOf(scene.steps, ''))
      .filter(([, step]) => reads(audienceOf(dialog, step), reader, author))
      .map(([name]) => name),
  )
  return Object.fromEntries(Object.entries(answers).filter(([key]) => open.has(pattern(key))))
}

/** The audience an answer is shared with by now; undefined while it is its author's alone. */
export const isRevealed = (
  dialog: Dialog,
  run: Run,
  author: string,
  key: string,
): string | undefined => {
  const closed = dialog.scenes.slice(0, Math.max(indexOf(dialog, run.scene), 0))
  for (const scene of closed.filter(each => partiesOf(each).includes(author))) {
    const found = stepsOf(scene.steps, '').find(([name]) => name === pattern(key))
    if (found === undefined) continue
    const [, step] = found
    // Until it is filed, an answer with a condition on its release is read by the narrower circle.
    const audience = step.release?.otherwise ?? audienceName(dialog, step)
    return dialog.practice.audiences[audience]?.readers === 'author' ? undefined : audience
  }
  return undefined
}
