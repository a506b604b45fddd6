import { randomBytes, randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'

import { library } from '../../dialogs/index.ts'
import { type Bot, createBot, type Send } from '../../src/bot/bot.ts'
import { type Clock, systemClock } from '../../src/core/time.ts'
import { kekFromText, type MongoStore, openStore } from '../../src/store/index.ts'
import { openMongod } from '../../src/store/mongod/index.ts'
import { newFolder } from '../setup/privateMongod.ts'
import { intoNothing } from '../setup/silence.ts'
import { addressOf, seedOf, TENANT } from './team.ts'

export interface House {
  readonly uri: string
  readonly bot: Bot
  readonly store: MongoStore
  /** Commands sent to the database so far. */
  commands(): number
  /** A whole turn: until it is settled. Answers when it was acknowledged, ms since it came in. */
  types(person: string, text: string): Promise<number>
  /** Bytes of what is kept between two turns of this person. */
  stateBytes(person: string): Promise<number>
  close(): Promise<void>
}

export interface Wishes {
  readonly send?: Send
  /** Waited for before every call of the store. */
  readonly storeCall?: () => Promise<void>
}

/** The same store, each of whose calls waits first. */
const delayed = (store: MongoStore, storeCall: () => Promise<void>): MongoStore =>
  new Proxy(store, {
    get: (target, name) => {
      const verb: unknown = Reflect.get(target, name)
      if (typeof verb !== 'function' || name === 'places') return verb
      return async (...args: unknown[]) => {
        await storeCall()
        return Reflect.apply(verb, target, args)
      }
    },
  })

/** A house on a server of its own; what it sends goes nowhere. */
export const openHouse = async (
  pairs: number,
  clock: Clock = systemClock,
  onSend = (): void => undefined,
  { send, storeCall = async () => {} }: Wishes = {},
): Promise<House> => {
  const dataDir = await newFolder()
  const mongod = await openMongod({ dataDir })
  let commands = 0
  let count = 0
  const store = await openStore({
    uri: mongod.uri,
    database: 'bench',
    kek: kekFromText(randomBytes(32).toString('base64')),
    now: clock.now,
    onCommand: () => {
      commands += 1
    },
  })
  await store.seed(seedOf(pairs))
  const bot = createBot(
    {
      store: delayed(store, storeCall),
      library,
      clock,
      ids: randomUUID,
      keepsMessages: () => false,
    },
    {
      ...intoNothing((what, error) => {
        console.error(what, error)
        process.exitCode = 1
      }),
      send: send ?? (async () => onSend()),
    },
  )
  const types: House['types'] = async (person, text) => {
    count += 1
    const begun = performance.now()
    const id = `event${count}`
    const accepted = await bot.accept({
      id,
      at: clock.now(),
      address: addressOf(person),
      did: { kind: 'text', text },
    })
    const acknowledged = performance.now() - begun
    if (!accepted.saved) throw new Error(`${id} was not saved`)
    await accepted.outcome
    return acknowledged
  }
  return {
    uri: mongod.uri,
    bot,
    store,
    commands: () => commands,
    types,
    stateBytes: async person => {
      const { state } = await store.turns({ tenant: TENANT, person })
      return JSON.stringify(state ?? null).length
    },
    close: async () => {
      await bot.close()
      await store.close()
      await mongod.stop()
      await rm(dataDir, { recursive: true, force: true })
    },
  }
}

const SENTENCE = 'We talked about what helps, and about what to try before the next time we meet. '

/** Brings a person into the middle of recording a session, with about 4 KB kept between two turns. */
export const inTheMiddle = async ({ types }: House, person: string): Promise<void> => {
  await types(person, 'record the session')
  await types(person, 'In person')
  await types(person, 'None has changed')
  await types(person, SENTENCE.repeat(38))
  await types(person, 'Send the template - by Friday')
  await types(person, 'in 4 weeks')
  await types(person, 'more')
  await types(person, 'today')
  await types(person, '14:00')
  await types(person, '60')
}

/** Two ordinary turns that can follow each other for ever: an answer, and back to its question. */
export const toAndFro = ({ types }: House) => {
  let at = 0
  return (person: string): Promise<number> => {
    at += 1
    return types(person, at % 2 === 1 ? 'The small room on the second floor' : 'back')
  }
}
