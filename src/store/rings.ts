import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto'

import { isThroughlineError, ThroughlineError } from '../core/errors.ts'
import type { RingDocument } from './documents.ts'
import { type Kek, subkey } from './kek.ts'
import { everywhere, keyOf, ofTenant, operator } from './query.ts'
import { type Bound, KEY_ID_BYTES, type Key, openBytes, sameBytes, sealBytes } from './seal.ts'
import type { Table } from './table.ts'

/** What wraps rings now, and what else can still unwrap one. */
export interface Keks {
  readonly current: Kek
  readonly older: readonly Kek[]
}

/** Whose key: a person's own matters, what a relationship shares, an organisation's settings. */
export interface Owner {
  readonly tenant: string
  readonly kind: 'person' | 'relationship' | 'tenant'
  readonly id: string
}

export interface Ring extends Key {
  readonly owner: Owner
  /** For MACs over readers and states. */
  readonly mac: KeyObject
  /** For tags in place of words that reveal by themselves. */
  readonly tag: KeyObject
}

const MAX_CACHED = 10_000
/** An erasure on another instance is noticed within this many ms. */
const CACHE_MS = 60_000

const ringId = ({ tenant, kind, id }: Owner): string => keyOf(tenant, kind, id)

const boundTo = (owner: Owner, kek: string): Bound => ({
  tenant: owner.tenant,
  kind: 'ring',
  id: ringId(owner),
  part: kek,
})

/** Made when it is first asked for: most rings are used for one purpose only. */
const once = (make: () => KeyObject): (() => KeyObject) => {
  let made: KeyObject | undefined
  return () => {
    made ??= make()
    return made
  }
}

const ringOf = (owner: Owner, id: Uint8Array, raw: Uint8Array): Ring => {
  const key = createSecretKey(raw)
  const [secret, mac, tag] = [
    once(() => subkey(key, 'seal')),
    once(() => subkey(key, 'mac')),
    once(() => subkey(key, 'tag')),
  ]
  return {
    owner,
    id,
    get secret() {
      return secret()
    },
    get mac() {
      return mac()
    },
    get tag() {
      return tag()
    },
  }
}

interface Cached {
  readonly ring: Ring
  /** Epoch ms: then it is read again, and opened again if it is not the same any more. */
  readonly until: number
  readonly wrapped: Uint8Array
}

/** The keys in use, unwrapped; a bounded cache over the `rings` table. */
export class Rings {
  readonly #table: Table<RingDocument>
  readonly #now: () => number
  readonly #cache = new Map<string, Cached>()
  readonly #lent = new Map<string, Ring>()
  #keks: Keks

  constructor(table: Table<RingDocument>, keks: Keks, now: () => number) {
    this.#table = table
    this.#keks = keks
    this.#now = now
  }

  /** Undefined once it was destroyed. Throws 'key-missing' when there never was one. */
  async find(owner: Owner): Promise<Ring | undefined> {
    const id = ringId(owner)
    const lent = this.#lent.get(id)
    if (lent !== undefined) return lent
    const cached = this.#cache.get(id)
    if (cached !== undefined && cached.until > this.#now()) return cached.ring
    const document = await this.#table.one(ofTenant(owner.tenant, { _id: id }), { alone: true })
    if (document === undefined) throw missing(owner)
    return this.#keep(document)
  }

  /** Several at once, in one query; destroyed ones are left out. */
  async load(owners: readonly Owner[]): Promise<void> {
    const now = this.#now()
    const wanted = owners.map(ringId).filter(id => !((this.#cache.get(id)?.until ?? 0) > now))
    if (wanted.length < 2) return
    const found = await this.#table.list(everywhere({ _id: operator({ $in: wanted }) }), {
      alone: true,
    })
    for (const document of found) this.#keep(document)
  }

  /** Of many at once, in one query at most: the ring of each that was not destroyed. */
  async several(owners: readonly Owner[]): Promise<(owner: Owner) => Ring | undefined> {
    const now = this.#now()
    const held = new Map<string, Ring>()
    const wanted = new Set<string>()
    for (const id of new Set(owners.map(ringId))) {
      const cached = this.#cache.get(id)
      const ring = this.#lent.get(id) ?? (cached && cached.until > now ? cached.ring : undefined)
      if (ring === undefined) wanted.add(id)
      else held.set(id, ring)
    }
    if (wanted.size > 0) {
      const ids = operator({ $in: [...wanted] })
      for (const document of await this.#table.list(everywhere({ _id: ids }), { alone: true })) {
        const ring = this.#keep(document)
        if (ring !== undefined) held.set(document._id, ring)
      }
    }
    return owner => held.get(ringId(owner))
  }

  /** Throws 'not-found' once it was destroyed: nothing can be sealed for somebody who was erased. */
  async need(owner: Owner): Promise<Ring> {
    const ring = await this.find(owner)
    if (ring !== undefined) return ring
    throw new ThroughlineError(
      'not-found',
      `The ${owner.kind} ${owner.id} was erased.`,
      'Nothing more can be kept for them.',
    )
  }

  /** A new ring and the document that keeps it. It is not cached: only what was committed is. */
  create(owner: Owner): { readonly ring: Ring; readonly document: RingDocument } {
    const id = randomBytes(KEY_ID_BYTES)
    const raw = randomBytes(32)
    const { current } = this.#keks
    const document: RingDocument = {
      _id: ringId(owner),
      schemaVersion: 1,
      tenant: owner.tenant,
      owner: { kind: owner.kind, id: owner.id },
      keyId: id,
      kek: current.name,
      wrapped: sealBytes(current, boundTo(owner, current.name), raw),
    }
    return { ring: ringOf(owner, id, raw), document }
  }

  /** Lets `work` seal with rings that are not committed yet. */
  async lend<T>(rings: readonly Ring[], work: () => Promise<T>): Promise<T> {
    for (const ring of rings) this.#lent.set(ringId(ring.owner), ring)
    try {
      return await work()
    } finally {
      for (const ring of rings) this.#lent.delete(ringId(ring.owner))
    }
  }

  forget(owner: Owner): void {
    this.#cache.delete(ringId(owner))
  }

  /** What wraps now. */
  get kek(): Kek {
    return this.#keks.current
  }

  /** From now on `next` wraps; what wrapped before still opens. */
  use(next: Kek): void {
    const { current, older } = this.#keks
    const others = [current, ...older].filter(({ name }) => name !== next.name)
    this.#keks = { current: next, older: others }
  }

  /** The same key wrapped anew, or undefined when there is nothing left to wrap. */
  rewrap(document: RingDocument): RingDocument | undefined {
    const { current } = this.#keks
    if (document.wrapped === undefined) return undefined
    const raw = this.#unwrap(document, document.wrapped)
    const owner = ownerOf(document)
    const wrapped = sealBytes(current, boundTo(owner, current.name), raw)
    return { ...document, kek: current.name, wrapped }
  }

  #keep(document: RingDocument): Ring | undefined {
    const { _id, keyId, wrapped } = document
    const before = this.#cache.get(_id)
    this.#cache.delete(_id)
    if (wrapped === undefined) return undefined
    const isSame =
      before !== undefined && sameBytes(before.wrapped, wrapped) && sameBytes(before.ring.id, keyId)
    const ring = isSame
      ? before.ring
      : ringOf(ownerOf(document), keyId, this.#unwrap(document, wrapped))
    this.#cache.set(_id, { ring, until: this.#now() + CACHE_MS, wrapped })
    const [oldest] = this.#cache.keys()
    if (this.#cache.size > MAX_CACHED && oldest !== undefined) this.#cache.delete(oldest)
    return ring
  }

  #unwrap(document: RingDocument, wrapped: Uint8Array): Buffer {
    const { current, older } = this.#keks
    const kek = [current, ...older].find(({ name }) => name === document.kek)
    if (kek === undefined) throw wrong(document)
    return openBytes(kek, boundTo(ownerOf(document), kek.name), wrapped)
  }
}

const ownerOf = ({ tenant, owner }: RingDocument): Owner => ({ tenant, ...owner })

const missing = ({ kind, id }: Owner): ThroughlineError =>
  new ThroughlineError(
    'key-missing',
    `There is no key for the ${kind} ${id}.`,
    'Somebody removed it from the database, or it never was there. Restore a backup.',
  )

const wrong = ({ _id, kek }: RingDocument): ThroughlineError =>
  new ThroughlineError(
    'key-wrong',
    `The key of ${_id} is wrapped by version ${kek} of the key, which is not at hand.`,
    'Finish the rotation of the key, with the old and the new one.',
  )

/** `read`, or undefined when the key of what it reads was destroyed. */
export const unlessErased = async <T>(read: () => Promise<T>): Promise<T | undefined> => {
  try {
    return await read()
  } catch (error) {
    if (isThroughlineError(error, 'not-found')) return undefined
    throw error
  }
}
