import * as z from 'zod'

import { type Found, type Surroundings, wrong } from './checkFound.ts'
import { known, type Standing } from './checkKnown.ts'
import { fieldsOf, type Spot } from './checkWalk.ts'
import type { Dialog, EachStep } from './dialogData.ts'
import { kindOf } from './kind.ts'

const LISTS = ['list', 'several', 'things']

const isList = (dialog: Dialog, name: string): boolean => {
  const schema = dialog.answers[name]
  if (schema === undefined) return false
  return schema instanceof z.ZodRecord || LISTS.includes(kindOf(schema).kind)
}

/** Parties who come to this loop without knowing the list it goes through. */
const strangersTo = (
  dialog: Dialog,
  spots: readonly Spot[],
  spot: Spot,
  list: string,
): readonly string[] => {
  const inside = Object.keys(fieldsOf(dialog, list))
  const loop = inside.length === 0 ? undefined : { into: list, fields: undefined, answers: {} }
  const names = inside.length === 0 ? [list] : inside
  return spot.parties.filter(party => {
    const standing: Standing = { dialog, spots, party, spot: { ...spot, loop } }
    return !names.some(name => known(name, standing).is === 'answer')
  })
}

const eachTroubles = (
  dialog: Dialog,
  spots: readonly Spot[],
  spot: Spot,
  step: EachStep,
  all: Surroundings,
): readonly Found[] => {
  const { where } = spot
  const source = dialog.given[step.each]
  if (typeof source === 'string' && all.given[source]?.as === 'text')
    return [wrong(where, `“${step.each}” is a text, not a list.`, 'Loop over a list.')]
  if (source !== undefined) return []
  if (!isList(dialog, step.each))
    return [
      wrong(
        where,
        `There is no list “${step.each}” to go through.`,
        'Name something given, or an answer of several.',
      ),
    ]
  const strangers = strangersTo(dialog, spots, spot, step.each)
  if (strangers.length === 0) return []
  return [
    wrong(
      where,
      `${strangers.join(' and ')} cannot know “${step.each}” here.`,
      'Put the loop behind the question; in a later scene if somebody else is asked.',
    ),
  ]
}

/** Loops: over a list that is there and known, into answers that can hold them. */
export const loopTroubles = (
  dialog: Dialog,
  spots: readonly Spot[],
  all: Surroundings,
): readonly Found[] =>
  spots.flatMap(spot => {
    const { step, where } = spot
    if (!('each' in step || 'repeat' in step)) return []
    const into = 'each' in step ? step.into : step.repeat
    const holds = Object.keys(fieldsOf(dialog, into)).length > 0
    const shape = wrong(
      where,
      `“${into}” cannot hold the answers of a loop.`,
      'Give it one kind of answer for each question inside.',
    )
    return [
      ...(holds ? [] : [shape]),
      ...('each' in step ? eachTroubles(dialog, spots, spot, step, all) : []),
    ]
  })
