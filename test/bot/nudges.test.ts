import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team, WEDNESDAY } from './team.ts'

const HOUR = 3_600_000
/** Before work on Wednesday 25 November. */
const EARLY = WEDNESDAY - 2 * HOUR

const rhythm = {
  programme: 'uk-childrens-services',
  profile: 'postAsye',
  startedOn: '2025-01-06',
  trackFrom: '2026-10-01',
}

/** What a person was told by time itself. */
const nudgesOf = (team: Team, user: string): readonly string[] =>
  team.sent
    .filter(each => each.user === user && each.id.startsWith('nudges:'))
    .map(({ card }) => plainText(card))

describe('a day of nudges', () => {
  const database = freshDatabase()
  let team: Team
  beforeAll(async () => {
    team = await startTeam(database, EARLY)
    await team.store.transact({ tenant: 'example-team', actor: 'ada' }, tx =>
      tx.setRhythm('ada-ben', rhythm),
    )
  })
  afterAll(() => team.close())

  it('stands under “Coming up” before it goes, with its instant and its reason', async () => {
    await team.tick()
    const page = plainText((await team.person('ben').page('upcoming')) ?? { blocks: [] })
    expect(page).toContain(
      'Wednesday 25 November, 09:00: 1 action agreed with Ada, by Monday 23 November (an action of yours has the date Monday 23 November)',
    )
    expect(page).toContain('With Ada Brook: by Saturday 28 November, soon (C-04: at least monthly')
  })

  it('begins at the start of work and not before: one message, with what was agreed as a count', async () => {
    await team.tick()
    expect(nudgesOf(team, 'ben')).toEqual([])
    team.move(HOUR * 1.5)
    await team.tick()
    await team.tick()
    expect(nudgesOf(team, 'ben')).toEqual([
      '1 action agreed with Ada, by Monday 23 November. Where does it stand?\n[Open] [More]',
    ])
    expect(team.problems).toEqual([])
    const page = plainText((await team.person('ben').page('upcoming')) ?? { blocks: [] })
    expect(page).not.toContain('1 action agreed with Ada, by Monday 23 November')
  })

  it('says nothing of what anybody wrote, until Ben opens it; answers are saved at once', async () => {
    const ben = team.person('ben')
    await ben.presses('Open')
    expect(ben.reads()).toContain('Call the clinic about the waiting list')
    await ben.presses('Done')
    expect(ben.reads()).toContain('Done: thank you.')
    const scope = { tenant: 'example-team', actor: 'ben' }
    const clinic = async () =>
      (await team.store.actions(scope)).find(({ id }) => id === 'a-clinic')?.state
    expect(await clinic()).toBe('done')
    const old = team.sent.flatMap(({ card }) => card.blocks).find(({ kind }) => kind === 'list')
    const partly =
      old?.kind === 'list'
        ? old.items[0]?.buttons?.find(({ label }) => label === 'Partly')
        : undefined
    await ben.sends(partly?.press ?? '')
    expect(ben.reads()).toContain('moved on already')
    expect(await clinic()).toBe('done')
  })

  it('says why it came, with its rule and its date', async () => {
    const ben = team.person('ben')
    await ben.presses('More')
    await ben.presses('Why am I seeing this?')
    expect(ben.reads()).toContain('N-13')
    expect(ben.reads()).toContain('an action of yours has the date Monday 23 November')
  })

  it('is turned down first by half and then off, and back again', async () => {
    const ben = team.person('ben')
    const scope = { tenant: 'example-team', actor: 'ben' }
    const fewer = async () => (await team.store.preference(scope)).fewer
    await ben.presses('Fewer of these')
    expect(await fewer()).toEqual({ 'N-13': 'half' })
    await ben.presses('Fewer of these')
    expect(await fewer()).toEqual({ 'N-13': 'off' })
    await ben.presses('As before')
    expect(await fewer()).toEqual({})
    await ben.presses('Snooze 3 days')
    expect((await team.store.preference(scope)).snoozed).toEqual({
      'N-13:ada-ben': '2026-11-28',
    })
  })

  it('a supervisor is asked how it went on the next morning, and can capture it', async () => {
    team.move(24 * HOUR)
    await team.tick()
    const card = nudgesOf(team, 'ada').at(-1)
    expect(card).toContain('How did it go with Ben on Wednesday 25 November?')
    expect(card).toContain('[Capture]')
  })
})

describe('a date that is late', () => {
  const database = freshDatabase()
  let team: Team
  beforeAll(async () => {
    team = await startTeam(database, EARLY)
    const scope = { tenant: 'example-team', actor: 'ada' }
    const sessions = await team.store.sessions(scope, 'ada-ben')
    await team.store.transact(scope, async tx => {
      for (const each of sessions.filter(({ state }) => state === 'planned'))
        await tx.saveSession({ ...each, state: 'cancelled' })
      await tx.setRhythm('ada-ben', { ...rhythm, everyDays: 21 })
    })
  })
  afterAll(() => team.close())

  it('is booked with one tap, and the other hears of it and can suggest another day', async () => {
    team.move(HOUR * 1.5)
    await team.tick()
    const ada = team.person('ada')
    expect(nudgesOf(team, 'ada')).toEqual([
      [
        'What is next for you, the nearest first:',
        '• A date with Ben [Open]',
        '• 1 action agreed with Ben, by Saturday 28 November [Open]',
        '[Home]',
      ].join('\n'),
    ])
    await ada.presses('Open')
    expect(ada.reads()).toContain('What is the earliest honest date?')
    await ada.presses('Thursday 26 November')
    expect(ada.reads()).toContain('Booked: Thursday 26 November, 14:00, with Ben.')
    await team.tick()
    const ben = team.person('ben')
    expect(ben.reads()).toContain('Ada has booked supervision with you for Thursday 26 November')
    await ada.presses('Monday 30 November')
    expect(ada.reads()).toContain('There is a date already: Thursday 26 November')
    await ben.presses('Suggest another')
    await ben.presses('Friday 27 November')
    await team.tick()
    expect(ada.reads()).toContain('Ben has booked supervision with you for Friday 27 November')
    const sessions = await team.store.sessions({ tenant: 'example-team', actor: 'ben' }, 'ada-ben')
    expect(sessions.filter(({ state }) => state === 'planned').map(({ on }) => on)).toEqual([
      '2026-11-27',
    ])
  })

  it('a stranger with the same button changes nothing', async () => {
    const cleo = team.person('cleo')
    await cleo.sends('book?with=ada-ben&on=2026-12-01')
    expect(cleo.reads()).toContain('could not find that')
  })
})

describe('two who book at the very same instant', () => {
  const database = freshDatabase()
  let team: Team
  beforeAll(async () => {
    team = await startTeam(database)
    const scope = { tenant: 'example-team', actor: 'ada' }
    const sessions = await team.store.sessions(scope, 'ada-ben')
    await team.store.transact(scope, async tx => {
      for (const each of sessions.filter(({ state }) => state === 'planned'))
        await tx.saveSession({ ...each, state: 'cancelled' })
    })
  })
  afterAll(() => team.close())

  const planned = async () =>
    (await team.store.sessions({ tenant: 'example-team', actor: 'ada' }, 'ada-ben'))
      .filter(({ state }) => state === 'planned')
      .map(({ on }) => on)

  it('have one date, and whoever came second reads which', async () => {
    const [ada, ben] = [team.person('ada'), team.person('ben')]
    await Promise.all([
      ada.sends('book?with=ada-ben&on=2026-12-01'),
      ben.sends('book?with=ada-ben&on=2026-12-02'),
    ])
    const dates = await planned()
    expect(dates).toHaveLength(1)
    const answers = [ada.reads(), ben.reads()]
    expect(answers.filter(each => each.includes('Booked: '))).toHaveLength(1)
    expect(answers.filter(each => each.includes('There is a date already: '))).toHaveLength(1)
  })

  it('and one date, when one of them books it while the other records that it is the next', async () => {
    const [ada, ben] = [team.person('ada'), team.person('ben')]
    await ada.types('record the session')
    await ada.presses('In person')
    await ada.presses('None has changed')
    await ada.types('A short one.')
    await ada.types('None')
    await ada.types('21 December')
    await Promise.all([
      ada.presses('Share with Ben'),
      ben.form('dates?with=ada-ben', { dates: ['21 December 2026'], at: '' }),
    ])
    expect((await planned()).filter(on => on === '2026-12-21')).toHaveLength(1)
    expect(team.problems).toEqual([])
  })

  it('and have each date of a series once', async () => {
    const series = { dates: ['7 December 2026', '14 December 2026'], at: '' }
    await Promise.all(
      ['ada', 'ben'].map(user => team.person(user).form('dates?with=ada-ben', series)),
    )
    const dates = await planned()
    expect(new Set(dates).size).toBe(dates.length)
    expect(dates).toEqual(expect.arrayContaining(['2026-12-07', '2026-12-14']))
  })
})
