import type { Connection } from 'mongoose'
import * as z from 'zod'

import { ThroughlineError } from '../core/errors.ts'
import { SCHEMA_VERSION } from './documents.ts'
import { toOurs } from './errors.ts'
import { indexes } from './indexes.ts'
import { type Lease, leasedInTurn } from './lease.ts'
import { looksForAll } from './looks.ts'
import { MIGRATIONS_DONE, type System } from './system.ts'

type Database = ReturnType<ReturnType<Connection['getClient']>['db']>

/** A change of what is stored. It may be cut off anywhere and is then run again from its start. */
export interface Step {
  readonly id: string
  run(database: Database): Promise<void>
}

/** All tables with their indexes; harmless to repeat. */
export const buildIndexes = async (database: Database): Promise<void> => {
  const there = new Set(
    (await database.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name),
  )
  for (const [name, wanted] of Object.entries(indexes)) {
    // A transaction cannot make a collection on every server version; from here on all of them exist.
    if (!there.has(name)) await database.createCollection(name)
    if (wanted !== undefined) await database.collection(name).createIndexes([...wanted])
  }
}

/** Everybody who was there before there were looks gets theirs, due at once; counting takes another index. */
const addLooks = async (database: Database): Promise<void> => {
  await buildIndexes(database)
  const deliveries = database.collection('deliveries')
  const isThere = (await deliveries.indexes()).some(({ name }) => name === 'counts')
  if (isThere) await deliveries.dropIndex('counts')
  await database.collection('people').aggregate(looksForAll).toArray()
}

/** In the order in which they run. Never change one that was released: add the next. */
export const steps: readonly Step[] = [
  { id: '0001 indexes', run: buildIndexes },
  { id: '0002 looks', run: addLooks },
]

const LEASE = 'migrations'
/** How long a crash in the middle keeps other instances waiting (ms). */
const LEASE_MS = 15_000

const done = z.object({ steps: z.array(z.object({ id: z.string() })) })

const stepsDone = async (system: System): Promise<ReadonlySet<string>> => {
  const found = await system.findOne({ _id: MIGRATIONS_DONE })
  return new Set(found === null ? [] : done.parse(found).steps.map(({ id }) => id))
}

/** Keeps the lease while a long step runs; a step that lost it is repeated by whoever took over. */
const kept = async (lease: Lease, work: () => Promise<void>): Promise<void> => {
  const timer = setInterval(() => void lease.renew().catch(() => {}), LEASE_MS / 3)
  try {
    await work()
  } finally {
    clearInterval(timer)
  }
}

export const isMigrated = async (system: System, wanted = steps): Promise<boolean> => {
  const before = await stepsDone(system)
  return wanted.every(({ id }) => before.has(id))
}

/** Brings the database to what this program writes: one instance at a time, each step once. */
export const migrate = async (
  database: Database,
  system: System,
  now: () => number,
  wanted: readonly Step[] = steps,
): Promise<void> => {
  if (await isMigrated(system, wanted)) return
  await leasedInTurn(system, LEASE, LEASE_MS, now, async lease => {
    const already = await stepsDone(system)
    for (const { id, run } of wanted.filter(step => !already.has(step.id))) {
      await kept(lease, () => run(database)).catch(error => {
        throw failed(id, error)
      })
      if (!(await lease.renew())) throw failed(id)
      await system.updateOne(
        { _id: MIGRATIONS_DONE },
        { $push: { steps: { id, at: now() } }, $setOnInsert: { schemaVersion: SCHEMA_VERSION } },
        { upsert: true },
      )
    }
  })
}

const failed = (id: string, cause?: unknown): ThroughlineError =>
  new ThroughlineError(
    'migration-failed',
    `The step "${id}", which prepares the database for this version, did not finish.`,
    'Start again: it is repeated from its beginning. Nothing was lost.',
    cause === undefined ? undefined : toOurs(cause),
  )
