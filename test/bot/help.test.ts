import { beforeEach, describe, expect, test } from 'vitest'

import { press } from '../../src/core/press.ts'
import { freshTeams, type Team } from './team.ts'

const another = freshTeams(9)
let team: Team

beforeEach(async () => {
  team = await another()
})

const scope = (actor: string) => ({ tenant: 'example-team', actor })
const help = press('start', { dialog: 'action-help', action: 'a-clinic' })

describe('Ben asks for help with an action', () => {
  const asks = async (whom: string): Promise<void> => {
    const ben = team.person('ben')
    await ben.sends(help)
    expect(ben.reads()).toContain(
      '“Call the clinic about the waiting list”: what would unblock it?',
    )
    await ben.presses('a decision')
    const pick = ben.last().blocks.find(block => block.kind === 'pick')
    expect(pick?.kind === 'pick' ? pick.options.map(({ value }) => value) : []).toEqual([
      'Ada Brook',
      'Dana Whitlock',
    ])
    expect(ben.reads()).toContain('Only whom you name will read it')
    await ben.types(whom)
  }

  test('and reads the very words before they go', async () => {
    await asks('Dana')
    const ben = team.person('ben')
    expect(ben.reads()).toContain('“Ben would like help with an action: a decision.”')
    await team.tick()
    expect(team.person('dana').cards()).toEqual([])
    await ben.presses('Send it')
    await team.tick()
    const dana = team.person('dana')
    expect(dana.reads()).toContain('Ben would like help with an action: a decision.')
    expect(JSON.stringify(dana.cards())).not.toContain('clinic')
    expect(team.person('ada').cards()).toEqual([])
    expect(team.problems).toEqual([])
  })

  test('of nobody else than is offered', async () => {
    await asks('Cleo')
    expect(team.person('ben').reads()).toContain('Please choose one of these')
  })

  test('twice, and both are told', async () => {
    for (const _ of [1, 2]) {
      await asks('Ada')
      await team.person('ben').presses('Send it')
      await team.tick()
    }
    expect(team.person('ada').cards()).toHaveLength(2)
  })
})

describe('an action by a guessed id', () => {
  test('is not found by somebody whose action it is not, nor by a stranger', async () => {
    for (const user of ['ada', 'cleo', 'dana']) {
      await team.person(user).sends(help)
      expect(team.person(user).reads()).toContain('I could not find that')
      await team.person(user).sends(press('start', { dialog: 'action-line', action: 'a-clinic' }))
      expect(team.person(user).reads()).toContain('I could not find that')
    }
    await team.person('ben').sends(press('start', { dialog: 'action-help', action: 'nothing' }))
    expect(team.person('ben').reads()).toContain('I could not find that')
    await team.person('ben').sends('start?dialog=action-help')
    expect(team.person('ben').reads()).toContain('I could not find that')
    expect((await team.store.exportTenant('example-team')).runs).toEqual([])
  })

  test('stands on no list of things to begin', async () => {
    const ben = team.person('ben')
    await ben.types('help')
    expect(ben.reads()).not.toContain('ask for help')
    expect(JSON.stringify(await ben.page('home'))).not.toContain('action-help')
  })
})

test('Ben keeps one line on what an action changed', async () => {
  const ben = team.person('ben')
  await ben.sends(press('start', { dialog: 'action-line', action: 'a-clinic' }))
  expect(ben.reads()).toContain('what did it change?')
  await ben.types('They ring us now when a place is free')
  await ben.presses('Keep it')
  const [action] = (await team.store.actions(scope('ada'))).filter(({ id }) => id === 'a-clinic')
  expect(action).toMatchObject({ state: 'open', line: 'They ring us now when a place is free' })
})

describe('three minutes before a session', () => {
  test('what Ben keeps for himself is his own note, what he shares is a topic', async () => {
    const ben = team.person('ben')
    await ben.types('prepare')
    await ben.types('I sleep better since the rota changed')
    expect(ben.reads()).toContain('a line of that on your agenda with Ada?')
    await ben.presses('Skip')
    await ben.presses('7')
    await ben.types('I would like to talk about the court date in writing first')
    expect(ben.reads()).toContain('Does this read right?')
    await ben.presses('Keep it')
    const [note] = await team.store.notes(scope('ben'))
    expect(note?.text).toContain('I sleep better since the rota changed')
    expect(note?.text).toContain('7')
    const topics = (await team.store.agendaItems(scope('ada'))).map(({ topic }) => topic)
    expect(topics).toContain('I would like to talk about the court date in writing first')
    expect(topics.join()).not.toContain('sleep')
    await team.tick()
    const ada = team.person('ada')
    expect(ada.reads()).toContain('Your agenda has 3 topics now.')
    const { runs } = await team.store.exportTenant('example-team')
    const shared = runs[0]?.pockets.filter(({ name }) => name.startsWith('shared'))
    expect(JSON.stringify(shared)).not.toContain('sleep')
    expect(team.problems).toEqual([])
  })

  test('a line of what has shifted goes on the agenda if he wishes, and everything may be skipped', async () => {
    const ben = team.person('ben')
    await ben.types('prepare')
    await ben.types('The rota is calmer')
    await ben.types('A calmer rota')
    await ben.presses('Skip')
    await ben.presses('Skip')
    await ben.presses('Keep it')
    expect((await team.store.agendaItems(scope('ada'))).map(({ topic }) => topic)).toContain(
      'A calmer rota',
    )
    expect((await team.store.notes(scope('ben')))[0]?.text).toContain('The rota is calmer')
  })

  test('Ada names a strength for herself, and may move the date when the room is not private', async () => {
    const ada = team.person('ada')
    await ada.types('prepare')
    for (let skipped = 0; skipped < 3; skipped += 1) await ada.presses('Skip')
    await ada.types('Ben asked the older sibling first and she spoke for ten minutes')
    await ada.presses('Not yet')
    await ada.presses('Keep it')
    expect((await team.store.notes(scope('ada')))[0]?.text).toContain('older sibling')
    expect(JSON.stringify(team.person('ben').cards())).toBe('[]')
    await ada.presses('Move the session')
    expect(ada.reads()).toContain('what is in the way?')
  })
})
