import { randomBytes } from 'node:crypto'

import { createBot } from '../../src/bot/bot.ts'
import type { Address } from '../../src/core/turn.ts'
import type { NewDelivery } from '../../src/domain/delivery.ts'
import type { Seed } from '../../src/domain/store.ts'
import { createServerClock, type Work } from '../../src/jobs/index.ts'
import { createMetrics } from '../../src/metrics.ts'
import { kekFromText, type MongoStore, openStore } from '../../src/store/index.ts'
import type { FreshDatabase } from '../setup/database.ts'
import { quietLog } from '../setup/silence.ts'
import { as, MONDAY, recordOf, sectionOf, seedOf } from '../store/hearth.ts'

const KEY = randomBytes(32).toString('base64')
const DAY_MS = 86_400_000

export interface Sent {
  readonly id: string
  readonly to: string
  /** Epoch ms on our clock. */
  readonly at: number
}

interface Wishes {
  /** Called in place of a platform; what it throws is what the platform says. */
  readonly onSend?: (id: string, address: Address) => Promise<void>
  /** Everyone has us open, so that quietLog hours do not matter. */
  readonly present?: boolean
  readonly seed?: Seed
}

/** Time that stands still until it is moved; shared by all instances of a test. */
export const stillTime = (from = MONDAY) => {
  let now = from
  return {
    now: () => now,
    move: (ms: number): void => {
      now += ms
    },
  }
}
export type StillTime = ReturnType<typeof stillTime>

/** One instance of the house on a real store: what jobs are made from, and what they sent. */
export const openWork = async (
  database: FreshDatabase,
  time: StillTime,
  { onSend, present = true, seed = seedOf('hearth') }: Wishes = {},
) => {
  const clock = createServerClock(time)
  const store = await openStore({
    uri: database.uri,
    database: database.name,
    kek: kekFromText(KEY),
    now: clock.now,
  })
  await store.seed(seed)
  const sent: Sent[] = []
  const reported: unknown[] = []
  const bot = createBot(
    {
      store,
      library: { dialogs: new Map(), planned: {} },
      clock,
      ids: () => randomBytes(9).toString('base64url'),
      keepsMessages: () => false,
    },
    {
      send: async (address, _, id) => {
        await onSend?.(id, address)
        sent.push({ id, to: address.user, at: clock.now() })
      },
      present: () => present,
      refresh: () => {},
      wake: () => {},
      report: (what, error) => reported.push([what, error]),
    },
  )
  const metrics = createMetrics()
  const work: Work = {
    store,
    bot,
    clock,
    log: quietLog,
    metrics,
    random: () => 0.5,
    sealAudit: store.sealAudit,
  }
  return { work, store, bot, clock, sent, reported, metrics }
}

/** A record that Ana shared with Ben, and a notice about it for each of `ids`. */
export const notices = async (
  store: MongoStore,
  ids: readonly string[],
  changes: Partial<NewDelivery> = {},
  dueAt = MONDAY,
): Promise<void> => {
  const scope = as('hearth', 'ana')
  const known = await store.record(scope, 'rec1')
  await store.transact(scope, async tx => {
    if (known === undefined)
      await tx.file(recordOf('hearth', 'rec1', [sectionOf('pair', 'It was calm')]))
    for (const id of ids) {
      const notice: NewDelivery = {
        id,
        tenant: 'hearth',
        person: 'ben',
        kind: 'notice',
        what: 'record.shared',
        refs: { record: 'rec1', version: '1' },
        dueAt,
        expiresAt: dueAt + 14 * DAY_MS,
        reason: 'somebody just acted',
        ...changes,
      }
      await tx.deliver(notice, dueAt)
    }
  })
}
