import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team

beforeAll(async () => {
  team = await startTeam(database)
})
afterAll(() => team.close())

const preference = (person: string) =>
  team.store.preference({ tenant: 'example-team', actor: person })
const read = (cards: readonly { readonly blocks: readonly never[] }[]): string =>
  cards.map(plainText).join('\n')

describe('whoever comes for the first time', () => {
  test('hears who sees what and the ways out, and what they came for is done all the same', async () => {
    const finn = team.person('finn')
    const { cards } = await finn.types('note ask Ada where the keys are')
    expect(cards).toHaveLength(2)
    const [hello, kept] = cards.map(plainText)
    expect(hello).toContain('Hello, Finn.')
    expect(hello).toContain('Only you see')
    expect(hello).toContain('never a reason')
    expect(hello).toContain('about me')
    expect(hello).toContain('Monday to Friday, 09:00 to 17:00, London time')
    expect(kept).toContain('Only you can read it')
    expect((await preference('finn')).metAt).toBeDefined()
  })

  test('hears it once only, and again when they ask', async () => {
    const finn = team.person('finn')
    const { cards } = await finn.types('home')
    expect(read(cards as never)).not.toContain('I am Throughline')
    await finn.types('hello')
    expect(finn.reads()).toContain('I am Throughline')
  })

  test('may say that the hours are right and is left alone', async () => {
    const finn = team.person('finn')
    await finn.presses('These are right')
    expect(finn.reads()).toContain('Good.')
  })
})

test('who knows Throughline already is not greeted again', async () => {
  const { cards } = await team.person('ada').does({ kind: 'joined' })
  expect(read(cards as never)).not.toContain('I am Throughline')
  expect(read(cards as never)).toContain('What you can do here')
})

describe('days and hours', () => {
  const open = async (who: string) => {
    await team.person(who).types('settings')
    const { outcome } = await team.person(who).presses('Days and hours')
    return outcome.form
  }

  test('are shown as they stand and changed at once, in any city’s clock', async () => {
    const finn = team.person('finn')
    const form = await open('finn')
    expect(form?.fields.map(({ value }) => value)).toEqual([
      ['1', '2', '3', '4', '5'],
      '09:00',
      '17:00',
      'Europe/London',
    ])
    await finn.form(form?.id ?? '', { days: ['1', '3'], from: '8', to: '4pm', zone: 'phoenix' })
    expect(finn.reads()).toContain('Monday and Wednesday, 08:00 to 16:00, Phoenix time')
    await finn.types('settings')
    expect(finn.reads()).toContain('Phoenix time')
    const people = await team.store.people({ tenant: 'example-team', actor: 'ada' })
    expect(people.find(({ id }) => id === 'finn')?.works.days).toEqual([1, 3])
  })

  test('that cannot be are said at each field, and nothing changes', async () => {
    const finn = team.person('finn')
    const form = await open('finn')
    const { outcome } = await finn.form(form?.id ?? '', {
      days: [],
      from: '10:00',
      to: '9:00',
      zone: 'Atlantis',
    })
    expect(Object.keys(outcome.errors ?? {}).toSorted()).toEqual(['days', 'to', 'zone'])
    await finn.types('settings')
    expect(finn.reads()).toContain('Phoenix time')
  })
})

describe('nudges', () => {
  test('are paused for two weeks with one press, and come again with another', async () => {
    const finn = team.person('finn')
    await finn.types('pause')
    await finn.presses('Pause two weeks')
    expect(finn.reads()).toContain('Wednesday 9 December')
    expect((await preference('finn')).pausedUntil).toBe('2026-12-09')
    await finn.presses('Nudge me again')
    expect((await preference('finn')).pausedUntil).toBeUndefined()
    expect(finn.reads()).toContain('on, while you work')
  })

  test('are paused until a day, which has to be one to come', async () => {
    const finn = team.person('finn')
    await finn.types('settings')
    const { outcome } = await finn.presses('Pause until a day')
    const id = outcome.form?.id ?? ''
    const past = await finn.form(id, { until: 'yesterday' })
    expect(past.outcome.errors?.until).toContain('passed already')
    const far = await finn.form(id, { until: '2028-01-01' })
    expect(far.outcome.errors?.until).toContain('Half a year')
    await finn.form(id, { until: '14 Dec' })
    expect((await preference('finn')).pausedUntil).toBe('2026-12-14')
    await finn.presses('Nudge me again')
  })

  test('of a kind come less often, and back again once unticked', async () => {
    const finn = team.person('finn')
    await finn.types('settings')
    const { outcome } = await finn.presses('Which nudges')
    const id = outcome.form?.id ?? ''
    await finn.form(id, { half: ['N-13', 'N-02'], off: ['N-02', 'N-99'] })
    expect((await preference('finn')).fewer).toEqual({ 'N-13': 'half', 'N-02': 'off' })
    expect(finn.reads()).toContain(': half as often')
    await finn.form(id, { half: [], off: [] })
    expect((await preference('finn')).fewer).toEqual({})
  })
})

test('the word “pause” still puts off an open question', async () => {
  const ada = team.person('ada')
  await ada.types('record the session')
  await ada.types('pause')
  expect(ada.reads()).toContain('Saved')
})

test('home offers to set up supervision to who may supervise, not to who is supervised', async () => {
  await team.person('cleo').types('home')
  expect(team.person('cleo').reads()).toContain('[Set up supervision]')
  await team.person('ben').types('home')
  expect(team.person('ben').reads()).not.toContain('[Set up supervision]')
})

describe('whoever begins by saying hello', () => {
  const another = freshDatabase()

  test('is greeted once, not twice', async () => {
    const other = await startTeam(another)
    const { cards } = await other.person('finn').types('Hello!')
    expect(cards).toHaveLength(1)
    await other.close()
  })
})
