import { checkAnswers } from './checkAnswers.ts'
import { type Found, type Surroundings, wrong } from './checkFound.ts'
import { certain, known, type Standing } from './checkKnown.ts'
import { loopTroubles } from './checkLoops.ts'
import { reachTroubles, twiceTroubles } from './checkReach.ts'
import { type Spot, schemaOf, whereIs } from './checkWalk.ts'
import type { Dialog } from './dialogData.ts'
import { kindOf } from './kind.ts'
import { partiesOf } from './path.ts'

const waitTroubles = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] =>
  spots.flatMap(spot => {
    const { step, where } = spot
    if (!('wait' in step) || typeof step.wait !== 'string') return []
    const schema = schemaOf(dialog, spot, step.wait)
    if (schema === undefined || kindOf(schema).kind !== 'date')
      return [wrong(where, `It waits for “${step.wait}”, which is no date.`, 'Name a date answer.')]
    const open = spot.parties.some(party => {
      const standing: Standing = { dialog, spots, spot, party }
      return (
        known(String(step.wait), standing).is !== 'answer' || !certain(String(step.wait), standing)
      )
    })
    if (!open) return []
    return [
      wrong(
        where,
        `It waits for “${step.wait}”, which may never be answered.`,
        'Ask for it before, with `must` and under the same condition.',
      ),
    ]
  })

const startTroubles = (spots: readonly Spot[], all: Surroundings): readonly Found[] =>
  spots.flatMap(({ step, where }) =>
    'start' in step && !all.dialogs.includes(step.start) && all.planned[step.start] === undefined
      ? [
          wrong(
            where,
            `Nobody knows the dialog “${step.start}”.`,
            'Check its id, or add it to the planned ones with a line that says what to do instead.',
          ),
        ]
      : [],
  )

const shapeTroubles = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] => {
  const names = dialog.scenes.map(({ scene }) => scene)
  const twice = names.filter((name, index) => names.indexOf(name) !== index)
  const strangers = dialog.scenes.flatMap(scene =>
    partiesOf(scene)
      .filter(party => !dialog.parties.includes(party))
      .map(party =>
        wrong(whereIs(scene), `${party} is no party of this dialog.`, 'Check the spelling.'),
      ),
  )
  const starters = dialog.starts.filter(party => !dialog.parties.includes(party))
  const asks = spots.some(({ step }) => 'ask' in step && (step.must ?? step.offer) === true)
  return [
    ...twice.map(name => wrong(`scene “${name}”`, 'Two scenes have this name.', 'Rename one.')),
    ...strangers,
    ...starters.map(party =>
      wrong('the dialog', `${party} may start it, but is no party of it.`, 'Check the spelling.'),
    ),
    ...(asks
      ? []
      : [
          wrong(
            'the dialog',
            'No question is on the essential path, so nothing would be asked.',
            'Put `must` on the few questions without which there is nothing to keep, or `offer` on those to be shown.',
          ),
        ]),
  ]
}

/** The way through: everything can be reached, everything asked has a place, nothing waits for ever. */
export const checkFlow = (
  dialog: Dialog,
  spots: readonly Spot[],
  all: Surroundings,
): readonly Found[] => [
  ...shapeTroubles(dialog, spots),
  ...reachTroubles(dialog, spots),
  ...twiceTroubles(spots),
  ...waitTroubles(dialog, spots),
  ...startTroubles(spots, all),
  ...loopTroubles(dialog, spots, all),
  ...checkAnswers(dialog, spots, all),
]
