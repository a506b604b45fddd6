import { type Found, wrong } from './checkFound.ts'
import { certain, type Known, known, type Standing } from './checkKnown.ts'
import { headingsIn, namesIn, type Said, saidAt, saidBy } from './checkSaid.ts'
import { type Spot, testsOf, whereIs } from './checkWalk.ts'
import type { Condition, Dialog } from './dialogData.ts'
import { audienceOf } from './readers.ts'

const unknownName = (name: string): Pick<Found, 'wrong' | 'todo'> => ({
  wrong: `It names {${name}}, which nobody is asked and nothing brings along.`,
  todo: 'Check the spelling, or ask for it first.',
})

/** Why this name cannot be used here, if it cannot. */
const trouble = (
  name: string,
  found: Known,
  party: string,
): Pick<Found, 'wrong' | 'todo'> | undefined => {
  switch (found.is) {
    case 'unknown':
      return unknownName(name)
    case 'later':
      return {
        wrong: `It needs “${name}” before that is asked.`,
        todo: 'Move it behind the question, or move the question up.',
      }
    case 'unrevealed':
      return {
        wrong: `It needs “${name}”, which somebody else is asked in the same scene: ${party} cannot know it yet.`,
        todo: 'Use it in a later scene; a scene is revealed when all of it is done.',
      }
    case 'unread':
      return {
        wrong: `It needs “${name}”, which ${party} does not read.`,
        todo: 'Leave it out, ask for something both may read, or widen its readers.',
      }
    default:
      return undefined
  }
}

/** Text that is asked in a form must not come back in a message that is kept. */
const spills = (dialog: Dialog, said: Said, found: Known): boolean => {
  if (found.is !== 'answer' || said.inForm) return false
  const usual = dialog.practice.audiences[dialog.files.readers]
  return found.asked.some(({ step }) => {
    const { formOnly, kept } = audienceOf(dialog, step)
    return !kept || (formOnly && usual?.formOnly !== true)
  })
}

const inWording = (said: Said, where: string, standing: Standing): readonly Found[] =>
  namesIn(said.text).flatMap(name => {
    const found = known(name, standing)
    const bad = trouble(name, found, standing.party)
    if (bad !== undefined) return [{ where, ...bad, weight: 'wrong' as const }]
    if (spills(standing.dialog, said, found))
      return [
        wrong(
          where,
          `It shows “${name}” in a message; that text is for a form alone.`,
          'Leave it out: the person who wrote it finds it in the read-back.',
        ),
      ]
    if (said.mayBeEmpty || certain(name, standing)) return []
    return [
      wrong(
        where,
        `It reads strangely when “${name}” was skipped: there is nothing to put in its place.`,
        `Add \`when: { ${name.split('.')[0]}: 'answered' }\`, or make sure that it is always answered.`,
      ),
    ]
  })

const inCondition = (condition: Condition, where: string, standing: Standing): readonly Found[] => {
  const named = testsOf(condition).flatMap(([name]) => {
    const bad = trouble(name, known(name, standing), standing.party)
    return bad === undefined ? [] : [{ where, ...bad, weight: 'wrong' as const }]
  })
  const fields = standing.spot.loop?.fields
  const items = Object.keys(condition.item ?? {})
    .filter(field => fields !== undefined && !fields.includes(field))
    .map(field =>
      wrong(
        where,
        `It looks at “${field}”, which the things of this loop do not have.`,
        `They have: ${fields?.join(', ')}.`,
      ),
    )
  return [...named, ...items]
}

/** A filed heading is read by everybody who reads the record, so it names people and things, never an answer. */
const inHeading = (heading: string, where: string, standing: Standing): readonly Found[] =>
  namesIn(heading).flatMap(name => {
    const found = known(name, standing)
    if (found.is === 'fixed') return []
    const bad = found.is === 'unknown' ? unknownName(name) : undefined
    return [
      wrong(
        where,
        bad?.wrong ?? `The heading names an answer, {${name}}.`,
        bad?.todo ?? 'Name the people or the thing; the answer stands below it anyway.',
      ),
    ]
  })

const unique = (found: readonly Found[]): readonly Found[] => [
  ...new Map(found.map(each => [`${each.where} ${each.wrong}`, each])).values(),
]

const ofSpot = (dialog: Dialog, spots: readonly Spot[], spot: Spot): readonly Found[] =>
  spot.parties.flatMap(party => {
    const standing: Standing = { dialog, spots, spot, party }
    const before: Standing = { ...standing, spot: { ...spot, when: spot.when.slice(0, -1) } }
    const { where, step } = spot
    return [
      ...saidAt(dialog, step).flatMap(said =>
        inWording(said, where, said.atEnd ? { ...standing, end: true } : standing),
      ),
      ...headingsIn(step).flatMap(heading => inHeading(heading, where, standing)),
      ...(step.when ?? []).flatMap(condition => inCondition(condition, where, before)),
    ]
  })

/** The words around a scene: its opening comes first, its button last. */
const ofScene = (dialog: Dialog, spots: readonly Spot[], index: number): readonly Found[] => {
  const scene = dialog.scenes[index]
  if (scene === undefined) return []
  const first = spots.find(spot => spot.sceneIndex >= index)?.order ?? spots.length
  const parties = typeof scene.by === 'string' ? [scene.by] : scene.by
  return parties.flatMap(party => {
    const when = scene.when === undefined ? [] : [scene.when]
    const spot = { sceneIndex: index, order: first, loop: undefined, when }
    const standing: Standing = { dialog, spots, spot, party }
    const where = whereIs(scene)
    return [
      ...saidBy(scene).flatMap(said => inWording(said, where, standing)),
      ...inHeading(scene.title, where, standing),
      ...(scene.when ?? []).flatMap(condition =>
        inCondition(condition, where, { ...standing, spot: { ...spot, when: [] } }),
      ),
    ]
  })
}

/** Names in wording and conditions: known by then, read by that person, never empty by surprise. */
export const checkNames = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] => {
  const nobody: Standing = {
    dialog,
    spots,
    party: '',
    spot: { sceneIndex: -1, order: -1, loop: undefined, when: [] },
  }
  return unique([
    ...[dialog.title, dialog.about, dialog.files.closing ?? ''].flatMap(text =>
      inHeading(text, 'the dialog', nobody),
    ),
    ...dialog.scenes.flatMap((_, index) => ofScene(dialog, spots, index)),
    ...spots.flatMap(spot => ofSpot(dialog, spots, spot)),
  ])
}
