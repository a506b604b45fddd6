import { describe, expect, onTestFinished, test, vi } from 'vitest'

import { demoTenant } from '../../../src/bot/demo/team.ts'
import type { Adapter } from '../../../src/core/adapter.ts'
import type { Block } from '../../../src/core/card.ts'
import { canonical } from '../../../src/domain/canonical.ts'
import type { Store } from '../../../src/domain/store.ts'
import { startTeam, type Team } from '../../bot/team.ts'
import { freshDatabase } from '../../setup/database.ts'
import { orchard } from './fakeSlack/index.ts'
import { inputsIn } from './fakeSlack/person.ts'
import { openSlackHouse, type SlackHouse, type Transport } from './house.ts'
import { supervise, type Talker } from './supervision.ts'

const databases = { web: freshDatabase(), http: freshDatabase(), socket: freshDatabase() }

const linkIn = (blocks: readonly Block[], label: string): string | undefined =>
  blocks.flatMap(block => (block.kind === 'link' && block.label === label ? [block.view] : []))[0]

const buttonIn = (blocks: readonly Block[], label: string): string =>
  blocks
    .flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
    .find(button => button.label === label)?.press ?? ''

/** At the door of the house, as the local chat comes to it. */
const inTheLocalChat = (team: Team, user: string): Talker => {
  const person = team.person(user)
  let form = ''
  const noting = async (doing: ReturnType<typeof person.sends>): Promise<void> => {
    const { outcome } = await doing
    form = outcome.form?.id ?? form
    expect(outcome.errors ?? {}).toEqual({})
  }
  return {
    types: text => noting(person.types(text)),
    presses: label => noting(person.presses(label)),
    fills: values => noting(person.form(form, values)),
    reads: async (link, button) => {
      const view = linkIn(person.last().blocks, link) ?? ''
      const page = await person.page(view)
      await noting(person.sends(buttonIn(page?.blocks ?? [], button)))
    },
    sees: person.reads,
  }
}

const quiet = () => new Promise(resolve => setTimeout(resolve, 60))

const PATIENCE = { timeout: 10_000, interval: 20 }

/** Waits until all that was accepted is handled, and what came of it has arrived. */
const settleWith =
  ({ fake }: SlackHouse, { bot }: Team) =>
  async (): Promise<void> => {
    await bot.close()
    for (let before = -1; before !== fake.calls.length; await quiet()) {
      before = fake.calls.length
      await quiet()
    }
  }

const inSlack = (house: SlackHouse, user: string, settle: () => Promise<void>): Talker => {
  const person = house.fake.person(user)
  const after = async (doing: Promise<{ readonly status: number }>): Promise<void> => {
    expect((await doing).status).toBe(200)
    await settle()
  }
  return {
    types: text => after(person.message(text)),
    presses: async label => {
      const seen = () => person.screen().flatMap(({ buttons }) => buttons)
      await vi.waitFor(() => expect(seen()).toContain(label), PATIENCE)
      await after(person.press(label))
    },
    fills: async values => {
      await vi.waitFor(() => expect(person.modal()?.callback_id).toBe('form'), PATIENCE)
      for (let pages = 0; pages < 6 && person.modal()?.callback_id === 'form'; pages += 1) {
        const here = new Set(inputsIn(person.modal()).map(({ block_id }) => block_id))
        const filled = Object.fromEntries(Object.entries(values).filter(([id]) => here.has(id)))
        const answer = await person.submit(filled)
        expect(JSON.stringify(answer.body)).not.toContain('"errors"')
      }
      await settle()
    },
    reads: async (link, button) => {
      await after(person.press(link))
      await vi.waitFor(() => expect(person.modalText()).toContain(button), PATIENCE)
      await after(person.pressInModal(button))
    },
    sees: () => person.screen().at(-1)?.text ?? '',
  }
}

const settleIn = async (store: Store, users: Readonly<Record<string, string>>) => {
  const tenant = demoTenant.id
  await store.addPlace(tenant, 'slack', orchard.team)
  await store.openPlace(tenant, 'slack', { opened: 'everybody', pilot: [] })
  for (const [person, user] of Object.entries(users)) {
    const address = { platform: 'slack', installation: orchard.team, user, conversation: user }
    await store.addAddress({ tenant, person }, address)
  }
}

/** What is left of it all, without where it was said. */
const leftOf = async (team: Team): Promise<string> => {
  await team.bot.close()
  const all = await team.store.exportTenant(demoTenant.id)
  const people = all.people.map(each => ({ ...each, addresses: [] }))
  const audit = all.audit.filter(({ action }) => !/^(place|address)\./.test(action))
  return canonical({ ...all, people, audit, conversations: [] })
}

const overLocalChat = async (): Promise<string> => {
  const team = await startTeam(databases.web)
  const talker = (user: string): Talker => inTheLocalChat(team, user)
  const [ada, ben, finn] = [talker('ada'), talker('ben'), talker('finn')]
  await supervise({ ada, ben, finn, tick: team.tick, move: team.move })
  expect(team.problems).toEqual([])
  const left = await leftOf(team)
  await team.store.close()
  return left
}

const USERS = { ada: 'U0ADA', ben: 'U0BEN', finn: 'U0FINN' }

const overSlack = async (transport: Transport): Promise<string> => {
  let slack: Adapter | undefined
  const team = await startTeam(databases[transport], undefined, true, async (...message) => {
    await slack?.send(...message)
  })
  await settleIn(team.store, USERS)
  const { accept, view, conversation } = team.bot
  const { places } = team.store
  const house = await openSlackHouse(transport, { accept, view, conversation, places })
  onTestFinished(house.close)
  slack = house.slack
  const settle = settleWith(house, team)
  const talker = (user: string): Talker => inSlack(house, user, settle)
  const tick = async (): Promise<void> => {
    await team.tick()
    await settle()
  }
  const stage = { ada: talker('U0ADA'), ben: talker('U0BEN'), finn: talker('U0FINN') }
  await supervise({ ...stage, tick, move: team.move })
  expect(house.problems).toEqual([])
  expect(team.problems).toEqual([])
  const left = await leftOf(team)
  await team.store.close()
  return left
}

describe('a supervision of two', () => {
  test('leaves the same over Slack, with requests and with a socket, as in the local chat', async () => {
    const local = await overLocalChat()
    expect(local).toContain('I remember the training differently.')
    expect(local).toContain('2026-12-22')
    expect(await overSlack('http')).toBe(local)
    expect(await overSlack('socket')).toBe(local)
  }, 60_000)
})
