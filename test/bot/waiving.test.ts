import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team, WEDNESDAY } from './team.ts'

const HOUR = 3_600_000
const tenant = 'example-team'
const rhythm = {
  programme: 'uk-childrens-services',
  profile: 'postAsye',
  startedOn: '2025-01-06',
  trackFrom: '2026-10-01',
}

describe('a date that is not needed', () => {
  const database = freshDatabase()
  let team: Team
  beforeAll(async () => {
    team = await startTeam(database, WEDNESDAY - 2 * HOUR)
    const scope = { tenant, actor: 'ada' }
    const sessions = await team.store.sessions(scope, 'ada-ben')
    await team.store.transact(scope, async tx => {
      for (const each of sessions.filter(({ state }) => state === 'planned'))
        await tx.saveSession({ ...each, state: 'cancelled' })
      await tx.setRhythm('ada-ben', { ...rhythm, everyDays: 21 })
    })
    team.move(1.5 * HOUR)
    await team.tick()
  })
  afterAll(() => team.close())

  const rows = async () =>
    (await team.store.obligations({ tenant, actor: 'ada' }, 'ada-ben'))
      .filter(({ rule }) => rule === 'C-04')
      .map(({ id, state, since, dueOn, waived }) => ({ id, state, since, dueOn, waived }))

  const current = async () => {
    const found = (await rows()).find(({ state }) => state === 'open')
    if (found === undefined) throw new Error('there is a date that is due')
    return found
  }

  it('is waived behind [More] with one of two reasons; the next one counts from it and the other hears it', async () => {
    const ada = team.person('ada')
    const before = await current()
    await ada.presses('Open')
    await ada.presses('More')
    await ada.presses('Not needed')
    expect(ada.reads()).toContain('Not needed this time')
    await ada.presses('We agreed otherwise')
    expect(ada.reads()).toContain('Noted, and Ben is told.')
    await team.tick()
    expect((await rows()).find(({ id }) => id === before.id)).toMatchObject({
      state: 'waived',
      waived: { by: 'ada', reason: 'agreed otherwise' },
    })
    expect((await current()).since).toBe(before.dueOn)
    expect(
      team
        .person('ben')
        .cards()
        .some(card => JSON.stringify(card).includes('is not needed this time')),
    ).toBe(true)
  })

  it('is answered kindly when it is pressed again from an old card, and changes nothing', async () => {
    const [before, ben] = [await rows(), team.person('ben')]
    const old = before.find(({ state }) => state === 'waived')?.id ?? ''
    await ben.sends(`not needed?id=${encodeURIComponent(old)}`)
    expect(ben.reads()).toContain('settled already')
    await ben.sends(
      `waive?id=${encodeURIComponent(old)}&rev=1&as=${encodeURIComponent('not needed')}`,
    )
    expect(ben.reads()).toContain('settled already')
    await ben.sends(`unwaive?id=${encodeURIComponent(old)}`)
    expect(ben.reads()).toContain('settled already')
    expect(await rows()).toEqual(before)
  })

  it('is not there for anybody else, the manager of the two included', async () => {
    const before = await rows()
    const { id } = await current()
    for (const user of ['cleo', 'dana']) {
      const other = team.person(user)
      await other.sends(`not needed?id=${encodeURIComponent(id)}`)
      expect(other.reads()).toContain('could not find that')
      await other.sends(
        `waive?id=${encodeURIComponent(id)}&rev=1&as=${encodeURIComponent('not needed')}`,
      )
      expect(other.reads()).toContain('could not find that')
    }
    expect(await rows()).toEqual(before)
  })

  it('is needed again when whoever said so takes it back: the same date, and only that one', async () => {
    const ada = team.person('ada')
    const waived = (await rows()).find(({ state }) => state === 'waived')
    await ada.presses('Undo')
    expect(ada.reads()).toContain('As before: best held by')
    await team.tick()
    expect((await current()).id).toBe(waived?.id)
    expect((await rows()).filter(({ state }) => state === 'open')).toHaveLength(1)
    const said = JSON.stringify(team.person('ben').cards())
    expect(said).toContain('is needed after all')
    expect(team.problems).toEqual([])
  })
})
