import { randomBytes } from 'node:crypto'

import { afterAll } from 'vitest'

import { library } from '../../dialogs/index.ts'
import { createBot, type Send } from '../../src/bot/bot.ts'
import { seedDemo } from '../../src/bot/demo/seed.ts'
import { demoAddress } from '../../src/bot/demo/team.ts'
import type { Outcome } from '../../src/core/adapter.ts'
import { type Button, type Card, plainText } from '../../src/core/card.ts'
import type { Did } from '../../src/core/turn.ts'
import { kekFromText, openStore } from '../../src/store/index.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'

/** A Wednesday morning, so that everyone is at work. */
export const WEDNESDAY = Date.parse('2026-11-25T09:30:00Z')

/** The example team on a real store, talked to as an adapter would. */
export const startTeam = async (
  database: FreshDatabase,
  from = WEDNESDAY,
  keepsMessages = false,
  elsewhere?: Send,
) => {
  let now = from
  let count = 0
  const next = (prefix: string): string => {
    count += 1
    return `${prefix}${count}`
  }
  const commands: string[] = []
  const store = await openStore({
    uri: database.uri,
    database: database.name,
    kek: kekFromText(randomBytes(32).toString('base64')),
    now: () => now,
    onCommand: ({ name }) => commands.push(name),
  })
  await store.seed(seedDemo(now))
  const sent: { readonly user: string; readonly card: Card; readonly id: string }[] = []
  const problems: unknown[] = []
  const bot = createBot(
    {
      store,
      library,
      clock: { now: () => now },
      ids: () => next('id'),
      keepsMessages: () => keepsMessages,
    },
    {
      send: async (address, card, id) => {
        if (address.platform === 'web') sent.push({ user: address.user, card, id })
        else await elsewhere?.(address, card, id)
      },
      present: () => true,
      refresh: () => undefined,
      wake: () => undefined,
      report: (what, error) => problems.push([what, error]),
    },
  )

  const does = async (
    user: string,
    did: Did,
    id = next('e'),
  ): Promise<{ cards: readonly Card[]; outcome: Outcome; saved: boolean }> => {
    const before = sent.length
    const { saved, outcome } = await bot.accept({ id, at: now, address: demoAddress(user), did })
    const result = await outcome
    await new Promise(resolve => setImmediate(resolve))
    return {
      cards: sent
        .slice(before)
        .filter(each => each.user === user)
        .map(({ card }) => card),
      outcome: result,
      saved,
    }
  }

  const buttonsOf = (card: Card): readonly Button[] =>
    card.blocks.flatMap(block => {
      if (block.kind === 'buttons') return block.buttons
      return block.kind === 'list' ? block.items.flatMap(({ buttons = [] }) => buttons) : []
    })

  const person = (user: string) => {
    const cards = () => sent.filter(each => each.user === user).map(({ card }) => card)
    const last = (): Card => {
      const card = cards().at(-1)
      if (card === undefined) throw new Error(`${user} was told nothing yet`)
      return card
    }
    const button = (label: string): Button => {
      const found = cards()
        .toReversed()
        .flatMap(buttonsOf)
        .find(each => each.label === label)
      if (found === undefined)
        throw new Error(`no button “${label}” for ${user}; last:\n${plainText(last())}`)
      return found
    }
    return {
      cards,
      last,
      reads: () => plainText(last()),
      button,
      types: (text: string) => does(user, { kind: 'text', text }),
      presses: (label: string) => does(user, { kind: 'press', press: button(label).press }),
      sends: (press: string, values: readonly string[] = []) =>
        does(user, { kind: 'press', press, values: [...values] }),
      form: (
        form: string,
        values: Readonly<Record<string, string | string[]>>,
        end: 'submit' | 'keep' | 'next' = 'submit',
        rest?: true,
      ) => does(user, { kind: 'form', form, values, end, ...(rest && { rest }) }),
      does: (did: Did, id?: string) => does(user, did, id),
      page: (name: string) => bot.view(demoAddress(user), name),
      conversation: () => bot.conversation(demoAddress(user)),
    }
  }

  /** Sends what is due, until nothing is. */
  const tick = async (): Promise<void> => {
    for (;;) {
      const claims = await store.claimDue(50, 60_000)
      if (claims.length === 0) return
      const looks = claims.filter(({ kind }) => kind === 'look')
      if (looks.length > 0) await bot.look(looks)
      for (const claim of claims.filter(({ kind }) => kind !== 'look'))
        await store.finishDelivery(claim, await bot.deliver(claim))
    }
  }

  return {
    store,
    bot,
    problems,
    sent,
    commands,
    person,
    tick,
    move: (ms: number) => {
      now += ms
      bot.household.forget()
    },
    close: async () => {
      await bot.close()
      await store.close()
    },
  }
}
export type Team = Awaited<ReturnType<typeof startTeam>>

/** For a file whose every test begins with a team of its own: opens the next of so many, and closes them at the end. */
export const freshTeams = (count: number): (() => Promise<Team>) => {
  const databases = Array.from({ length: count }, freshDatabase)
  const opened: Team[] = []
  afterAll(() => Promise.all(opened.map(team => team.close())))
  return async () => {
    const database = databases.pop()
    if (database === undefined) throw new Error('one database for each test')
    const team = await startTeam(database)
    opened.push(team)
    return team
  }
}
