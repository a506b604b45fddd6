import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { demoTenant } from '../../src/bot/demo/team.ts'
import { plainText } from '../../src/core/card.ts'
import type { Address, Did } from '../../src/core/turn.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team
let count = 0

const PLACE = 'T0ORCHARD'

beforeAll(async () => {
  team = await startTeam(database)
  await team.store.addPlace(demoTenant.id, 'slack', PLACE)
  await team.store.openPlace(demoTenant.id, 'slack', { opened: 'everybody', pilot: [] })
})
afterAll(() => team.close())

const inSlack = (user: string): Address => ({
  platform: 'slack',
  installation: PLACE,
  user,
  conversation: user,
})

const does = async (user: string, did: Did): Promise<string> => {
  count += 1
  const turn = { id: `slack${count}`, at: 0, address: inSlack(user), did }
  const { outcome } = await team.bot.accept(turn)
  const { card } = await outcome
  return card === undefined ? '' : plainText(card)
}
const writes = (user: string, text: string) => does(user, { kind: 'text', text })

const codeFor = async (who: string): Promise<string> => {
  const person = team.person(who)
  await person.types('link')
  return /link ([\w-]+)/.exec(person.reads())?.[1] ?? ''
}

describe('somebody whom Throughline does not know there', () => {
  test('is told how to begin, and nothing they wrote is kept', async () => {
    expect(await writes('U0NEW', 'canary: something of mine')).toContain('I do not know you here')
    expect(JSON.stringify(await team.store.exportTenant(demoTenant.id))).not.toContain('canary')
  })

  test('is told kindly that a code does not fit', async () => {
    expect(await writes('U0NEW', 'link ABCD-EFGH-2345')).toContain('could not use that code')
  })
})

describe('Ada', () => {
  test('links another chat with a code that is in no conversation', async () => {
    const code = await codeFor('ada')
    expect(code.length).toBeGreaterThan(26)
    await team.bot.flush()
    expect(JSON.stringify(await team.person('ada').conversation())).not.toContain(code)
    const told = await does('U0ADA', { kind: 'command', name: 'link', text: code })
    expect(told).toContain('You are linked')
    await writes('U0ADA', 'help')
    expect(await team.store.whoIs(inSlack('U0ADA'))).toMatchObject({ person: 'ada' })
    expect(await writes('U0THIEF', `link ${code}`)).toContain('could not use that code')
  })

  test('hears of it where she was before, and can take it away again', async () => {
    await team.tick()
    const ada = team.person('ada')
    expect(ada.reads()).toContain('in Slack as well')
    await ada.presses('That was not me')
    expect(ada.reads()).toContain('It is taken away again')
    expect(await team.store.whoIs(inSlack('U0ADA'))).toBeUndefined()
    // At once, and not when what is known of people has grown old.
    expect(await writes('U0ADA', 'home')).toContain('I do not know you here')
  })

  test('cannot take away what is somebody else’s', async () => {
    await does('U0BEN', { kind: 'command', name: 'link', text: await codeFor('ben') })
    const forged = `unlink?platform=slack&installation=${PLACE}&user=U0BEN`
    await team.person('ada').sends(forged)
    expect(await team.store.whoIs(inSlack('U0BEN'))).toMatchObject({ person: 'ben' })
  })
})

describe('where only a pilot group is open', () => {
  test('the others are told so, and nothing they wrote is kept', async () => {
    await team.store.openPlace(demoTenant.id, 'slack', { opened: 'pilot', pilot: ['ada'] })
    team.bot.household.forget()
    expect(await writes('U0BEN', 'canary: mine')).toContain('tried by a small group here first')
    expect(JSON.stringify(await team.store.exportTenant(demoTenant.id))).not.toContain('canary')
  })
})
