import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
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
const absences = async (actor: string) => (await team.store.preference(scope(actor))).absences

const awayForm = async (who: string): Promise<string> => {
  await team.person(who).types('I’m away')
  const { outcome } = await team.person(who).presses('I’m away')
  return outcome.form?.id ?? ''
}
const covers = async (who: string) =>
  (await team.store.relationships(scope(who))).filter(each => each.covers !== undefined)

describe('Ben is away', () => {
  test('says from when until when, and is never asked why', async () => {
    const ben = team.person('ben')
    await ben.types('away')
    const { outcome } = await ben.presses('I’m away')
    expect(outcome.form?.fields.map(({ name }) => name)).toEqual(['from', 'until'])
    const id = outcome.form?.id ?? ''
    const turned = await ben.form(id, { from: '2 Dec', until: '30 Nov' })
    expect(turned.outcome.errors?.until).toContain('before the first day')
    const empty = await ben.form(id, { from: '2 Dec', until: '' })
    expect(empty.outcome.errors?.until).toBeDefined()
    await ben.form(id, { from: '2 Dec', until: '9 Dec' })
    expect(ben.reads()).toContain('away from Wednesday 2 December until Wednesday 9 December')
    expect(ben.reads()).not.toContain('Who is there for')
    expect(ben.reads()).not.toContain('Booked for those days')
    expect(await absences('ben')).toEqual([{ from: '2026-12-02', until: '2026-12-09' }])
  })

  test('and again over the same days: the newer one stands, and what is booked meanwhile can be moved', async () => {
    await team.person('ben').form(await awayForm('ben'), { from: 'today', until: 'Not known yet' })
    expect(team.person('ben').reads()).toContain('Wednesday 25 November, 14:00, with Ada')
    expect(team.person('ben').button('Move it').press).toContain('session=s-today')
    expect(await absences('ben')).toEqual([{ from: '2026-11-25' }])
    await team.person('ben').types('settings')
    expect(team.person('ben').reads()).toContain('the day back is not known yet')
  })

  test('and back: an absence that began today never was', async () => {
    await team.person('ben').presses('I’m back')
    expect(team.person('ben').reads()).toContain('Good to have you back')
    expect(await absences('ben')).toEqual([])
    await team.person('ben').types('I’m back')
    expect(team.person('ben').reads()).toContain('down as here')
  })
})

describe('Ada is away, and somebody stands in for her', () => {
  let form = ''
  test('she is offered to name somebody for each person she supervises, with her days', async () => {
    const ada = team.person('ada')
    await ada.form(await awayForm('ada'), { from: 'today', until: '9 Dec' })
    const { outcome } = await ada.presses('Who is there for Ben?')
    form = outcome.form?.id ?? ''
    expect(outcome.form?.fields.map(({ value }) => value)).toEqual([
      undefined,
      '2026-11-25',
      '2026-12-09',
    ])
    const people = outcome.form?.fields[0]?.options?.map(({ value }) => value)
    expect(people).not.toContain('ada')
    expect(people).not.toContain('ben')
  })

  test('without a last day, or with herself, nothing is asked of anybody', async () => {
    const ada = team.person('ada')
    const open = await ada.form(form, { person: 'finn', from: 'today', until: '' })
    expect(open.outcome.errors?.until).toBeDefined()
    const self = await ada.form(form, { person: 'ada', from: 'today', until: '9 Dec' })
    expect(self.outcome.errors?.person).toContain('in the list')
    await team.person('cleo').form(form, { person: 'imran', from: 'today', until: '9 Dec' })
    expect(team.person('cleo').reads()).toContain('could not find that')
  })

  test('whoever is asked may say no, and Ada asks somebody else', async () => {
    await team.person('ada').form(form, { person: 'cleo', from: 'today', until: '9 Dec' })
    await team.tick()
    expect(team.person('cleo').reads()).toContain('could you be there for Ben')
    await team.person('cleo').presses('I cannot')
    await team.tick()
    expect(team.person('ada').reads()).toContain('Cleo cannot stand in')
    expect(await covers('cleo')).toEqual([])
  })

  test('nobody but the one who is asked takes it on', async () => {
    const ada = team.person('ada')
    await ada.form(form, { person: 'finn', from: 'today', until: '9 Dec' })
    expect(ada.reads()).toContain('Finn is asked now')
    const twice = await ada.form(form, { person: 'finn', from: 'today', until: '9 Dec' })
    expect(twice.outcome.errors?.person).toContain('already')
    await team.tick()
    const { press } = team.person('finn').button('I will cover')
    for (const who of ['ada', 'ben', 'cleo']) {
      await team.person(who).sends(press)
      expect(team.person(who).reads()).toContain('could not find that')
    }
    expect(await covers('ben')).toEqual([])
  })

  test('Finn does, reads what is open and nothing else, and all hear of it once', async () => {
    const finn = team.person('finn')
    await finn.presses('I will cover')
    expect(finn.reads()).toContain('You are there for Ben from Wednesday 25 November')
    const { cards } = await finn.presses('I will cover')
    expect(cards).toEqual([])
    expect((await covers('finn')).map(({ until }) => until)).toEqual(['2026-12-09'])
    expect((await team.store.actions(scope('finn'), 'ada-ben')).length).toBe(3)
    expect(await team.store.records(scope('finn'))).toEqual([])
    await team.tick()
    expect(team.person('ben').reads()).toContain('Finn is there for you')
    expect(team.person('ada').reads()).toContain('Finn is there for Ben')
  })

  test('Ben finds on his home until when, and who is there for him; Finn that he stands in', async () => {
    await team.person('ben').types('home')
    expect(team.person('ben').reads()).toContain(
      'Ada is away until Wednesday 9 December. Finn is there for you until then.',
    )
    await team.person('finn').types('home')
    expect(team.person('finn').reads()).toContain('you stand in until Wednesday 9 December')
    const coming = plainText((await team.person('finn').page('upcoming')) ?? { blocks: [] })
    expect(coming).toContain('With Ben Okafor: ')
    expect(coming).not.toContain('Ada Brook and')
    expect(coming).not.toContain('somebody')
    await team.person('ada').types('home')
    expect(team.person('ada').reads()).toContain('[I’m back]')
  })

  test('Finn records a session with Ben, and it counts for the rhythm of Ada and Ben', async () => {
    const finn = team.person('finn')
    await finn.types('record the session')
    await finn.presses('In person')
    await finn.types('How the weeks until then are planned.')
    await finn.types('None')
    await finn.types('To follow')
    await finn.presses('Share with Ben')
    expect(team.problems).toEqual([])
    expect(finn.reads()).toContain('Shared with Ben')
    const due = async () =>
      (await team.store.obligations(scope('ben')))
        .filter(({ relationship, state }) => relationship === 'ada-ben' && state === 'open')
        .map(({ since }) => since)
    await team.tick()
    expect(await due()).toEqual(['2026-11-25'])
  })

  test('when Ada is back sooner it ends that day, and both are told kindly', async () => {
    team.move(2 * DAY)
    await team.person('ada').types('I’m back')
    expect(team.person('ada').reads()).toContain('Whoever stood in for you')
    expect(await absences('ada')).toEqual([{ from: '2026-11-25', until: '2026-11-26' }])
    expect(await covers('finn')).toEqual([])
    expect(await team.store.actions(scope('finn'), 'ada-ben')).toEqual([])
    await team.tick()
    expect(team.person('finn').reads()).toContain('Thank you for being there for Ben')
    expect(team.person('ben').reads()).toContain('Ada is back')
    await team.person('ben').types('home')
    expect(team.person('ben').reads()).not.toContain('away until')
  })
})

test('Dana, who manages Ada, may name somebody too; Imran, who does not, may not', async () => {
  const dana = team.person('dana')
  await dana.types('cover')
  const { outcome } = await dana.presses('Ben')
  await dana.form(outcome.form?.id ?? '', { person: 'dana', from: 'today', until: '9 Dec' })
  expect(dana.reads()).toContain('Ben is asked now')
  await team.tick()
  await team.person('ben').presses('Yes, please')
  expect(team.person('ben').reads()).toContain('Dana is there for you')
  await team.person('imran').types('cover')
  expect(team.person('imran').reads()).toContain('you supervise nobody')
})
