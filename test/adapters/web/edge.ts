import { readFrames } from '../../../adapters/web/page/frames.ts'
import { type Item, put } from '../../../adapters/web/page/items.ts'
import type { PageDid, TurnReply } from '../../../adapters/web/wire.ts'
import type { Host } from '../../../src/core/adapter.ts'
import { type Block, type Card, plainText } from '../../../src/core/card.ts'
import type { Address } from '../../../src/core/turn.ts'
import type { Arrived, Edge, Told } from '../../contracts/adapterContract.ts'
import { openHouse } from './house.ts'
import { knock, signIn } from './knocker.ts'

const ADDRESS: Address = {
  platform: 'web',
  installation: 'example',
  user: 'ana',
  conversation: 'ana',
}

const labels = (block: Block): readonly string[] => {
  if (block.kind === 'buttons') return block.buttons.map(({ label }) => label)
  if (block.kind === 'list')
    return block.items.flatMap(({ buttons = [] }) => buttons.map(({ label }) => label))
  return []
}

const arrived = (card: Card): Arrived => ({
  preview: card.summary,
  text: plainText(card),
  buttons: card.blocks.flatMap(labels),
  // The page makes text nodes of all this; the browser test looks at what becomes of them.
  active: [],
})

/** Plays the browser: holds a stream open, posts turns, and shows a card once though it came twice. */
export const openEdge = async (host: Host): Promise<Edge> => {
  const demo = {
    people: async () => [{ address: ADDRESS, name: 'Ana', role: 'supervisor' }],
    now: async () => Date.now(),
    move: async () => Date.now(),
  }
  const house = await openHouse({ ...host, demo })
  const headers = await signIn(house.web.link, house.port)
  const leave = new AbortController()
  const { signal } = leave
  let items: readonly Item[] = []
  let probe = 0
  const stream = await fetch(`http://127.0.0.1:${house.port}/api/stream?as=ana`, {
    headers,
    signal,
  })
  const reading = readFrames(stream.body ?? new ReadableStream(), live => {
    if (live.kind === 'card') items = put(items, { id: live.id, at: 0, card: live.card })
  }).catch(() => {})

  const post = async (did: PageDid, event: string = crypto.randomUUID()): Promise<Told> => {
    const { status, body } = await knock({
      port: house.port,
      path: '/api/turn?as=ana',
      method: 'POST',
      headers,
      body: JSON.stringify({ id: event, did }),
    })
    if (status !== 200) return { saved: false, errors: {} }
    const { saved, outcome }: TurnReply = JSON.parse(body)
    const { errors = {}, form } = outcome
    const shown = form && { title: form.title, labels: form.fields.map(({ label }) => label) }
    return { saved, errors, ...(shown !== undefined && { form: shown }) }
  }
  return {
    adapter: house.web,
    address: ADDRESS,
    type: (text, event) => post({ kind: 'text', text }, event),
    press: (press, values, event) =>
      post({ kind: 'press', press, ...(values !== undefined && { values: [...values] }) }, event),
    form: (form, values, end, event) => {
      const plain = Object.entries(values).map(([name, value]) => [
        name,
        typeof value === 'string' ? value : [...value],
      ])
      return post({ kind: 'form', form, values: Object.fromEntries(plain), end }, event)
    },
    screen: async () => {
      // What is sent last arrives last: when this card is here, everything before it is.
      probe += 1
      const last = `probe-${probe}`
      await house.web.send(ADDRESS, { summary: '', blocks: [] }, last)
      while (!items.some(({ id }) => id === last))
        await new Promise(resolve => setImmediate(resolve))
      const cards = items.filter(({ id }) => !id.startsWith('probe-'))
      return cards.flatMap(({ card }) => (card === undefined ? [] : [arrived(card)]))
    },
    close: async () => {
      leave.abort()
      await reading
      await house.close()
    },
  }
}
