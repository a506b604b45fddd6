import * as z from 'zod'

import { keyOf, type Spot, schemaOf, testsOf } from './checkWalk.ts'
import type { AskStep, Condition, Dialog, Test, When } from './dialogData.ts'
import { audienceOf, reads } from './readers.ts'

type AskSpot = Spot & { readonly step: AskStep }
const isAsk = (spot: Spot): spot is AskSpot => 'ask' in spot.step

/** Every place at which this answer is asked; `followed/now` for one inside a loop. */
const askedAt = (spots: readonly Spot[], key: string): readonly AskSpot[] =>
  spots.filter(isAsk).filter(spot => keyOf(spot, spot.step.ask) === key)

/** What `party` can know of a name when coming to this place. */
export type Known =
  /** A person, a day, a field of the looped thing. */
  | { readonly is: 'fixed' }
  | { readonly is: 'given'; readonly name: string }
  | { readonly is: 'answer'; readonly key: string; readonly asked: readonly AskSpot[] }
  | { readonly is: 'later' | 'unrevealed' | 'unread' | 'unknown' }

/** Where a wording or a condition stands. `end` sees all that its own scene asks. */
export interface Standing {
  readonly dialog: Dialog
  readonly spots: readonly Spot[]
  readonly spot: Pick<Spot, 'sceneIndex' | 'order' | 'loop' | 'when'>
  readonly party: string
  readonly end?: true
}

const isFixed = (name: string, { dialog, spot }: Standing): boolean =>
  ['today', 'me', 'other', 'on'].includes(name) ||
  /^in \d{1,3} days$/.test(name) ||
  dialog.parties.includes(name) ||
  spot.loop?.fields?.includes(name) === true

/** One answer, by the name it is kept under, said by anybody or by `author` alone. */
const answer = (key: string, standing: Standing, author?: string): Known => {
  const { dialog, spots, spot, party, end } = standing
  const asked = askedAt(spots, key).filter(
    each => author === undefined || each.parties.includes(author),
  )
  if (asked.length === 0) return { is: 'unknown' }
  const own = asked.filter(
    each =>
      each.parties.includes(party) &&
      (author === undefined || author === party) &&
      (each.sceneIndex < spot.sceneIndex ||
        (each.sceneIndex === spot.sceneIndex && (end === true || each.order < spot.order))),
  )
  if (own.length > 0) return { is: 'answer', key, asked: own }
  const closed = asked.filter(each => each.sceneIndex < spot.sceneIndex)
  const read = closed.filter(each =>
    each.parties.some(from => reads(audienceOf(dialog, each.step), party, from)),
  )
  if (read.length > 0) return { is: 'answer', key, asked: read }
  if (closed.length > 0) return { is: 'unread' }
  const beside = asked.some(
    each => each.sceneIndex === spot.sceneIndex && !each.parties.includes(party),
  )
  return { is: beside ? 'unrevealed' : 'later' }
}

/** What a name in a wording or a condition stands for here. */
export const known = (name: string, standing: Standing): Known => {
  const { dialog, spot } = standing
  if (isFixed(name, standing)) return { is: 'fixed' }
  const [plain = '', author] = name.split('.')
  const inner =
    spot.loop === undefined ? undefined : answer(`${spot.loop.into}/${plain}`, standing, author)
  if (inner?.is === 'answer') return inner
  const outer = answer(plain, standing, author)
  if (outer.is === 'answer') return outer
  if (typeof dialog.given[name] === 'string') return { is: 'given', name }
  return inner !== undefined && inner.is !== 'unknown' ? inner : outer
}

const testOf = (condition: Condition, name: string): Test | undefined =>
  testsOf(condition).find(([each]) => each === name)?.[1]

const saysSomething = (test: Test | undefined): boolean => test !== undefined && test !== 'empty'

const guards = (when: When, name: string): boolean =>
  when.every(condition => saysSomething(testOf(condition, name)))

const sameTest = (a: Test, b: Test | undefined): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Whether what a question hangs on is certain here too. */
const implied = (condition: Condition, standing: Standing, depth: number): boolean =>
  condition.item === undefined &&
  testsOf(condition).every(([name, test]) => {
    const repeated = standing.spot.when.some(when =>
      when.every(each => sameTest(test, testOf(each, name))),
    )
    return repeated || (test === 'answered' && certain(name, standing, depth + 1))
  })

/** True when there is always something to read at this name: it is asked of everybody, or the step makes sure of it. */
export const certain = (name: string, standing: Standing, depth = 0): boolean => {
  const plain = name.split('.')[0] ?? name
  if (standing.spot.when.some(when => guards(when, plain))) return true
  if (depth > 4) return false
  const found = known(name, standing)
  if (found.is === 'fixed') return true
  if (found.is !== 'answer') return false
  // “None” is an answer to a list of things to do, and reads as nothing in a sentence.
  const schema = schemaOf(standing.dialog, standing.spot, plain)
  if (schema !== undefined && z.safeParse(schema, []).success) return false
  return found.asked.some(({ step, essential, when, scene, sceneIndex, loop }) => {
    const open = scene.until?.whenOver === 'close' && sceneIndex < standing.spot.sceneIndex
    const inLoop = loop !== undefined && loop.into === standing.spot.loop?.into
    if (step.must !== true || open || !(essential || inLoop)) return false
    return when.every(
      each =>
        each.some(condition => implied(condition, standing, depth)) ||
        standing.spot.when.some(mine => JSON.stringify(mine) === JSON.stringify(each)),
    )
  })
}
