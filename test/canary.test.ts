import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inspect } from 'node:util'

import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import type { Block, Card } from '../src/core/card.ts'
import { audiences } from '../src/domain/circle.ts'
import type { TenantExport } from '../src/domain/store.ts'
import { type Canary, SONG } from './canary/canaries.ts'
import { readersOf } from './canary/circles.ts'
import { exported, reachOf, singingFiles, singingTables } from './canary/reach.ts'
import { type Lived, liveThrough, liveVeiled } from './canary/story.ts'
import { openWorld, people, type World } from './canary/world.ts'
import { temporaryFolder } from './setup/privateMongod.ts'

const SLOW = 5 * 60_000

/** What was asked for behind closed doors: never a message where messages are kept, in no conversation anywhere. */
const isVeiled = ({ what, audiences: names }: Canary): boolean =>
  what === 'answer' && names.some(name => audiences[name].formOnly)

const said = ({ word, by, where }: Canary): string => `${word}: ${where}, by ${by}`
const singing = (text: string, canaries: readonly Canary[]): readonly string[] =>
  canaries.filter(({ word }) => text.includes(word)).map(said)

const conversationOf = async ({ house, address }: World, person: string): Promise<string> =>
  JSON.stringify(await house.host.conversation(address(person)))

const isGuarded = (block: Block): boolean => 'confidential' in block && block.confidential === true

/** Blocks that repeat what somebody wrote, and do not say so to whoever makes a preview. */
const careless = ({ blocks }: Card): readonly string[] =>
  blocks
    .filter(block => JSON.stringify(block).includes(SONG) && !isGuarded(block))
    .map(block => `${block.kind}: ${JSON.stringify(block)}`.slice(0, 200))

describe('what everybody in the example team wrote', () => {
  let lived: Lived
  let world: World
  let all: TenantExport
  const reach = new Map<string, string>()

  beforeAll(async () => {
    world = await openWorld(afterAll, false)
    lived = await liveThrough(world)
    all = await exported(world)
    for (const person of people) reach.set(person, await reachOf(world, person, all))
  }, SLOW)

  /** Who gets at one of these and may not. */
  const strangersTo = (wanted: (canary: Canary) => boolean): readonly string[] =>
    lived.canaries.filter(wanted).flatMap(canary => {
      const readers = readersOf(canary, all)
      const strangers = people.filter(person => !readers.has(person))
      return strangers
        .filter(person => reach.get(person)?.includes(canary.word))
        .map(person => `${person} reads ${said(canary)}`)
    })
  const of =
    (...names: Canary['audiences']) =>
    (canary: Canary): boolean =>
      canary.audiences.some(name => names.includes(name))

  test('is asked for by every question of every dialog that takes one’s own words', () => {
    expect(lived.unasked).toEqual([])
    expect(lived.canaries.length).toBeGreaterThan(200)
  })

  test('lies in the clear in no document of the database, nor in its log of operations', async ({
    onTestFinished: after,
  }) => {
    expect(await singingTables(after, world)).toEqual([])
  })

  test('lies in the clear in no file of the database, nor in a backup', async ({
    onTestFinished: after,
  }) => {
    const folder = await temporaryFolder(after)
    await world.house.store.backup(join(folder, 'backup'))
    expect([
      ...(await singingFiles(folder)),
      ...(await singingFiles(world.server.dataDir)),
    ]).toEqual([])
  })

  test('is not in the log, not even where something failed', async () => {
    const log = await readFile(world.logFile, 'utf8')
    expect(log).toContain('store')
    expect(log).not.toContain(SONG)
  })

  test('is not in an error, whatever it failed at', () => {
    expect(world.house.problems.length).toBeGreaterThan(0)
    expect(inspect(world.house.problems, { depth: 12 })).not.toContain(SONG)
  })

  test('is not in the metrics', async () => {
    expect(await world.house.metrics.text()).not.toContain(SONG)
  })

  test('is not in the audit trail', () => {
    expect(all.audit.length).toBeGreaterThan(0)
    expect(JSON.stringify(all.audit)).not.toContain(SONG)
  })

  test('is in no delivery, and in no notice that came of one', () => {
    const notices = world.sent.filter(({ id }) => all.deliveries.some(each => each.id === id))
    expect(notices.length).toBeGreaterThan(0)
    expect(JSON.stringify([all.deliveries, notices])).not.toContain(SONG)
  })

  test('is in no summary, which is all that a notification shows', () => {
    const cards = [...world.sent, ...world.outcomes].flatMap(({ card }) => card ?? [])
    expect(cards.map(({ summary }) => summary).join('\n')).not.toContain(SONG)
  })

  test('is marked wherever a message repeats it, so that no preview does', () => {
    expect([...new Set(world.sent.flatMap(({ card }) => careless(card)))]).toEqual([])
  })

  test('is seen by nobody else before it is revealed', () => {
    expect(lived.leaks).toEqual([])
  })

  test('is theirs alone where it was private, half a form or a note', () => {
    expect(strangersTo(of('priv'))).toEqual([])
  })

  test('is read by the two of an improvement plan and nobody else', () => {
    expect(strangersTo(of('restricted'))).toEqual([])
  })

  test('is read by coach and learner, or by the three of them, as each question says', () => {
    expect(strangersTo(of('tri', 'coachLearner'))).toEqual([])
  })

  test('is read by the two of a supervision and nobody else', () => {
    expect(strangersTo(of('pair', 'pairAndReviewer'))).toEqual([])
  })

  test('about a record is read by those who read the record', () => {
    expect(lived.canaries.filter(({ what }) => what === 'comment').length).toBeGreaterThan(5)
    expect(strangersTo(({ what }) => what === 'comment')).toEqual([])
  })

  test('between Ada and Ben is never read by Dana, who manages Ada', () => {
    const theirs = lived.canaries.filter(({ relationship }) => relationship === 'ada-ben')
    expect(theirs.length).toBeGreaterThan(100)
    expect(singing(reach.get('dana') ?? '', theirs)).toEqual([])
  })

  test('reaches those it was meant for', () => {
    const shared = lived.canaries.filter(
      canary => canary.what === 'answer' && JSON.stringify(all.records).includes(canary.word),
    )
    const unread = shared.flatMap(canary =>
      [...readersOf(canary, all)]
        .filter(person => !reach.get(person)?.includes(canary.word))
        .map(person => `${person} does not read ${said(canary)}`),
    )
    expect(shared.length).toBeGreaterThan(100)
    expect(unread).toEqual([])
  })

  test('is kept in no conversation where it was private or restricted', async () => {
    const veiled = lived.canaries.filter(isVeiled)
    expect(veiled.length).toBeGreaterThan(20)
    for (const person of people)
      expect(singing(await conversationOf(world, person), veiled), person).toEqual([])
  })
})

describe('what was private or restricted, on a platform that keeps messages', () => {
  let lived: Lived
  let veiled: readonly Canary[]
  beforeAll(async () => {
    lived = await liveVeiled(await openWorld(afterAll, true))
    veiled = lived.canaries.filter(isVeiled)
  }, SLOW)

  test('is never a message there', () => {
    expect(veiled.length).toBeGreaterThan(20)
    expect(singing(JSON.stringify(lived.world.sent), veiled)).toEqual([])
  })

  test('is kept in no conversation of ours either', async () => {
    for (const person of people)
      expect(singing(await conversationOf(lived.world, person), veiled), person).toEqual([])
  })
})
