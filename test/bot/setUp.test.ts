import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team

beforeAll(async () => {
  team = await startTeam(database)
  await team.person('finn').types('hello')
})
afterAll(() => team.close())

const scope = (actor: string) => ({ tenant: 'example-team', actor })
const live = async (actor: string) => team.store.relationships(scope(actor))

const asked = {
  worker: 'finn',
  way: 'uk-childrens-services/postAsye',
  startedOn: '2026-11-18',
  everyDays: '',
  lastHeld: '',
  dates: [] as string[],
}

const openForm = async (who: string) => {
  await team.person(who).types('set up')
  const { outcome } = await team.person(who).presses('Set up supervision')
  return outcome.form
}

const propose = async (who: string, more: Partial<typeof asked> = {}) => {
  const form = await openForm(who)
  return team.person(who).form(form?.id ?? '', { ...asked, ...more })
}

describe('a supervision is proposed', () => {
  test('to one of the others, never to oneself or to somebody one supervises already', async () => {
    const form = await openForm('ada')
    const people = form?.fields[0]?.options?.map(({ value }) => value)
    expect(people).toContain('finn')
    expect(people).not.toContain('ada')
    expect(people).not.toContain('ben')
    const { outcome } = await team.person('ada').form(form?.id ?? '', { ...asked, worker: 'ben' })
    expect(outcome.errors?.worker).toContain('in the list')
  })

  test('and each thing that does not fit is said at its place, in one sentence', async () => {
    const { outcome } = await propose('ada', {
      worker: '',
      way: 'no-such/way',
      startedOn: '2029-01-01',
      lastHeld: 'tomorrow',
      dates: ['14 Dec', 'perhaps one day'],
    })
    expect(Object.keys(outcome.errors ?? {}).toSorted()).toEqual(
      ['dates', 'lastHeld', 'startedOn', 'way', 'worker'].toSorted(),
    )
    expect(outcome.errors?.dates).toContain('Line 2')
  })

  test('never looser than its rule, which is named with what it allows and who could agree', async () => {
    const { outcome } = await propose('ada', { everyDays: '40' })
    expect(outcome.errors?.everyDays).toContain('C-04 asks for at least monthly')
    expect(outcome.errors?.everyDays).toContain('28 days')
    expect(outcome.errors?.everyDays).toContain('manager')
    const range = await propose('ada', {
      way: 'uk-childrens-services/groupCasework',
      everyDays: '43',
    })
    expect(range.outcome.errors?.everyDays).toContain('42 days')
  })
})

describe('when Ada proposes and Finn confirms', () => {
  let confirm = ''
  beforeAll(async () => {
    await propose('ada', { dates: ['16 Dec', '2 Dec', '2 December'] })
  })

  test('nothing is in force before, and Ada cannot confirm it herself', async () => {
    expect(team.person('ada').reads()).toContain('Finn gets your proposal now')
    expect((await live('finn')).filter(({ kind }) => kind === 'supervision')).toEqual([])
    await team.tick()
    confirm = team.person('finn').button('Confirm').press
    await team.person('ada').sends(confirm)
    expect(team.person('ada').reads()).toContain('could not find that')
    await team.person('cleo').sends(confirm)
    expect(team.person('cleo').reads()).toContain('could not find that')
    expect((await live('finn')).filter(({ kind }) => kind === 'supervision')).toEqual([])
  })

  test('it waits for Finn on both of his pages, and for nobody else', async () => {
    const waitsFor = async (user: string, page: string): Promise<boolean> => {
      const shown = plainText((await team.person(user).page(page)) ?? { blocks: [] })
      const [, waiting = ''] = shown.split('Waiting for you')
      return waiting.includes('a supervision, for you to answer') && waiting.includes('[Confirm]')
    }
    for (const page of ['home', 'upcoming']) {
      expect(await waitsFor('finn', page)).toBe(true)
      expect(await waitsFor('ada', page)).toBe(false)
    }
  })

  test('Finn reads how often, since when and which dates, and confirms with one press', async () => {
    const finn = team.person('finn')
    expect(finn.reads()).toContain('at least monthly (C-04)')
    expect(finn.reads()).toContain('Wednesday 2 December')
    await finn.presses('Confirm')
    expect(finn.reads()).toContain('You and Ada are set up')
    expect(finn.reads()).toContain('Friday 25 December')
    const [pair] = (await live('finn')).filter(({ kind }) => kind === 'supervision')
    expect(pair).toMatchObject({ state: 'confirmed', rhythm: { trackFrom: '2026-11-25' } })
    const booked = await team.store.sessions(scope('finn'), pair?.id)
    expect(booked.map(({ on, state }) => [on, state])).toEqual([
      ['2026-12-02', 'planned'],
      ['2026-12-16', 'planned'],
    ])
  })

  test('a second press is silent, and one from another day finds nothing to do', async () => {
    const finn = team.person('finn')
    const { cards } = await finn.sends(confirm)
    expect(cards).toEqual([])
    await finn.types('home')
    const { press } = team.person('finn').button('This is not right')
    await finn.sends(press)
    expect(finn.reads()).toContain('could not find that')
    expect((await live('finn')).filter(({ kind }) => kind === 'supervision')).toHaveLength(1)
  })

  test('Ada hears of it, with the date it is best held by', async () => {
    await team.tick()
    expect(team.person('ada').reads()).toContain('Finn has confirmed')
    expect(team.person('ada').reads()).toContain('Friday 25 December')
  })

  test('how often they meet is changed by either, and the other is told', async () => {
    const finn = team.person('finn')
    const { outcome } = await finn.presses('How often we meet')
    expect(outcome.form?.fields[0]?.value).toBe('uk-childrens-services/postAsye')
    const id = outcome.form?.id ?? ''
    const wide = await finn.form(id, { ...asked, everyDays: '90' })
    expect(wide.outcome.errors?.everyDays).toContain('C-04')
    await finn.form(id, { ...asked, everyDays: '14' })
    expect(finn.reads()).toContain('every 14 days; C-04 asks for at least monthly')
    await team.tick()
    expect(team.person('ada').reads()).toContain('Finn has set how often')
    const cleo = team.person('cleo')
    await cleo.form(id, { ...asked, everyDays: '7' })
    expect(cleo.reads()).toContain('could not find that')
    const [pair] = (await live('finn')).filter(({ kind }) => kind === 'supervision')
    expect(pair?.rhythm?.everyDays).toBe(14)
  })
})

describe('a proposal that is not right', () => {
  test('is declined without a reason, and its proposer hears it kindly', async () => {
    await propose('dana', { worker: 'ada', startedOn: '2020-01-06' })
    await team.tick()
    await team.person('ada').presses('This is not right')
    expect(team.person('ada').reads()).toContain('without a reason')
    await team.tick()
    expect(team.person('dana').reads()).toContain('does not fit like this')
    expect((await live('ada')).filter(({ kind }) => kind === 'supervision')).toHaveLength(2)
  })

  test('may be proposed again', async () => {
    await propose('dana', { worker: 'ada', startedOn: '2020-01-06' })
    await team.tick()
    await team.person('ada').presses('Confirm')
    expect(team.person('ada').reads()).toContain('You and Dana are set up')
  })
})

describe('a series of dates', () => {
  const blank = { dates: [] as string[], first: '', weeks: '', count: '', at: '' }
  let id = ''
  beforeEach(async () => {
    const { outcome } = await team.person('ben').sends('dates?with=ada-ben')
    id = outcome.form?.id ?? ''
  })
  const booked = async () =>
    (await team.store.sessions(scope('ben'), 'ada-ben'))
      .filter(({ state, on }) => state === 'planned' && on > '2026-11-25')
      .map(({ on, at }) => `${on} ${at ?? ''}`.trim())

  test('asks for what is not said yet, and keeps what was', async () => {
    const ben = team.person('ben')
    expect((await ben.form(id, blank)).outcome.errors?.dates).toContain('at least one day')
    const half = await ben.form(id, { ...blank, first: '8 Dec' })
    expect(Object.keys(half.outcome.errors ?? {}).toSorted()).toEqual(['count', 'weeks'])
    const past = await ben.form(id, { ...blank, dates: ['1 Nov'] })
    expect(past.outcome.errors?.dates).toContain('passed already')
    expect(await booked()).toEqual([])
  })

  test('is counted from the first day, and the other is told all of them', async () => {
    await team
      .person('ben')
      .form(id, { ...blank, first: '8 Dec', weeks: '4', count: '3', at: '2pm' })
    expect(await booked()).toEqual(['2026-12-08 14:00', '2027-01-05 14:00', '2027-02-02 14:00'])
    await team.tick()
    expect(team.person('ada').reads()).toContain('Ben has booked 3 dates')
    expect(team.person('ada').reads()).toContain('Tuesday 5 January 2027')
  })

  test('is not booked twice', async () => {
    await team.person('ben').form(id, { ...blank, dates: ['8 Dec', '5 Jan'] })
    expect(team.person('ben').reads()).toContain('booked already')
    expect(await booked()).toHaveLength(3)
  })

  test('is nobody else’s to book', async () => {
    const dana = team.person('dana')
    const { outcome } = await dana.sends('dates?with=ada-ben')
    expect(outcome.form).toBeUndefined()
    await dana.form(id, { ...blank, dates: ['9 Dec'] })
    expect(dana.reads()).toContain('could not find that')
    expect(await booked()).toHaveLength(3)
  })
})
