import type { PageDid } from '../../../adapters/web/wire.ts'
import type { Entry, Host, Outcome } from '../../../src/core/adapter.ts'
import type { Page } from '../../../src/core/card.ts'
import type { Address } from '../../../src/core/turn.ts'
import { knock, signIn } from '../../adapters/web/knocker.ts'

/** How one person reaches the house. `undefined`: nobody answered or it was not saved; it may be tried again. */
export interface Desk {
  turn(id: string, did: PageDid): Promise<Outcome | undefined>
  conversation(): Promise<readonly Entry[] | undefined>
  view(name: string): Promise<Page | undefined>
  /** Epoch ms of the example team's clock. */
  now(): Promise<number | undefined>
  clock(step: 'hour' | 'day'): Promise<void>
}

export interface Door {
  readonly port: number
  link(): string
}

/** Browsers of one person, since each may ask only so often. */
const BROWSERS = 6

/** Asks as a page does: what was refused for now is `undefined`, what was refused for good an error. */
const asker = async ({ port, link }: Door) => {
  const browsers: Readonly<Record<string, string>>[] = []
  while (browsers.length < BROWSERS) browsers.push(await signIn(link(), port))
  let asked = 0
  return async (path: string, body?: unknown) => {
    asked += 1
    const headers = browsers[asked % browsers.length] ?? {}
    const json = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const got = await knock({ port, path, headers, ...json }).catch(() => undefined)
    if (got === undefined || got.status >= 500 || got.status === 429) return undefined
    if (got.status === 200) return JSON.parse(got.body)
    throw new Error(`${path} was refused with ${got.status}: ${got.body}`)
  }
}

/** Over HTTP, as the page of the local chat does it. */
export const webDesk = async (door: Door, person: string): Promise<Desk> => {
  const ask = await asker(door)
  const as = `as=${person}`
  return {
    turn: async (id, did) => (await ask(`/api/turn?${as}`, { id, did }))?.outcome,
    conversation: async () => (await ask(`/api/conversation?${as}&watching=yes`))?.entries,
    view: async name => (await ask(`/api/view?${as}&name=${encodeURIComponent(name)}`))?.page,
    now: async () => (await ask('/api/people'))?.now,
    clock: async step => void (await ask('/api/clock', { step })),
  }
}

const unlessItFails = async <T>(work: () => Promise<T>): Promise<T | undefined> =>
  work().catch(() => undefined)

export interface Instance {
  readonly host: Host
  forget(): void
}

/** At the house itself, with no door between; everything that is done reaches all its instances at once. */
export const insideDesk = (
  instances: readonly [Instance, ...Instance[]],
  address: Address,
): Desk => {
  const [{ host: first }] = instances
  const at = () => Date.now()
  const turn = async (host: Host, id: string, did: PageDid): Promise<Outcome | undefined> => {
    const { saved, outcome } = await host.accept({ id, at: at(), address, did })
    return saved ? outcome : undefined
  }
  return {
    turn: async (id, did) => {
      const outcomes = await Promise.all(instances.map(({ host }) => turn(host, id, did)))
      const saved = outcomes.filter(each => each !== undefined)
      return saved.find(({ form }) => form !== undefined) ?? saved[0]
    },
    conversation: () => unlessItFails(() => first.conversation(address)),
    view: name => unlessItFails(() => first.view(address, name)),
    now: () => unlessItFails(async () => first.demo?.now()),
    clock: async step => {
      await unlessItFails(async () => first.demo?.move(step))
      for (const { forget } of instances) forget()
    },
  }
}
