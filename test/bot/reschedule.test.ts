import { beforeEach, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { press } from '../../src/core/press.ts'
import type { Session } from '../../src/domain/action.ts'
import { freshTeams, type Team } from './team.ts'

const another = freshTeams(12)
let team: Team

beforeEach(async () => {
  team = await another()
})

const scope = { tenant: 'example-team', actor: 'ada' }
const today = async (): Promise<Session | undefined> =>
  (await team.store.sessions(scope, 'ada-ben')).find(({ id }) => id === 's-today')

/** Today’s session, to another day. */
const moves = async (user: string, reason: string, to: string): Promise<void> => {
  const person = team.person(user)
  await person.sends('start?dialog=reschedule')
  await person.presses(reason)
  if (person.reads().includes('Is it an emergency?')) await person.presses('No')
  await person.types(to)
  if (person.reads().includes('second time in a row')) await person.presses('Skip')
  await person.presses('Move it')
}

describe('a date that moves', () => {
  test('goes to its new day in one step, keeps where it came from, and the other is told the day, not the reason', async () => {
    await moves('ada', 'Workload', '2 December')
    expect(await today()).toMatchObject({
      on: '2026-12-02',
      state: 'planned',
      moves: [{ from: '2026-11-25', to: '2026-12-02', by: 'ada', reason: 'workload' }],
    })
    await team.tick()
    const ben = team.person('ben')
    expect(ben.reads()).toContain(
      'Ada has moved your session from Wednesday 25 November to Wednesday 2 December.',
    )
    expect(JSON.stringify(ben.cards())).not.toMatch(/workload/i)
    await ben.presses('That works')
    expect(ben.reads()).toContain('Wednesday 2 December stands.')
    expect(team.problems).toEqual([])
  })

  test('keeps its old day until the last button is pressed', async () => {
    const ada = team.person('ada')
    await ada.sends('start?dialog=reschedule')
    await ada.presses('An emergency')
    await ada.types('2 December')
    expect(await today()).toMatchObject({ on: '2026-11-25', state: 'planned' })
  })

  test('is offered days on which both work and nobody is away, as buttons', async () => {
    await team.store.transact({ ...scope, actor: 'ben' }, async tx => {
      const mine = await team.store.preference({ ...scope, actor: 'ben' })
      await tx.savePreference({
        ...mine,
        absences: [{ from: '2026-11-26', until: '2026-11-30' }],
      })
    })
    const ada = team.person('ada')
    await ada.sends('start?dialog=reschedule')
    await ada.presses('An emergency')
    // Tuesday 1 December is the first free day; some notice is left before the first suggestion.
    for (const day of ['Wednesday 2 December', 'Friday 4 December', 'Wednesday 9 December'])
      expect(ada.button(day).press).toContain('2026-12')
    await ada.presses('Friday 4 December')
    await ada.presses('Move it')
    expect(await today()).toMatchObject({ on: '2026-12-04' })
  })

  test('may be followed by a day later on: then the old one is gone, and the next answer completes it', async () => {
    const ben = team.person('ben')
    await ben.sends('start?dialog=reschedule')
    await ben.presses('Leave or absence')
    await ben.presses('No')
    await ben.presses('To follow')
    await ben.presses('Move it')
    expect(await today()).toMatchObject({ state: 'moved', moves: [{ from: '2026-11-25' }] })
    expect((await today())?.moves?.[0]).not.toHaveProperty('to')
    await team.tick()
    const ada = team.person('ada')
    expect(ada.reads()).toContain('Ben cannot meet on Wednesday 25 November')
    await ada.presses('Suggest a day')
    await ada.presses('Workload')
    await ada.types('3 December')
    await ada.presses('Move it')
    expect(await today()).toMatchObject({
      on: '2026-12-03',
      state: 'planned',
      moves: [{ from: '2026-11-25', to: '2026-12-03', reason: 'leave or absence' }],
    })
  })

  test('for the second time in a row asks what would protect the next one, and puts that on the agenda', async () => {
    await moves('ada', 'Workload', '2 December')
    const ben = team.person('ben')
    await ben.sends('start?dialog=reschedule')
    await ben.presses('Something else')
    await ben.types('4 December')
    expect(ben.reads()).toContain('second time in a row')
    await ben.types('Nothing before ten on that day')
    await ben.presses('Move it')
    expect((await today())?.moves).toHaveLength(2)
    const agenda = await team.store.agendaItems(scope, 'ada-ben')
    expect(agenda.map(({ topic }) => topic)).toContain(
      'Protecting our next date: Nothing before ten on that day',
    )
  })

  test('is asked about an emergency only when it is less than a day away', async () => {
    await moves('ada', 'Workload', '8 December')
    const ada = team.person('ada')
    await ada.sends('start?dialog=reschedule')
    await ada.presses('Workload')
    expect(ada.reads()).toContain('Which day instead?')
  })

  test('takes no day that has passed, and no date that is none', async () => {
    const ada = team.person('ada')
    await ada.sends('start?dialog=reschedule')
    await ada.presses('An emergency')
    await ada.types('last Monday')
    expect(ada.reads()).toContain('passed already')
    await ada.types('some day')
    expect(ada.reads()).toContain('Please give a date')
  })

  test('is found from the record of a session that did not take place, with the same person', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.presses('It was moved')
    expect(ada.reads()).toContain('Your session on Wednesday 25 November: what is in the way?')
  })
})

describe('nothing to move', () => {
  test('is said when no date is booked', async () => {
    await moves('ada', 'Workload', '2 December')
    const session = await today()
    await team.store.transact(scope, async tx => {
      if (session !== undefined) await tx.saveSession({ ...session, state: 'cancelled' })
    })
    await team.person('ada').sends('start?dialog=reschedule')
    expect(team.person('ada').reads()).toContain('No date with Ben is booked')
  })

  test('is what somebody else finds with a guessed session', async () => {
    for (const user of ['cleo', 'dana']) {
      await team.person(user).sends(press('start', { dialog: 'reschedule', session: 's-today' }))
      expect(team.person(user).reads()).toContain('I could not find that')
      await team.person(user).sends(press('moved', { session: 's-today' }))
      expect(team.person(user).reads()).toContain('I could not find that')
    }
  })
})

test('a session held on another day is the one that was to follow', async () => {
  const ada = team.person('ada')
  await ada.sends('start?dialog=reschedule')
  await ada.presses('An emergency')
  await ada.presses('To follow')
  await ada.presses('Move it')
  team.move(86_400_000)
  await ada.types('record the session')
  await ada.presses('In person')
  await ada.presses('None has changed')
  await ada.types('The holidays, and how to write for court.')
  await ada.types('None')
  await ada.types('23 December')
  await ada.presses('Share with Ben')
  const sessions = await team.store.sessions(scope, 'ada-ben')
  expect(sessions.filter(({ state }) => state === 'moved')).toEqual([])
  expect(await today()).toMatchObject({ state: 'held', on: '2026-11-26' })
  expect(sessions.filter(({ state }) => state === 'planned')).toMatchObject([{ on: '2026-12-23' }])
  expect(plainText(ada.last())).toContain('Shared with Ben')
})
