import type { Dialog, SceneData } from './dialogData.ts'
import { holds } from './holds.ts'
import { outside } from './lookup.ts'
import { type Answers, type Given, type Part, partId, READ_BACK, REVISION } from './part.ts'
import { asks, partiesOf, path } from './path.ts'
import { indexOf, revealed } from './revealed.ts'
import { sayDate } from './time.ts'

/** A dialog under way between its parties, with everything said in parts that are finished. */
export interface Run {
  readonly id: string
  readonly dialog: string
  readonly version: number
  /** First names by party. */
  readonly names: Readonly<Record<string, string>>
  /** The day it is about, ISO. */
  readonly on: string
  readonly given: Given
  readonly state: 'open' | 'filed' | 'ended'
  readonly ended?: 'stopped' | 'cancelled' | 'no reply' | 'party left' | 'instead'
  /** The open scene; `*` while one party goes over its answers again. */
  readonly scene: string
  readonly openFor: readonly string[]
  readonly doneBy: readonly string[]
  readonly leftBy: readonly string[]
  /** By party; those of the open scene are not revealed yet. */
  readonly answers: Readonly<Record<string, Answers>>
}

/** What a change of the run asks the caller to do. */
export type RunEffect =
  | { readonly do: 'open'; readonly scene: string; readonly parties: readonly string[] }
  | { readonly do: 'file' }
  | { readonly do: 'end'; readonly how: NonNullable<Run['ended']> }

export type Moved = readonly [run: Run, effects: readonly RunEffect[]]

/** Whom and which day it is about, as this party would say it. */
const aboutFor = ({ names, on }: Run, party: string): string => {
  const others = Object.keys(names).filter(each => each !== party)
  return `${others.map(each => names[each]).join(' and ')}, ${sayDate(on, on)}`
}

/** A party's stretch of a scene, with all it may know by then. */
export const partFor = (dialog: Dialog, run: Run, party: string, scene: string): Part => {
  const closed = dialog.scenes.slice(0, Math.max(indexOf(dialog, scene), 0))
  const seen = Object.entries(run.answers).map(
    ([author, answers]) => [author, revealed(dialog, closed, answers, author, party)] as const,
  )
  const own = dialog.scenes.filter(
    each => (scene === REVISION || each.scene === scene) && partiesOf(each).includes(party),
  )
  return {
    id: partId(run.id, scene, party),
    run: run.id,
    dialog: dialog.id,
    version: dialog.version,
    scene,
    party,
    names: run.names,
    about: aboutFor(run, party),
    given: run.given,
    seen: Object.fromEntries(seen),
    answers: revealed(dialog, own, run.answers[party] ?? {}, party, party),
    skipped: [],
    passed: [],
    probed: [],
    at: READ_BACK,
    mode: 'essential',
  }
}

const hasSomething = (
  dialog: Dialog,
  run: Run,
  party: string,
  scene: SceneData,
  today: string,
): boolean => {
  const part: Part = { ...partFor(dialog, run, party, scene.scene), mode: 'all' }
  return holds(scene.when, part, outside, today) && asks(path(dialog, part, today)).length > 0
}

const ended = (run: Run): Moved => {
  const said = Object.values(run.answers).some(answers => Object.keys(answers).length > 0)
  const left = run.leftBy.length > 0
  const over: Run = { ...run, scene: '', openFor: [], doneBy: [] }
  if (left && !said)
    return [{ ...over, state: 'ended', ended: 'party left' }, [{ do: 'end', how: 'party left' }]]
  return [{ ...over, state: 'filed' }, [{ do: 'file' }]]
}

/** Opens the first scene from `index` on in which somebody who is still here has something to answer. */
const openFrom = (dialog: Dialog, run: Run, index: number, today: string): Moved => {
  for (const scene of dialog.scenes.slice(index)) {
    const parties = partiesOf(scene).filter(
      party => !run.leftBy.includes(party) && hasSomething(dialog, run, party, scene, today),
    )
    if (parties.length > 0)
      return [
        { ...run, scene: scene.scene, openFor: parties, doneBy: [] },
        [{ do: 'open', scene: scene.scene, parties }],
      ]
  }
  return ended(run)
}

export type Start = Pick<Run, 'id' | 'names' | 'on' | 'given'>

export const beginRun = (dialog: Dialog, start: Start, today: string): Moved =>
  openFrom(
    dialog,
    {
      ...start,
      dialog: dialog.id,
      version: dialog.version,
      state: 'open',
      scene: '',
      openFor: [],
      doneBy: [],
      leftBy: [],
      answers: {},
    },
    0,
    today,
  )

/** The run that makes a record's next version: one party goes over its own answers, everything else stands. */
export const beginRevision = (
  dialog: Dialog,
  start: Start & Pick<Run, 'answers'>,
  party: string,
): Moved => [
  {
    ...start,
    dialog: dialog.id,
    version: dialog.version,
    state: 'open',
    scene: REVISION,
    openFor: [party],
    doneBy: [],
    leftBy: [],
  },
  [{ do: 'open', scene: REVISION, parties: [party] }],
]

const closeIfDone = (dialog: Dialog, run: Run, today: string): Moved =>
  run.openFor.every(party => run.doneBy.includes(party) || run.leftBy.includes(party))
    ? openFrom(dialog, run, indexOf(dialog, run.scene) + 1, today)
    : [run, []]

/** Only what is still on the path moves into the run: an answer that fell off after an edit was taken back. */
const standing = (dialog: Dialog, part: Part, today: string): Answers => {
  const keys = asks(path(dialog, { ...part, mode: 'all' }, today)).map(({ key }) => key)
  return Object.fromEntries(
    keys.flatMap(key => (part.answers[key] === undefined ? [] : [[key, part.answers[key]]])),
  )
}

/** One party's part is finished; whoever is last closes the scene. A part of another scene changes nothing. */
export const finishPart = (
  dialog: Dialog,
  run: Run,
  part: Part,
  today: string,
): Moved | undefined => {
  const mine = run.state === 'open' && run.scene === part.scene && run.openFor.includes(part.party)
  if (!mine || run.doneBy.includes(part.party)) return undefined
  // A revision goes over all of a party's answers, so what it dropped is gone.
  const before = part.scene === REVISION ? {} : run.answers[part.party]
  const own = { ...before, ...standing(dialog, part, today) }
  const answers = { ...run.answers, [part.party]: own }
  return closeIfDone(dialog, { ...run, answers, doneBy: [...run.doneBy, part.party] }, today)
}

/** The scene's time is over: on without those who have not answered, or the end of the run. */
export const timeIsOver = (dialog: Dialog, run: Run, today: string): Moved => {
  const scene = dialog.scenes.find(each => each.scene === run.scene)
  if (run.state !== 'open' || scene?.until === undefined) return [run, []]
  if (scene.until.whenOver === 'close')
    return openFrom(dialog, run, indexOf(dialog, run.scene) + 1, today)
  return end(run, 'no reply')
}

/** A party left: their open part is closed without them, and the rest goes on without them. */
export const leave = (dialog: Dialog, run: Run, party: string, today: string): Moved => {
  if (run.state !== 'open' || run.leftBy.includes(party)) return [run, []]
  return closeIfDone(dialog, { ...run, leftBy: [...run.leftBy, party] }, today)
}

export const end = (run: Run, how: NonNullable<Run['ended']>): Moved => [
  { ...run, state: 'ended', ended: how, openFor: [], doneBy: [] },
  [{ do: 'end', how }],
]
