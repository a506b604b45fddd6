import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { kekFromText, openStore } from '../../../src/store/index.ts'
import type { FreshDatabase } from '../../setup/database.ts'
import { type After, connectTo, temporaryFolder } from '../../setup/privateMongod.ts'
import { type Random, randomFrom } from '../random.ts'
import { type Blow, bundledWorker, type Instance, startInstance } from './instance.ts'
import { BEGINS, ENDS, manyPeople } from './people.ts'

export interface Wishes {
  readonly instances: number
  readonly pairs: number
  readonly kills: number
  readonly seed: number
}

/** What a platform was given. */
interface Line {
  readonly id: string
  readonly person: string
  /** Epoch ms on the instances’ clock. */
  readonly at: number
}

/** A row of the table of deliveries, as it is stored. */
interface Row {
  readonly _id: string
  readonly person: string
  readonly kind: string
  readonly state: string
  readonly nextAt?: number
  readonly claim?: string
}

export interface Raced {
  readonly lines: readonly Line[]
  readonly rows: readonly Row[]
  readonly kills: number
  readonly problems: readonly string[]
  readonly seconds: number
}

const linesIn = async (file: string): Promise<readonly Line[]> => {
  const text = await readFile(file, 'utf8').catch(() => '')
  return text
    .split('\n')
    .filter(line => line !== '')
    .map(line => {
      const [id = '', person = '', at = ''] = line.split(' ')
      return { id, person, at: Number(at) }
    })
}

/** Somewhere in what comes before the first message, or among messages: while they go, are noted, and the next are made. */
const blowFrom = (random: Random): Blow =>
  random.below(3) === 0
    ? { messages: 0, ms: random.below(1000) }
    : { messages: 1 + random.below(60), ms: random.below(40) }

/** Strikes until its kills are used up, at moments that follow from the seed. */
const createBlows = ({ seed, kills }: Wishes) => {
  const random = randomFrom(seed)
  let left = kills
  let struck = 0
  return {
    struck: () => struck,
    /** One round of one instance; false = it has to be started again. */
    during: async (instance: Instance, ahead: number): Promise<boolean> => {
      const blow = left > 0 ? blowFrom(random) : undefined
      if (blow !== undefined) left -= 1
      const done = await instance.go(ahead, blow)
      if (done && blow !== undefined) left += 1
      if (!done) struck += 1
      return done
    },
  }
}

/** A working day of many people on one database, served by several instances that keep being killed and started again. */
export const race = async (after: After, { uri, name }: FreshDatabase, wishes: Wishes) => {
  const key = randomBytes(32).toString('base64')
  let ahead = BEGINS - Date.now()
  const now = (): number => Date.now() + ahead
  const store = await openStore({ uri, database: name, kek: kekFromText(key), now })
  after(store.close)
  await store.seed(manyPeople(wishes.pairs))
  const rows = connectTo(after, uri).db(name).collection<Row>('deliveries')
  const folder = await temporaryFolder(after)
  const problems: string[] = []
  const worker = await bundledWorker(after)
  const blows = createBlows(wishes)
  const begun = performance.now()

  const files = Array.from({ length: wishes.instances }, (_, n) => join(folder, String(n)))
  const start = (file: string): Promise<Instance> =>
    startInstance(after, [worker, uri, name, key, file, String(ahead)], line => problems.push(line))
  const slots = await Promise.all(files.map(async file => ({ file, instance: await start(file) })))
  const untilIdle = async (slot: (typeof slots)[number]): Promise<void> => {
    while (!(await blows.during(slot.instance, ahead))) slot.instance = await start(slot.file)
  }
  /** What is left over waits for a lease to run out, or for a later hour: the clock goes on to it. */
  const goOn = async (): Promise<boolean> => {
    const [first] = await rows
      .find({ nextAt: { $exists: true } })
      .sort({ nextAt: 1 })
      .limit(1)
      .toArray()
    if (first?.nextAt === undefined || first.nextAt > ENDS) return false
    ahead += Math.max(0, first.nextAt + 1000 - now())
    return true
  }
  while (await goOn()) await Promise.all(slots.map(untilIdle))

  const raced: Raced = {
    lines: (await Promise.all(files.map(linesIn))).flat(),
    rows: await rows.find().toArray(),
    kills: blows.struck(),
    problems,
    seconds: Math.round((performance.now() - begun) / 1000),
  }
  return raced
}
