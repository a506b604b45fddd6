import { setTimeout as sleep } from 'node:timers/promises'
import type { PageDid, TurnReply } from '../../../adapters/web/wire.ts'
import type { Entry, Outcome } from '../../../src/core/adapter.ts'
import { type Button, type Card, type Page, plainText } from '../../../src/core/card.ts'
import { knock, signIn } from '../../adapters/web/knocker.ts'

/** Longer than a lease: what a killed app was about to send goes out when its lease is over. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 40
/** Browsers of one person, since each may ask only so often. */
const BROWSERS = 6

export interface Door {
  readonly port: number
  link(): string
}

/** Hears of everything a person does, before it is sent and when it is acknowledged: so that something can happen just then. */
export interface Watcher {
  sent(): void
  answered(): void
}

/** What one person was told is theirs: what they did and got an acknowledgement for. */
export interface Acknowledged {
  readonly id: string
  readonly did: PageDid
}

/** One person at the local chat, over its real door; whatever is not acknowledged is sent again with the same id. */
export interface Tab {
  readonly acknowledged: readonly Acknowledged[]
  types(text: string): Promise<void>
  presses(label: string): Promise<void>
  picks(label: string, value: string): Promise<void>
  submits(form: string, values: Readonly<Record<string, string | string[]>>): Promise<void>
  /** Opens a page of theirs. */
  opens(view: string): Promise<Page>
  pressesOn(page: Page, label: string): Promise<void>
  /** Presses a button of a page that opens a form; answers its id. */
  opensForm(page: Page, label: string): Promise<string>
  /** Waits until the newest card says this. */
  reads(words: string): Promise<Card>
  /** The newest card, as text. */
  last(): Promise<string>
  /** Moves the example team's clock. */
  clock(step: 'hour' | 'day'): Promise<void>
  now(): Promise<number>
}

type Headers = Readonly<Record<string, string>>

const signedIn = async ({ port, link }: Door): Promise<readonly Headers[]> => {
  const browsers: Headers[] = []
  while (browsers.length < BROWSERS) browsers.push(await signIn(link(), port))
  return browsers
}

const buttonsOf = (blocks: Card['blocks']): readonly Button[] =>
  blocks.flatMap(block => {
    if (block.kind === 'buttons') return block.buttons
    return block.kind === 'list' ? block.items.flatMap(({ buttons = [] }) => buttons) : []
  })

const pressOf = (cards: readonly Pick<Card, 'blocks'>[], label: string): string => {
  const found = cards.toReversed().flatMap(({ blocks }) => buttonsOf(blocks))
  const button = found.find(each => each.label === label)
  if (button !== undefined) return button.press
  const here = cards.at(-1)
  throw new Error(`no button “${label}”; last:\n${here === undefined ? '' : plainText(here)}`)
}

const pickOf = (cards: readonly Card[], label: string): string => {
  for (const block of cards.toReversed().flatMap(({ blocks }) => blocks))
    if (block.kind === 'pick' && block.label === label) return block.press
  throw new Error(`nothing to pick called “${label}”`)
}

const until = async <T>(what: string, look: () => Promise<T | undefined>): Promise<T> => {
  const deadline = performance.now() + PATIENCE_MS
  for (;;) {
    const found = await look()
    if (found !== undefined) return found
    if (performance.now() > deadline) throw new Error(`waited in vain: ${what}`)
    await sleep(PAUSE_MS)
  }
}

/** One request; undefined when nobody answered, or not yet. */
const createDesk = async (door: Door) => {
  const browsers = await signedIn(door)
  let turn = 0
  return async (path: string, body?: unknown): Promise<string | undefined> => {
    turn += 1
    const headers = browsers[turn % browsers.length] ?? {}
    const json = body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }
    const got = await knock({ port: door.port, path, headers, ...json }).catch(() => undefined)
    if (got === undefined || got.status >= 500 || got.status === 429) return undefined
    if (got.status === 200) return got.body
    throw new Error(`${path} was refused with ${got.status}: ${got.body}`)
  }
}

export const openTab = async (door: Door, as: string, watcher: Watcher): Promise<Tab> => {
  const ask = await createDesk(door)
  const acknowledged: Acknowledged[] = []
  const get = async <T>(path: string): Promise<T> =>
    JSON.parse(await until(path, () => ask(`${path}${path.includes('?') ? '&' : '?'}as=${as}`)))
  const entries = async (): Promise<readonly Entry[]> =>
    (await get<{ entries: readonly Entry[] }>('/api/conversation?watching=yes')).entries
  const cards = async (): Promise<readonly Card[]> =>
    (await entries()).flatMap(({ card }) => card ?? [])
  const now = async (): Promise<number> => (await get<{ now: number }>('/api/people')).now

  const post = async (id: string, did: PageDid): Promise<TurnReply> => {
    watcher.sent()
    const body = await until(`${as} does ${did.kind}`, () => ask(`/api/turn?as=${as}`, { id, did }))
    watcher.answered()
    acknowledged.push({ id, did })
    return JSON.parse(body)
  }
  /** `answers`: it is handled once a card has come, and not before. */
  const does = async (did: PageDid, answers = true): Promise<Outcome> => {
    const id = `${as}-${acknowledged.length + 1}`
    const { outcome } = await post(id, did)
    if (answers)
      await until(`an answer to ${id}`, async () =>
        (await entries()).find(entry => entry.id === `${id}:0`),
      )
    return outcome
  }
  const last = async (): Promise<string> => {
    const card = (await cards()).at(-1)
    return card === undefined ? '' : plainText(card)
  }
  const reads = async (words: string): Promise<Card> => {
    const look = async (): Promise<Card | undefined> => {
      const card = (await cards()).at(-1)
      return card !== undefined && plainText(card).includes(words) ? card : undefined
    }
    return until(`${as} reads “${words}”`, look).catch(async error => {
      throw new Error(`${error.message}; last:\n${await last()}`)
    })
  }

  return {
    acknowledged,
    now,
    reads,
    types: async text => void (await does({ kind: 'text', text })),
    presses: async label =>
      void (await does({ kind: 'press', press: pressOf(await cards(), label) })),
    picks: async (label, value) =>
      void (await does({ kind: 'press', press: pickOf(await cards(), label), values: [value] })),
    submits: async (form, values) =>
      void (await does({ kind: 'form', form, values, end: 'submit' })),
    opens: async view => {
      watcher.sent()
      const { page } = await get<{ page: Page }>(`/api/view?name=${encodeURIComponent(view)}`)
      watcher.answered()
      return page
    },
    pressesOn: async (page, label) =>
      void (await does({ kind: 'press', press: pressOf([page], label) })),
    opensForm: (page, label) =>
      // The form itself is no reply: when it is lost on the way, a person presses again.
      until(label, async () => {
        const { form } = await does({ kind: 'press', press: pressOf([page], label) }, false)
        return form?.id
      }),
    last,
    clock: async step => void (await ask('/api/clock', { step })),
  }
}
