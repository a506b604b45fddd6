import { dialogs } from '../../dialogs/index.ts'
import { demoRelationships } from '../../src/bot/demo/team.ts'
import type { AskStep, Dialog } from '../../src/core/dialogData.ts'
import { press } from '../../src/core/press.ts'
import { audienceOf } from '../../src/core/readers.ts'
import { MAX_TEXT } from '../../src/core/turn.ts'
import type { Relationship } from '../../src/domain/relationship.ts'
import type { Walk } from './answering.ts'
import { type Aviary, type Canary, createAviary, sentence } from './canaries.ts'
import { writtenSteps } from './coverage.ts'
import { signs } from './signing.ts'
import { walkThrough } from './walk.ts'
import { people, type World } from './world.ts'

/** Each time other answers are chosen. */
const MOST_WALKS = 10

export interface Lived {
  readonly world: World
  readonly canaries: readonly Canary[]
  readonly leaks: readonly string[]
  /** Questions that nobody came past, as `dialog: question`. */
  readonly unasked: readonly string[]
}

const betweenWhom = ({ id, parties }: Dialog): Relationship => {
  const found = demoRelationships('2026-01-01').find(
    ({ kind, parties: them }) =>
      kind !== 'line' && parties.every(party => them.some(({ role }) => role === party)),
  )
  if (found === undefined) throw new Error(`nobody in the example team can play ${id}`)
  return found
}

const unaskedIn = ({ dialog, asked }: Walk): readonly AskStep[] =>
  writtenSteps(dialog).filter(step => !asked.has(step))

/** One that goes on with a record takes a fresh one each time, since it may have closed the one before. */
const prepare = async (walks: readonly Walk[], { dialog, walks: before }: Walk): Promise<void> => {
  const { into, record } = dialog.files
  const maker = walks.find(each => {
    const { files } = each.dialog
    return files.record === record && files.into === undefined
  })
  if (into === undefined || before === 0 || maker === undefined) return
  while ((await walkThrough(maker)).state !== 'filed');
}

/** Walks through a dialog until every question in one's own words was asked, or no other answer leads further. */
const explore = async (walks: readonly Walk[], walk: Walk, most: number): Promise<void> => {
  // Where nothing is filed, nothing is signed.
  let signed = walk.dialog.files.record === undefined
  while (walk.walks < most && (unaskedIn(walk).length > 0 || !signed)) {
    await prepare(walks, walk)
    const run = await walkThrough(walk)
    if (run.record === undefined || signed) continue
    await signs(walk, run.record.id)
    signed = true
  }
}

/** What is kept, refused, misplaced or forged, and everything that fails meanwhile. */
const stumble = async (world: World, aviary: Aviary): Promise<void> => {
  for (const by of people) {
    const sing = (where: string): string =>
      sentence(aviary.hatch({ by, what: 'note', where, relationship: '', audiences: ['priv'] }))
    const types = (text: string) => world.does(by, { kind: 'text', text })
    await types(`note ${sing('a note')}`)
    await types(`note ${sing('too long').padEnd(MAX_TEXT + 1, '.')}`)
    await types(sing('said to nobody'))
    await world.presses(by, press('answer', { part: 'run.scene.party', step: 'none' }), [
      sing('an old button'),
    ])
    await world.does(by, {
      kind: 'form',
      form: press('part', { part: 'run.scene.party' }),
      values: { [sing('a forged field')]: sing('a forged form') },
      end: 'submit',
    })
    await world.server.fail(['insert'], { errorCode: 121 }, 1)
    await types(`note ${sing('a note that fails')}`)
    await world.server.fail(['update'], { errorCode: 2 }, 1)
    await types(sing('a turn that fails'))
  }
}

/** Asks for something that must stay behind closed doors. */
const isVeiled = (dialog: Dialog): boolean =>
  writtenSteps(dialog).some(step => audienceOf(dialog, step).formOnly)

/** Where a platform keeps messages, once through what it must not keep; what others see is the same there. */
export const liveVeiled = (world: World): Promise<Lived> =>
  live(world, dialogs.filter(isVeiled), { most: 1, looks: false })

/** The example team goes through every dialog, and through everything that can go wrong. */
export const liveThrough = (world: World): Promise<Lived> =>
  live(world, dialogs, { most: MOST_WALKS, looks: true })

interface How {
  /** Walks through each dialog. */
  readonly most: number
  readonly looks: boolean
}

const live = async (
  world: World,
  played: readonly Dialog[],
  { most, looks }: How,
): Promise<Lived> => {
  const aviary = createAviary()
  const leaks: string[] = []
  const walks = played.map((dialog): Walk => {
    const relationship = betweenWhom(dialog)
    const fresh = { asked: new Set<AskStep>(), turns: new Map(), walks: 0 }
    return { world, aviary, dialog, relationship, leaks, looks, ...fresh }
  })
  for (const walk of walks) await explore(walks, walk, most)
  await stumble(world, aviary)
  await world.house.idle()
  const unasked = walks.flatMap(walk =>
    unaskedIn(walk).map(({ say }) => `${walk.dialog.id}: ${say}`),
  )
  return { world, canaries: aviary.all, leaks, unasked }
}
