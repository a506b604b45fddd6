import type { Adapter, Entry, Host, Outcome, Persona } from '../../src/core/adapter.ts'
import type { Card, Page } from '../../src/core/card.ts'
import { readPress } from '../../src/core/press.ts'
import type { Address, Turn } from '../../src/core/turn.ts'
import { noPlaces } from '../setup/noPlaces.ts'
import * as example from './example.ts'

const person = (user: string, name: string, role: string): Persona => ({
  address: { platform: 'web', installation: 'example', user, conversation: user },
  name,
  role,
})

const ANA = person('ana', 'Ana', 'supervisor')
const BEN = person('ben', 'Ben', 'worker')
const CHRIS = person('chris', 'Chris', 'manager')

const plain = (text: string): Card => ({
  summary: 'A short answer',
  blocks: [{ kind: 'text', text }],
})

const HOUR = 3_600_000
const STEPS = { hour: HOUR, day: 24 * HOUR, 'next event': 72 * HOUR }

/** Plays the house behind the adapter: a small scripted bot that remembers, and that can be made to fail. */
export const createFarSide = () => {
  const entries = new Map<string, Entry[]>()
  const turns: Turn[] = []
  const state = { saves: true, agreed: false, shared: false, now: Date.UTC(2026, 4, 14, 9, 30) }
  let adapter: Adapter | undefined
  let cards = 0

  const keep = (user: string, entry: Entry): void => {
    entries.set(user, [...(entries.get(user) ?? []), entry])
  }
  const send = async (address: Address, card: Card): Promise<void> => {
    cards += 1
    const id = `card-${cards}`
    keep(address.user, { id, at: state.now, card })
    await adapter?.send(address, card, id)
  }
  const refreshAll = (): void => {
    for (const { address } of [ANA, BEN, CHRIS]) adapter?.refresh?.(address)
  }
  const tellBen = async (): Promise<void> => {
    state.shared = true
    await send(BEN.address, {
      summary: 'A record waits for you',
      blocks: [
        { kind: 'text', text: 'Ana shared the record of your session with you.' },
        { kind: 'link', label: 'Open', view: 'record/r1' },
      ],
    })
    refreshAll()
  }
  const onText = (address: Address, text: string): Promise<void> => {
    if (text === 'record') return send(address, example.MET)
    if (text === 'everything') return send(address, example.SAFETY)
    if (text === 'read back') return send(address, example.READ_BACK)
    return send(address, plain(`You wrote: ${text}`))
  }
  const onPress = async (address: Address, press: string): Promise<Outcome> => {
    const { verb } = readPress(press)
    if (verb === 'form') return { form: example.SESSION_FORM }
    if (verb === 'answer') await send(address, example.MATTERED)
    else if (verb === 'share') await tellBen()
    else if (verb === 'agree') {
      state.agreed = true
      await send(address, plain('Thank you. You agreed to the record of 30 April.'))
      refreshAll()
    } else await send(address, plain(`Taken: ${verb}`))
    return {}
  }
  const onForm = async ({ address, did }: Turn): Promise<Outcome> => {
    if (did.kind !== 'form') return {}
    if (did.end === 'keep') {
      await send(address, plain('I kept your draft.'))
      return {}
    }
    const { held, mattered } = did.values
    const errors = {
      ...(held === '' && { held: 'Please choose one.' }),
      ...(mattered === '' && { mattered: 'A few words are enough.' }),
    }
    if (Object.keys(errors).length > 0) return { errors }
    await send(address, example.READ_BACK)
    return {}
  }
  const act = async (turn: Turn): Promise<Outcome> => {
    const { did, address } = turn
    const mine = did.kind === 'text' ? did.text : did.kind === 'press' ? 'pressed' : undefined
    if (mine !== undefined) keep(address.user, { id: turn.id, at: state.now, mine })
    if (did.kind === 'text') await onText(address, did.text)
    if (did.kind === 'joined') await send(address, example.WELCOME)
    if (did.kind === 'attachment') await send(address, plain('I take words only.'))
    if (did.kind === 'press') return onPress(address, did.press)
    return did.kind === 'form' ? onForm(turn) : {}
  }
  const view = (address: Address, name: string): Page | undefined => {
    if (name === 'upcoming') return example.upcoming(state.shared && address.user === 'ben')
    if (name === 'dates' && address.user === 'ana')
      return {
        title: 'Dates',
        blocks: [],
        downloads: [{ name: 'dates.csv', label: 'Table', type: 'text/csv', text: 'who,when\r\n' }],
      }
    if (name === 'home') return { ...example.upcoming(false), title: `Hello ${address.user}` }
    return name === 'record/r1' && address.user !== 'chris'
      ? example.record(state.agreed)
      : undefined
  }
  const host: Host = {
    accept: async turn => {
      if (!state.saves) return { saved: false, outcome: Promise.resolve({}) }
      if (turns.some(({ id }) => id === turn.id))
        return { saved: true, outcome: Promise.resolve({}) }
      turns.push(turn)
      return { saved: true, outcome: act(turn) }
    },
    view: async (address, name) => view(address, name),
    conversation: async ({ user }) => entries.get(user) ?? [],
    places: noPlaces,
    demo: {
      people: async () => [ANA, BEN, CHRIS],
      now: async () => state.now,
      move: async step => {
        state.now += STEPS[step]
        return state.now
      },
    },
  }
  return {
    host,
    turns,
    state,
    people: { ana: ANA.address, ben: BEN.address, chris: CHRIS.address },
    send,
    answerThrough: (through: Adapter): void => {
      adapter = through
    },
  }
}
export type FarSide = ReturnType<typeof createFarSide>
