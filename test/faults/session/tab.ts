import { setTimeout as sleep } from 'node:timers/promises'

import type { PageDid } from '../../../adapters/web/wire.ts'
import type { Entry, Outcome } from '../../../src/core/adapter.ts'
import { type Button, type Card, type Page, plainText } from '../../../src/core/card.ts'
import type { Desk } from './desk.ts'

/** Longer than a lease: what a killed app was about to send goes out when its lease is over. */
const PATIENCE_MS = 120_000
const PAUSE_MS = 40

/** Hears of everything a person does, before it is sent and when it is acknowledged: so that something can happen just then. */
export interface Watcher {
  sent(): void
  answered(): void
}

/** What a person did and got an acknowledgement for. */
export interface Acknowledged {
  readonly id: string
  readonly did: PageDid
}

/** One person with the chat open; whatever is not acknowledged is sent again with the same id. */
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
  /** Moves the example team's clock, unless a fault keeps it from moving. */
  clock(step: 'hour' | 'day'): Promise<void>
  now(): Promise<number>
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

/** What a person does, in the order they do it. */
const createHand = (desk: Desk, as: string, watcher: Watcher) => {
  const acknowledged: Acknowledged[] = []
  const entries = (): Promise<readonly Entry[]> => until('a conversation', desk.conversation)
  const answerTo = (id: string): Promise<Entry> =>
    until(`an answer to ${id}`, async () => (await entries()).find(entry => entry.id === `${id}:0`))
  /** `answered`: it is handled once a card has come, and not before. */
  const does = async (did: PageDid, answered = true): Promise<Outcome> => {
    const id = `${as}-${acknowledged.length + 1}`
    watcher.sent()
    const outcome = await until(`${as} does ${did.kind}`, () => desk.turn(id, did))
    watcher.answered()
    acknowledged.push({ id, did })
    if (answered) await answerTo(id)
    return outcome
  }
  return { acknowledged, entries, does }
}

export const openTab = (desk: Desk, as: string, watcher: Watcher): Tab => {
  const { acknowledged, entries, does } = createHand(desk, as, watcher)
  // What the hour brings by itself comes in between, and is not what they are at.
  const cards = async (): Promise<readonly Card[]> =>
    (await entries()).flatMap(({ id, card }) => (id.startsWith('nudges:') ? [] : (card ?? [])))
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
  const press = async (press: string, ...values: readonly string[]): Promise<void> =>
    void (await does({ kind: 'press', press, ...(values.length > 0 && { values: [...values] }) }))

  return {
    acknowledged,
    last,
    reads,
    now: () => until('the time', desk.now),
    clock: desk.clock,
    types: async text => void (await does({ kind: 'text', text })),
    presses: async label => press(pressOf(await cards(), label)),
    picks: async (label, value) => press(pickOf(await cards(), label), value),
    submits: async (form, values) =>
      void (await does({ kind: 'form', form, values, end: 'submit' })),
    opens: async view => {
      watcher.sent()
      const page = await until(`the page ${view}`, () => desk.view(view))
      watcher.answered()
      return page
    },
    pressesOn: (page, label) => press(pressOf([page], label)),
    opensForm: (page, label) =>
      // The form itself is no reply: when it is lost on the way, a person presses again.
      until(label, async () => {
        const { form } = await does({ kind: 'press', press: pressOf([page], label) }, false)
        return form?.id
      }),
  }
}
