import { randomBytes } from 'node:crypto'
import { rm } from 'node:fs/promises'

import mongoose from 'mongoose'

import { systemClock } from '../../src/core/time.ts'
import type { Store } from '../../src/domain/store.ts'
import { kekFromText, openStore } from '../../src/store/index.ts'
import { indexes } from '../../src/store/indexes.ts'
import { openMongod } from '../../src/store/mongod/index.ts'
import { newFolder } from '../setup/privateMongod.ts'
import { type Figure, median, spread, timed } from './measure.ts'
import { seedOf } from './team.ts'

const FEW = 1000
const MANY = 1_000_000
const BATCH = 10_000
/** People who are due in every tick: ten pairs. */
const DUE = 20
const ROUNDS = 7
const TICKS = 30
const LEASE_MS = 60_000
const DAY_MS = 86_400_000

type RowOf = (n: number, at: number) => Row
type Row = Readonly<Record<string, unknown>> & { readonly _id: string }

const day = (at: number): string => new Date(at).toISOString().slice(0, 10)

/** A date of one of two hundred organisations, most of them long met; whoever reads it finds its mark. */
const obligation = (n: number, at: number): Row => {
  const tenant = `org${n % 200}`
  const [relationship, since] = [`pair${n % 5000}`, day(at - (n % 1500) * DAY_MS)]
  return {
    _id: `${tenant}/${relationship}:C-04:${n}`,
    ...{ schemaVersion: 1, tenant, relationship, rev: 1, person: `w${n % 5000}` },
    ...{ programme: 'S1', rule: 'C-04', since, soonOn: since, dueOn: since, graceUntil: since },
    state: n % 15 === 0 ? 'open' : 'met',
    readers: [
      { person: `s${n % 1000}`, basis: 'supervisor' },
      { person: `w${n % 5000}`, basis: 'worker' },
    ],
    mac: new Uint8Array(32),
  }
}

/** One in ten is somebody's look that waits for a later day; the others were sent. */
const delivery = (n: number, at: number): Row => {
  const [tenant, isLook] = [`org${n % 200}`, n % 10 === 0]
  const person = isLook ? `w${n}` : `w${n % 5000}`
  const kind = isLook ? 'look' : 'nudge'
  return {
    _id: `${tenant}/${kind}:${person}:${n}`,
    ...{ schemaVersion: 1, tenant, person, kind, what: kind, refs: {}, about: [], reason: 'bench' },
    ...{ dueAt: at - (n % 400) * DAY_MS, expiresAt: at, attempts: 1, fence: 1 },
    ...(isLook ? { state: 'pending', nextAt: at + DAY_MS + n } : { state: 'sent' }),
  }
}

/** So many rows that are not due: seven dates for every three deliveries. */
const fill = async (uri: string, name: string, rows: number): Promise<void> => {
  const client = new mongoose.mongo.MongoClient(uri, { writeConcern: { w: 1 } })
  const database = client.db(name)
  const at = Date.now()
  const insert = async (table: 'obligations' | 'deliveries', count: number, rowOf: RowOf) => {
    const collection = database.collection<Row>(table)
    // An index over what is there already is built in a fraction of the time.
    await collection.dropIndexes()
    for (let from = 0; from < count; from += BATCH) {
      const length = Math.min(BATCH, count - from)
      const batch = Array.from({ length }, (_, index) => rowOf(from + index, at))
      await collection.insertMany(batch, { ordered: false })
    }
    await collection.createIndexes([...(indexes[table] ?? [])])
  }
  await insert('obligations', rows * 0.7, obligation)
  await insert('deliveries', rows * 0.3, delivery)
  await client.close()
}

interface Size {
  readonly store: Store
  /** Commands sent to the database so far. */
  commands(): number
}

const openSize = async (uri: string, rows: number): Promise<Size> => {
  let commands = 0
  const database = `rows${rows}`
  const store = await openStore({
    uri,
    database,
    kek: kekFromText(randomBytes(32).toString('base64')),
    now: systemClock.now,
    onCommand: () => {
      commands += 1
    },
  })
  await store.seed(seedOf(DUE / 2))
  const begun = performance.now()
  await fill(uri, database, rows)
  console.log(`  ${rows} rows in ${((performance.now() - begun) / 1000).toFixed(0)} s`)
  return { store, commands: () => commands }
}

/** What a tick asks of the store: claim, read, decide nothing, and be due again after `wait` ms. */
const tick = async (store: Store, wait = 0): Promise<void> => {
  const looks = await store.claimDue(200, LEASE_MS)
  const worlds = await store.worlds(looks)
  if (looks.length !== DUE || worlds.length !== DUE) throw new Error('twenty people are due')
  const retryAt = systemClock.now() + wait
  const outcome = { state: 'pending', putOff: true, retryAt } as const
  await store.finishDeliveries(looks.map(claim => ({ claim, outcome })))
}

const claimOnly = async (store: Store): Promise<number> => {
  const begun = performance.now()
  const looks = await store.claimDue(200, LEASE_MS)
  const took = performance.now() - begun
  const outcome = { state: 'pending', putOff: true, retryAt: systemClock.now() } as const
  await store.finishDeliveries(looks.map(claim => ({ claim, outcome })))
  return took
}

/** Medians of one round, many rows against few, turn by turn in the same moments. */
const compare = async (few: Size, many: Size, work: (store: Store) => Promise<number>) => {
  const [small, large]: [number[], number[]] = [[], []]
  for (let n = 0; n < TICKS; n += 1) {
    small.push(await work(few.store))
    large.push(await work(many.store))
  }
  return { ms: median(large), ratio: median(large) / median(small) }
}

const figures = async (few: Size, many: Size): Promise<readonly Figure[]> => {
  const wholeTick = (store: Store) => timed(() => tick(store))
  await compare(few, many, wholeTick)
  const [claims, ticks]: Awaited<ReturnType<typeof compare>>[][] = [[], []]
  for (let round = 0; round < ROUNDS; round += 1) {
    claims?.push(await compare(few, many, claimOnly))
    ticks?.push(await compare(few, many, wholeTick))
  }
  await tick(many.store, DAY_MS)
  const before = many.commands()
  const idle = await timed(() => many.store.claimDue(200, LEASE_MS))
  const sent = many.commands() - before
  const against = `${MANY} rows against ${FEW}`
  const ms = (all: readonly { readonly ms: number }[] = []) =>
    `${spread(all.map(each => each.ms))} ms`
  const ratio = (all: readonly { readonly ratio: number }[] = []) =>
    `${spread(all.map(each => each.ratio))} ×`
  return [
    { what: `claiming ${DUE} due people: ${against}`, is: ratio(claims), wanted: '0.8–1.2' },
    {
      what: `a whole tick over them, but for sending: ${against}`,
      is: ratio(ticks),
      wanted: '0.8–1.2',
    },
    { what: `claiming ${DUE} due people among ${MANY} rows`, is: ms(claims) },
    { what: `a whole tick over them among ${MANY} rows`, is: ms(ticks) },
    { what: 'commands of an idle tick', is: `${sent}, ${idle.toFixed(1)} ms`, wanted: '1' },
  ]
}

/** What a tick over a million rows costs against one over a thousand, with as many people due in both. */
export const ticks = async (): Promise<readonly Figure[]> => {
  const dataDir = await newFolder()
  const mongod = await openMongod({ dataDir })
  const sizes = [await openSize(mongod.uri, FEW), await openSize(mongod.uri, MANY)] as const
  const found = await figures(...sizes)
  for (const { store } of sizes) await store.close()
  await mongod.stop()
  await rm(dataDir, { recursive: true, force: true })
  return found
}
