import { type Found, wrong } from './checkFound.ts'
import type { Spot } from './checkWalk.ts'
import type { AskStep, Dialog } from './dialogData.ts'
import { audienceName, reads } from './readers.ts'

const audienceTroubles = (dialog: Dialog, spot: Spot, name: string): readonly Found[] => {
  const { where } = spot
  const audience = dialog.practice.audiences[name]
  if (audience === undefined)
    return [
      wrong(
        where,
        `Nobody knows the audience “${name}”.`,
        `Use one of: ${Object.keys(dialog.practice.audiences).join(', ')}.`,
      ),
    ]
  if (!Array.isArray(audience.readers)) return []
  const readers: readonly string[] = audience.readers
  if (!dialog.parties.some(party => readers.includes(party)))
    return [
      wrong(
        where,
        `No party of this dialog reads “${name}”.`,
        'Choose an audience that its people belong to.',
      ),
    ]
  return spot.parties
    .filter(party => !readers.includes(party))
    .map(party =>
      wrong(
        where,
        `${party} is asked, and could not read the own answer afterwards (“${name}”).`,
        `Choose an audience that ${party} belongs to.`,
      ),
    )
}

const askSteps = (spots: readonly Spot[]): readonly (readonly [Spot, AskStep])[] =>
  spots.flatMap(spot => ('ask' in spot.step ? [[spot, spot.step] as const] : []))

const stanceTroubles = (
  dialog: Dialog,
  asked: readonly (readonly [Spot, AskStep])[],
): readonly Found[] =>
  dialog.files.stances.flatMap(party => {
    const where = 'what it files'
    if (!dialog.parties.includes(party))
      return [
        wrong(
          where,
          `${party} should take a stance, but is no party of this dialog.`,
          'Leave that stance out, or add the party.',
        ),
      ]
    const something = asked.some(([spot, step]) => {
      const audience = dialog.practice.audiences[audienceName(dialog, step)]
      return audience !== undefined && spot.parties.some(from => reads(audience, party, from))
    })
    if (something) return []
    return [
      wrong(
        where,
        `${party} should take a stance on a record of which they read nothing.`,
        'Leave that stance out, or let them read.',
      ),
    ]
  })

/** What goes on to lists that more people may read than the answer. */
const spillTroubles = (
  dialog: Dialog,
  asked: readonly (readonly [Spot, AskStep])[],
): readonly Found[] =>
  dialog.files.leadsTo.flatMap(({ command, from }) => {
    if (dialog.practice.keepsToAuthor?.includes(command) === true) return []
    const spills = asked.some(([spot, step]) => {
      const mine = spot.loop === undefined ? from.includes(step.ask) : from.includes(spot.loop.into)
      const audience = dialog.practice.audiences[audienceName(dialog, step)]
      return mine && audience?.formOnly === true
    })
    if (!spills) return []
    return [
      wrong(
        'what it files',
        `“${command}” would copy “${from.join(', ')}” out of its narrow circle.`,
        'Leave it in the record, or ask for a line that may be shared.',
      ),
    ]
  })

/** Who reads what: somebody, at least the one who answers, and nobody beyond the circle. */
export const checkReaders = (dialog: Dialog, spots: readonly Spot[]): readonly Found[] => {
  const asked = askSteps(spots)
  const audiences = asked.flatMap(([spot, step]) =>
    [audienceName(dialog, step), step.release?.otherwise].flatMap(name =>
      name === undefined ? [] : audienceTroubles(dialog, spot, name),
    ),
  )
  return [...audiences, ...stanceTroubles(dialog, asked), ...spillTroubles(dialog, asked)]
}
