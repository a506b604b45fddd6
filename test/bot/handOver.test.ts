import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const DAY = 86_400_000
const database = freshDatabase()
let team: Team

beforeAll(async () => {
  team = await startTeam(database)
  await team.person('finn').types('hello')
})
afterAll(() => team.close())

const scope = (actor: string) => ({ tenant: 'example-team', actor })
const pairs = async (actor: string) =>
  (await team.store.relationships(scope(actor))).filter(({ kind }) => kind === 'supervision')

describe('Ada hands over to Cleo', () => {
  let form = ''
  let choose = ''

  test('says who and from when; what cannot be is said at its place', async () => {
    const ada = team.person('ada')
    await ada.types('hand over')
    const { outcome } = await ada.presses('Ben')
    form = outcome.form?.id ?? ''
    const { outcome: wrong } = await ada.form(form, { person: 'ben', from: 'yesterday' })
    expect(Object.keys(wrong.errors ?? {}).toSorted()).toEqual(['from', 'person'])
    await ada.form(form, { person: 'cleo', from: '30 Nov' })
    expect(ada.reads()).toContain('Ben is asked what goes over')
    const twice = await ada.form(form, { person: 'cleo', from: '30 Nov' })
    expect(twice.outcome.errors?.person).toContain('already')
  })

  test('is nobody else’s to begin, by a button or a form that was made up', async () => {
    for (const who of ['ben', 'cleo', 'imran']) {
      const person = team.person(who)
      const { outcome } = await person.sends('hand over?of=ada-ben')
      expect(outcome.form).toBeUndefined()
      await person.form(form, { person: 'imran', from: '30 Nov' })
      expect(person.reads()).toContain('could not find that')
    }
  })

  test('nothing goes over before Ben has said so, and only he can', async () => {
    await team.tick()
    expect(team.person('ben').reads()).toContain('Cleo is to supervise you from Monday 30 November')
    choose = team.person('ben').button('Choose what goes over').press
    for (const who of ['ada', 'cleo']) {
      const { outcome } = await team.person(who).sends(choose)
      expect(outcome.form).toBeUndefined()
      expect(team.person(who).reads()).toContain('could not find that')
      await team.person(who).sends(choose.replace('what+goes+over', 'confirm'))
    }
    expect(await pairs('cleo')).toEqual([])
  })

  test('Ben is offered agreements by their titles, with none of them ticked', async () => {
    const { outcome } = await team.person('ben').sends(choose)
    const [field] = outcome.form?.fields ?? []
    expect(field?.options?.map(({ label }) => label.split(',')[0])).toEqual([
      'Working agreement',
      'Supervision agreement',
    ])
    expect(field?.value).toBeUndefined()
    await team.person('ben').form(outcome.form?.id ?? '', { records: ['r02', 'r14'] })
    expect(team.person('ben').reads()).toContain('Confirmed. Cleo is told')
  })

  test('what he chose, open actions and the rhythm go over, and nothing else', async () => {
    const [next] = await pairs('cleo')
    expect(next).toMatchObject({ state: 'confirmed', follows: 'ada-ben', from: '2026-11-30' })
    expect(next?.rhythm).toMatchObject({ profile: 'postAsye', lastHeld: '2026-10-28' })
    const records = await team.store.records(scope('cleo'))
    expect(records.map(({ kind }) => kind)).toContain('R02')
    expect(records.map(({ kind }) => kind)).not.toContain('R01')
    const actions = await team.store.actions(scope('ben'), next?.id)
    expect(actions.filter(({ state }) => state === 'open')).toHaveLength(3)
  })

  test('Cleo and Ada are told, and Cleo can set up how they meet', async () => {
    await team.tick()
    expect(team.person('cleo').reads()).toContain('Ben has confirmed')
    expect(team.person('ada').reads()).toContain('Cleo supervises Ben from Monday 30 November')
    expect(team.person('ada').reads()).toContain('thirty days')
    const { outcome } = await team.person('cleo').presses('Set up how we meet')
    expect(outcome.form?.title).toContain('Ben')
  })

  test('a second time finds nothing to do', async () => {
    const { outcome } = await team.person('ben').sends(choose)
    expect(outcome.form).toBeUndefined()
    expect((await pairs('cleo')).length).toBe(1)
    team.move(6 * DAY)
    expect((await pairs('ada')).map(({ id }) => id)).toEqual([])
  })
})

test('a worker who says no keeps their supervisor, and whoever proposed it hears so', async () => {
  const cleo = team.person('cleo')
  await cleo.types('hand over')
  const { outcome } = await cleo.presses('Ben')
  await cleo.form(outcome.form?.id ?? '', { person: 'imran', from: 'tomorrow' })
  await team.tick()
  await team.person('ben').presses('This is not right')
  await team.tick()
  expect(cleo.reads()).toContain('does not fit')
  expect((await pairs('cleo')).length).toBe(1)
})
