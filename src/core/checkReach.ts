import type * as z from 'zod'

import { type Found, wrong } from './checkFound.ts'
import { certain, known, type Standing } from './checkKnown.ts'
import { keyOf, type Spot, schemaOf, testsOf } from './checkWalk.ts'
import type { Condition, Dialog, Test, When } from './dialogData.ts'
import { kindOf } from './kind.ts'
import { partiesOf } from './path.ts'

const never = (where: string, because: string): Found =>
  wrong(where, `Nobody ever comes here: ${because}.`, 'Change the condition, or take the step out.')

const ends = ({ step, when, parties, scene, loop }: Spot): boolean =>
  ('stop' in step || ('start' in step && step.how === 'instead')) &&
  when.length === 0 &&
  loop === undefined &&
  parties.length === partiesOf(scene).length

/** Why this test can never hold for answers of this kind. */
const impossible = (schema: z.core.$ZodType, test: Test): string | undefined => {
  const kind = kindOf(schema)
  if (Array.isArray(test)) {
    const options = 'options' in kind ? kind.options : undefined
    const strange = test.find(value => options !== undefined && !options.includes(String(value)))
    return strange === undefined ? undefined : `“${strange}” is not one of its answers`
  }
  if (typeof test === 'string') return undefined
  if ('daysAgo' in test) return kind.kind === 'date' ? undefined : 'that answer is no date'
  return ['number', 'scale'].includes(kind.kind) ? undefined : 'that answer is no number'
}

const excludes = (a: Test, b: Test): boolean => {
  if (Array.isArray(a) && Array.isArray(b)) return !a.some(value => b.includes(value))
  const [empty, other] = a === 'empty' ? [a, b] : [b, a]
  return empty === 'empty' && other !== 'empty'
}

/** Tests that hold wherever all these conditions do. */
const settled = (when: readonly When[]): readonly (readonly [string, Test])[] =>
  when.flatMap(each => (each.length === 1 && each[0] !== undefined ? testsOf(each[0]) : []))

const conditionTrouble = (
  dialog: Dialog,
  spots: readonly Spot[],
  spot: Spot,
  condition: Condition,
): string | undefined => {
  const above = spot.when.slice(0, -1)
  for (const [name, test] of testsOf(condition)) {
    const schema = schemaOf(dialog, spot, name)
    const reason = schema === undefined ? undefined : impossible(schema, test)
    if (reason !== undefined) return reason
    if (settled(above).some(([other, held]) => other === name && excludes(held, test)))
      return `“${name}” is tested otherwise further out`
    const standing = (party: string): Standing => ({
      dialog,
      spots,
      party,
      spot: { ...spot, when: above },
    })
    const always = spot.parties.every(
      party => known(name, standing(party)).is === 'answer' && certain(name, standing(party)),
    )
    if (test === 'empty' && spot.parties.length > 0 && always)
      return `“${name}” is always answered by then`
  }
  return undefined
}

/** Steps that nobody ever comes to. */
export const reachTroubles = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] => {
  const end = spots.findIndex(ends)
  return spots.flatMap((spot, index) => {
    if (end >= 0 && index > end) return [never(spot.where, 'the dialog has ended before')]
    if (spot.parties.length === 0)
      return [
        wrong(
          spot.where,
          `It is for ${spot.step.by}, who is not in this scene.`,
          'Move it, or add the party to the scene.',
        ),
      ]
    const reasons = (spot.step.when ?? []).map(each => conditionTrouble(dialog, spots, spot, each))
    const [first] = reasons
    return first !== undefined && reasons.every(each => each !== undefined)
      ? [never(spot.where, first)]
      : []
  })
}

const exclusive = (a: Spot, b: Spot): boolean => {
  const item = (spot: Spot) =>
    (spot.step.when ?? []).flatMap(each => Object.entries(each.item ?? {}))
  const pairs = [
    [settled(a.when), settled(b.when)],
    [item(a), item(b)],
  ] as const
  return pairs.some(([mine, theirs]) =>
    mine.some(([name, test]) =>
      theirs.some(([other, also]) => other === name && excludes(test, also)),
    ),
  )
}

/** Questions that one person would be asked twice. */
export const twiceTroubles = (spots: readonly Spot[]): readonly Found[] =>
  spots.flatMap((spot, index) => {
    const { step } = spot
    if (!('ask' in step)) return []
    const before = spots.slice(0, index).find(other => {
      if (!('ask' in other.step) || keyOf(other, other.step.ask) !== keyOf(spot, step.ask))
        return false
      return other.parties.some(each => spot.parties.includes(each)) && !exclusive(other, spot)
    })
    if (before === undefined) return []
    return [
      wrong(
        spot.where,
        'The same person is asked this twice.',
        'Give one of them a name of its own, or conditions that exclude each other.',
      ),
    ]
  })
