import { randomBytes } from 'node:crypto'

import { expect, test } from 'vitest'

import { DEMO_TENANT, demoAddress } from '../../../src/bot/demo/team.ts'
import { canonical } from '../../../src/domain/canonical.ts'
import type { After } from '../../setup/privateMongod.ts'
import { type Inside, openInside } from '../inside.ts'
import { type Random, randomFrom } from '../random.ts'
import { openServer, type Server } from '../server.ts'
import { insideDesk } from './desk.ts'
import { withoutNudges } from './ending.ts'
import { doubled, missing } from './run.ts'
import { playSession } from './script.ts'
import { openTab, type Watcher } from './tab.ts'

const SLOW = { timeout: 5 * 60_000 }
const newKey = (): string => randomBytes(32).toString('base64')
const nothing: Watcher = { sent: () => {}, answered: () => {} }

/** The two of the script at these instances at once: whatever they do reaches every one of them. */
const playOn = async (instances: readonly [Inside, ...Inside[]], watcher = nothing) => {
  const [first] = instances
  const ada = openTab(insideDesk(instances, demoAddress('ada')), 'ada', watcher)
  const ben = openTab(insideDesk(instances, demoAddress('ben')), 'ben', watcher)
  const day = await playSession(ada, ben)
  for (const { idle } of instances) await idle()
  const all = await first.store.exportTenant(DEMO_TENANT)
  const acknowledged = [...ada.acknowledged, ...ben.acknowledged]
  return { day, all, acknowledged, same: canonical(withoutNudges(all)) }
}
type Played = Awaited<ReturnType<typeof playOn>>

const calmly = async (after: After): Promise<Played> => {
  const { uri } = await openServer(after)
  return playOn([await openInside(after, { uri, key: newKey() })])
}

let calm: Promise<Played> | undefined

const expectTheSame = async (played: Played, after: After): Promise<void> => {
  calm ??= calmly(after)
  const { day, same } = await calm
  expect(missing(played), 'acknowledged, and not there').toEqual([])
  expect(doubled(played), 'there twice').toEqual([])
  // Around midnight the two runs may have begun on different days.
  expect(played.same).toBe(day === played.day ? same : (await calmly(after)).same)
}

const commands = ['findAndModify', 'update', 'insert', 'find', 'commitTransaction'] as const
type Fault = Readonly<Record<string, unknown>>
const faults: readonly [Fault, ...Fault[]] = [
  { closeConnection: true },
  { errorCode: 10107, errorLabels: ['RetryableWriteError', 'TransientTransactionError'] },
  { errorCode: 11600 },
  // Done, and yet it is an error.
  { writeConcernError: { code: 91, errmsg: 'shutting down' } },
]

/** Something fails now and then, a little longer than the driver tries by itself. */
const trouble = (server: Server, random: Random): Watcher => ({
  sent: () => {
    const dice = random.below(12)
    if (dice === 0) void server.stepDown()
    if (dice > 3) return
    void server.fail([random.pick(commands)], random.pick(faults), 1 + random.below(4))
  },
  answered: () => {},
})

/** Fail points and elections on the server, seen from the chat. */
export const outlivesTrouble = (seed: number): void => {
  test(
    `ends the same though commands fail, connections break and the database steps down (seed ${seed})`,
    SLOW,
    async ({ onTestFinished: after }) => {
      const server = await openServer(after)
      const house = await openInside(after, { uri: server.uri, key: newKey() })
      const played = await playOn([house], trouble(server, randomFrom(seed)))
      await expectTheSame(played, after)
    },
  )
}

export const outlivesCompany = (): void => {
  test(
    'ends the same when two instances are handed everything at the same moment',
    SLOW,
    async ({ onTestFinished: after }) => {
      const { uri } = await openServer(after)
      const key = newKey()
      const one = await openInside(after, { uri, key })
      const other = await openInside(after, { uri, key })
      await expectTheSame(await playOn([one, other]), after)
    },
  )
}
