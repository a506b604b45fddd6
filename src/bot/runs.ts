import * as z from 'zod'

import type { Dialog } from '../core/dialogData.ts'
import {
  type Answers,
  answers as answersSchema,
  given,
  type Part,
  part as partSchema,
} from '../core/part.ts'
import { reads } from '../core/readers.ts'
import { isRevealed } from '../core/revealed.ts'
import type { Run } from '../core/run.ts'
import type { Pocket, StoredRun } from '../domain/run.ts'

/** Between the run as the engine sees it and the run as it is stored: plain states, and pockets sealed for their readers. */

const frame = z.strictObject({
  names: z.record(z.string(), z.string()),
  on: z.string(),
  given,
})
const byParty = z.record(z.string(), answersSchema)

const pocketOf = (stored: Pick<StoredRun, 'pockets'>, name: string): unknown =>
  stored.pockets.find(pocket => pocket.name === name)?.body

const merged = (pockets: readonly Pocket[]): Readonly<Record<string, Answers>> => {
  const all: Record<string, Answers> = {}
  for (const pocket of pockets.filter(
    ({ name }) => name.startsWith('shared:') || name.startsWith('own:'),
  )) {
    for (const [party, answers] of Object.entries(byParty.parse(pocket.body)))
      all[party] = { ...all[party], ...answers }
  }
  return all
}

/** The run as far as the pockets at hand go: all of it inside a transaction, one's own view of it otherwise. */
export const toRun = (stored: StoredRun): Run => ({
  id: stored.id,
  dialog: stored.dialog.id,
  version: stored.dialog.version,
  ...frame.parse(pocketOf(stored, 'frame')),
  state: stored.state,
  ...(stored.ended === undefined ? {} : { ended: stored.ended }),
  scene: stored.scene,
  openFor: stored.openFor,
  doneBy: stored.doneBy,
  leftBy: stored.leftBy,
  answers: merged(stored.pockets),
})

export const personOf = (stored: Pick<StoredRun, 'parties'>, party: string): string | undefined =>
  stored.parties.find(({ role }) => role === party)?.person

const sharedPockets = (dialog: Dialog, run: Run, stored: StoredRun): readonly Pocket[] => {
  const groups = new Map<string, Record<string, Record<string, z.core.util.JSONType>>>()
  for (const [party, answers] of Object.entries(run.answers)) {
    for (const [key, value] of Object.entries(answers)) {
      const audience = isRevealed(dialog, run, party, key)
      const name = audience === undefined ? `own:${party}` : `shared:${audience}`
      const group = groups.get(name) ?? {}
      groups.set(name, { ...group, [party]: { ...group[party], [key]: value } })
    }
  }
  return [...groups].map(([name, body]): Pocket => {
    const [kind = '', rest = ''] = name.split(':')
    const author = personOf(stored, rest) ?? stored.startedBy
    if (kind === 'own')
      return { name, owner: { kind: 'person', id: author }, readers: [author], body }
    const meaning = dialog.practice.audiences[rest]
    const readers = stored.parties.filter(
      ({ role }) => meaning !== undefined && reads(meaning, role, ''),
    )
    return {
      name,
      owner: { kind: 'relationship', id: stored.relationship },
      readers: readers.map(({ person }) => person),
      body,
    }
  })
}

const drafts = (stored: StoredRun): readonly Pocket[] =>
  stored.pockets.filter(({ name }) => name.startsWith('draft:'))

/** Nothing is kept of what was stopped, thrown away or replaced. */
const isThrownAway = ({ ended }: Run): boolean =>
  ended === 'stopped' || ended === 'cancelled' || ended === 'instead'

/** Writes the engine's run back; drafts stay as they are. Only for a run whose pockets were all at hand. */
export const toStored = (dialog: Dialog, run: Run, stored: StoredRun): StoredRun => {
  const { names, on, given: read } = run
  const { ended: _, ...plain } = stored
  return {
    ...plain,
    dialog: { id: run.dialog, version: run.version },
    state: run.state,
    ...(run.ended === undefined ? {} : { ended: run.ended }),
    scene: run.scene,
    openFor: [...run.openFor],
    doneBy: [...run.doneBy],
    leftBy: [...run.leftBy],
    pockets: isThrownAway(run)
      ? []
      : [
          {
            name: 'frame',
            owner: { kind: 'relationship', id: stored.relationship },
            readers: stored.parties.map(({ person }) => person),
            body: z.json().parse({ names, on, given: read }),
          },
          ...sharedPockets(dialog, run, stored),
          ...drafts(stored),
        ],
  }
}

/** The run with this party's draft in it, or without any. */
export const withDraft = (stored: StoredRun, party: string, draft: Part | undefined): StoredRun => {
  const name = `draft:${party}`
  const author = personOf(stored, party) ?? stored.startedBy
  const others = stored.pockets.filter(pocket => pocket.name !== name)
  const pocket: Pocket[] =
    draft === undefined
      ? []
      : [
          {
            name,
            owner: { kind: 'person', id: author },
            readers: [author],
            body: z.json().parse(draft),
          },
        ]
  return { ...stored, pockets: [...others, ...pocket] }
}

export const draftIn = (stored: StoredRun, party: string): Part | undefined => {
  const body = pocketOf(stored, `draft:${party}`)
  return body === undefined ? undefined : partSchema.parse(body)
}
