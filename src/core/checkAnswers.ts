import { type Found, type Surroundings, wrong } from './checkFound.ts'
import { known } from './checkKnown.ts'
import { namesIn, saidAt, saidBy } from './checkSaid.ts'
import { fieldsOf, type Spot, testsOf } from './checkWalk.ts'
import type { Dialog } from './dialogData.ts'

/** Questions without a kind of answer, kinds of answer without a question. */
const askTroubles = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] => {
  const asked = new Set(
    spots.flatMap(({ step, loop }) =>
      'ask' in step ? [loop === undefined ? step.ask : `${loop.into}/${step.ask}`] : [],
    ),
  )
  const kinds = Object.keys(dialog.answers).flatMap(name => {
    const fields = Object.keys(fieldsOf(dialog, name))
    return fields.length === 0 ? [name] : fields.map(field => `${name}/${field}`)
  })
  return [
    ...[...asked]
      .filter(key => !kinds.includes(key))
      .map(key => wrong(`question “${key}”`, 'It has no kind of answer.', 'Add it to `answers`.')),
    ...kinds
      .filter(key => !asked.has(key))
      .map(key =>
        wrong(`answer “${key}”`, 'Nobody is ever asked for it.', 'Ask for it, or take it out.'),
      ),
  ]
}

/** Everything the dialog names in `given`, and every place that names one. */
const givenTroubles = (
  dialog: Dialog,
  spots: readonly Spot[],
  all: Surroundings,
): readonly Found[] => {
  const used = new Set([
    ...spots.flatMap(({ step }) => [
      ...('ask' in step ? (step.from ?? []) : []),
      ...('each' in step ? [step.each] : []),
      ...saidAt(dialog, step).flatMap(({ text }) => namesIn(text)),
      ...(step.when ?? []).flatMap(condition => testsOf(condition).map(([name]) => name)),
    ]),
    ...dialog.scenes.flatMap(scene => [
      ...saidBy(scene).flatMap(({ text }) => namesIn(text)),
      ...(scene.when ?? []).flatMap(condition => testsOf(condition).map(([name]) => name)),
    ]),
    dialog.files.into ?? '',
    ...dialog.scenes.map(({ until }) => until?.before ?? ''),
  ])
  return Object.entries(dialog.given).flatMap(([name, source]) => [
    ...(typeof source === 'string' && all.given[source] === undefined
      ? [
          wrong(
            `given “${name}”`,
            `Nobody knows how to read “${source}”.`,
            `Use one of: ${Object.keys(all.given).join(', ')}.`,
          ),
        ]
      : []),
    ...(dialog.answers[name] === undefined
      ? []
      : [wrong(`given “${name}”`, 'An answer has the same name.', 'Rename one of them.')]),
    ...(used.has(name)
      ? []
      : [wrong(`given “${name}”`, 'It is read and never used.', 'Use it, or take it out.')]),
  ])
}

const filesTroubles = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] => {
  const asked = new Set(
    spots.flatMap(({ step, loop }) => ('ask' in step ? [loop?.into ?? step.ask] : [])),
  )
  const where = 'what it files'
  const { into, leadsTo, readers, record, stances } = dialog.files
  return [
    ...(record === undefined && (into !== undefined || stances.length > 0)
      ? [
          wrong(
            where,
            'It files nothing that could go on or be signed.',
            'Name the record, or leave `into` and `stances` out.',
          ),
        ]
      : []),
    ...leadsTo
      .flatMap(({ from, when = [] }) => [
        ...from,
        ...when.flatMap(condition => testsOf(condition).map(([name]) => name)),
      ])
      .filter(name => !asked.has(name) && dialog.given[name] === undefined)
      .map(name =>
        wrong(where, `It goes on from “${name}”, which nobody is asked.`, 'Check the spelling.'),
      ),
    ...(into === undefined || dialog.given[into] !== undefined
      ? []
      : [wrong(where, `It goes on with “${into}”, which it does not read.`, 'Add it to `given`.')]),
    ...(dialog.practice.audiences[readers] === undefined
      ? [wrong(where, `Nobody knows the audience “${readers}”.`, 'Check the spelling.')]
      : []),
  ]
}

/** Options from what was answered: by then everybody must have answered it, where this person reads it. */
const optionTroubles = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] =>
  spots.flatMap(spot => {
    const { step, where, sceneIndex } = spot
    const names = 'ask' in step ? (step.from ?? []) : []
    return names
      .filter(name => dialog.given[name] === undefined)
      .filter(name =>
        spot.parties.some(party => {
          const found = known(name, { dialog, spots, spot, party })
          return found.is !== 'answer' || found.asked.some(each => each.sceneIndex >= sceneIndex)
        }),
      )
      .map(name =>
        wrong(
          where,
          `Its options come from “${name}”, which is not known by then.`,
          'Use what is given, or an answer of a scene before that this person reads.',
        ),
      )
  })

const releaseTroubles = (spots: readonly Spot[]): readonly Found[] => {
  const asked = new Set(spots.flatMap(({ step }) => ('ask' in step ? [step.ask] : [])))
  return spots.flatMap(({ step, where }) =>
    ('ask' in step ? (step.release?.when ?? []) : [])
      .flatMap(condition => testsOf(condition).map(([name]) => name))
      .filter(name => !asked.has(name))
      .map(name =>
        wrong(
          where,
          `Its release hangs on “${name}”, which nobody is asked.`,
          'Check the spelling.',
        ),
      ),
  )
}

/** Answers, givens and what is filed: everything named is there, everything there is used. */
export const checkAnswers = (
  dialog: Dialog,
  spots: readonly Spot[],
  all: Surroundings,
): readonly Found[] => [
  ...askTroubles(dialog, spots),
  ...givenTroubles(dialog, spots, all),
  ...filesTroubles(dialog, spots),
  ...releaseTroubles(spots),
  ...optionTroubles(dialog, spots),
]
