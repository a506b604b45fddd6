import { randomBytes } from 'node:crypto'

import { afterAll, beforeAll } from 'vitest'

import {
  kekFromText,
  type MongoStore,
  openStore,
  type StoreOptions,
} from '../../src/store/index.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { MONDAY } from './hearth.ts'

export const newKey = (): string => randomBytes(32).toString('base64')

export interface Opened {
  readonly database: FreshDatabase
  readonly key: string
  readonly clock: { at: number }
  /** Closed when the file or block that asked for it is done. */
  open(options?: Partial<StoreOptions>): Promise<MongoStore>
}

/** A database of its own, a key and a clock, and as many instances over it as one likes. */
export const freshStore = (): Opened => {
  const stores: MongoStore[] = []
  afterAll(() => Promise.all(stores.map(store => store.close())))
  const database = freshDatabase()
  const key = newKey()
  const clock = { at: MONDAY }
  const open: Opened['open'] = async options => {
    const { uri, name } = database
    const now = () => clock.at
    const store = await openStore({ uri, database: name, kek: kekFromText(key), now, ...options })
    stores.push(store)
    return store
  }
  return { database, key, clock, open }
}

/** `freshStore` with one instance opened before the tests. */
export const openedStore = (options: Partial<StoreOptions> = {}) => {
  const fresh = freshStore()
  let store: MongoStore | undefined
  beforeAll(async () => {
    store = await fresh.open(options)
  })
  return {
    ...fresh,
    get store(): MongoStore {
      if (store === undefined) throw new Error('the store is opened before the tests')
      return store
    },
  }
}
