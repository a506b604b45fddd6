import { beforeEach, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { press } from '../../src/core/press.ts'
import type { AgendaItem } from '../../src/domain/action.ts'
import { freshTeams, type Team } from './team.ts'

const another = freshTeams(14)
let team: Team

beforeEach(async () => {
  team = await another()
})

const DAY = 86_400_000
const scope = (actor: string) => ({ tenant: 'example-team', actor })

const items = async (): Promise<readonly AgendaItem[]> =>
  team.store.agendaItems(scope('ada'), 'ada-ben')
const open = async (): Promise<readonly string[]> =>
  (await items()).filter(({ state }) => state === 'open').map(({ topic }) => topic)

/** The next session is a week away, so that there is time for both. */
const later = async (): Promise<void> => {
  const [session] = (await team.store.sessions(scope('ada'), 'ada-ben')).filter(
    ({ state }) => state === 'planned',
  )
  await team.store.transact(scope('ada'), async tx => {
    if (session !== undefined) await tx.saveSession({ ...session, on: '2026-12-02' })
  })
}

const brings = async (user: string, ...topics: readonly string[]): Promise<void> => {
  const person = team.person(user)
  if (person.cards().length > 0 && user === 'ben') await person.presses('Open')
  else await person.sends('start?dialog=agenda')
  await person.types(topics.join('\n'))
  await person.presses('Put it on the agenda')
  await team.tick()
}

const everything = async (user: string): Promise<string> => {
  const person = team.person(user)
  const [home, upcoming] = await Promise.all([person.page('home'), person.page('upcoming')])
  const runs = await team.store.openRuns(scope(user))
  return JSON.stringify([person.cards(), home, upcoming, runs, await person.conversation()])
}

describe('Ada and Ben make an agenda', () => {
  test('apart first: what one brings is in nothing the other sees before both have answered', async () => {
    await later()
    await brings('ada', 'CANARY of Ada')
    expect(await everything('ben')).not.toContain('CANARY of Ada')
    const ben = team.person('ben')
    await ben.presses('Open')
    expect(ben.reads()).toContain('What must we get to this time?')
    await ben.types('CANARY of Ben')
    expect(await everything('ben')).not.toContain('CANARY of Ada')
    expect(await everything('ada')).not.toContain('CANARY of Ben')
    expect(await open()).toHaveLength(2)
    await ben.presses('Put it on the agenda')
    await team.tick()
    const ada = team.person('ada')
    await ada.presses('Open')
    expect(JSON.stringify(ada.last())).toContain('CANARY of Ben')
  })

  test('then together: two come first, each is whose it was, and both have the whole of it', async () => {
    await later()
    await brings('ada', 'Workload', 'A quiet room')
    await brings('ben', 'a quiet room', 'Career')
    const ada = team.person('ada')
    await ada.presses('Open')
    expect(ada.reads()).toContain('Leave over the holidays (waiting since')
    await ada.types('Career\nWriting for court')
    await ada.presses('This is our agenda')
    expect(ada.reads()).toContain('1. Career (Ben')
    expect(ada.reads()).toContain('Where do you want to be heading?')
    const all = (await items()).toSorted((a, b) => (a.order ?? 9) - (b.order ?? 9))
    expect(all.slice(0, 2)).toMatchObject([
      { topic: 'Career', order: 1, raisedBy: 'ben' },
      { topic: 'Writing for court', order: 2, raisedBy: 'ada' },
    ])
    // The same topic of both stands once.
    expect(all.filter(({ topic }) => /quiet room/i.test(topic))).toHaveLength(1)
    await team.tick()
    const ben = team.person('ben')
    expect(ben.reads()).toContain('Your agenda has 5 topics now.')
    expect(JSON.stringify(ben.last())).not.toContain('Career')
    const home = plainText((await ben.page('home')) ?? { blocks: [] })
    expect(home).toContain('Agenda with Ada Brook')
    expect(home.indexOf('Career')).toBeLessThan(home.indexOf('Workload'))
    await ben.presses('See the agenda')
    expect(ben.reads()).toContain('1. Career (you')
    expect(team.problems).toEqual([])
  })

  test('starting it again goes on with the one that is open, for both', async () => {
    await later()
    await brings('ada', 'Workload')
    const ada = team.person('ada')
    await ada.types('agenda')
    expect(ada.reads()).toContain('your part is in')
    await team.person('ben').sends('start?dialog=agenda')
    const { runs } = await team.store.exportTenant('example-team')
    expect(runs.filter(({ dialog }) => dialog.id === 'agenda')).toHaveLength(1)
  })

  test('without Ben, who never answers: on the working day before the session it goes on with what is there', async () => {
    await later()
    await brings('ada', 'Workload')
    team.move(5 * DAY)
    await team.tick()
    expect(await open()).not.toContain('Workload')
    const ada = team.person('ada')
    // Tuesday after work: the last working day before Wednesday.
    team.move(DAY + 8 * 3_600_000)
    await team.tick()
    team.move(16 * 3_600_000)
    await team.tick()
    await ada.presses('Open')
    await ada.presses('Skip')
    await ada.presses('This is our agenda')
    expect(await open()).toContain('Workload')
  })

  test('without anybody who orders it: at the end both are told, and what was brought stands', async () => {
    await later()
    await brings('ada', 'Workload')
    await brings('ben', 'Career')
    team.move(8 * DAY)
    await team.tick()
    await team.tick()
    expect(await open()).toEqual(expect.arrayContaining(['Workload', 'Career']))
    expect((await items()).find(({ topic }) => topic === 'Career')).toMatchObject({
      raisedBy: 'ben',
    })
    for (const user of ['ada', 'ben'])
      expect(team.person(user).reads()).toContain('Your agenda has 4 topics')
  })
})

describe('what has waited', () => {
  const carried = async (times: number): Promise<void> => {
    await later()
    const all = await items()
    const actions = await team.store.actions(scope('ada'), 'ada-ben')
    await team.store.transact(scope('ada'), async tx => {
      for (const item of all) await tx.saveAgendaItem({ ...item, carried: times })
      for (const action of actions.slice(0, 1)) await tx.saveAction({ ...action, carried: times })
    })
    await brings('ada', 'Workload')
    await brings('ben', 'Career')
    await team.person('ada').presses('Open')
  }

  test('over two sessions or more is asked about: kept, split or let go, topics and actions alike', async () => {
    await carried(2)
    const ada = team.person('ada')
    expect(ada.reads()).toContain('“Leave over the holidays” has waited since')
    await ada.presses('Split it')
    await ada.types('Leave in December\nLeave in spring')
    expect(ada.reads()).toContain('“Writing for court”')
    await ada.presses('Let it go')
    expect(ada.reads()).toContain('“Call the clinic about the waiting list”')
    await ada.presses('Split it')
    await ada.types('just one')
    expect(ada.reads()).toContain('Two smaller ones')
    await ada.types('Find the number\nCall them')
    await ada.presses('Skip')
    await ada.presses('This is our agenda')
    expect([...(await open())].toSorted()).toEqual([
      'Career',
      'Leave in December',
      'Leave in spring',
      'Workload',
    ])
    expect((await items()).filter(({ state }) => state === 'dropped')).toHaveLength(2)
    const actions = await team.store.actions(scope('ben'), 'ada-ben')
    expect(actions.find(({ id }) => id === 'a-clinic')).toMatchObject({ state: 'changed' })
    expect(actions.filter(({ what }) => /number|Call them/.test(what))).toMatchObject([
      { owner: 'ben', state: 'open', carried: 0 },
      { owner: 'ben', state: 'open', carried: 0 },
    ])
  })

  test('over one session is not asked about', async () => {
    await carried(1)
    expect(team.person('ada').reads()).toContain('Which two matter most?')
  })

  test('is counted by the sessions that left it open', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.presses('In person')
    await ada.presses('None has changed')
    await ada.types('The holidays, and how to write for court.')
    await ada.types('None')
    await ada.types('23 December')
    await ada.presses('Share with Ben')
    expect((await items()).map(({ carried }) => carried)).toEqual([1, 1])
  })
})

test('nobody sees the agenda of another pair', async () => {
  for (const user of ['cleo', 'dana', 'imran']) {
    await team.person(user).sends(press('agenda', { with: 'ada-ben' }))
    expect(team.person(user).reads()).toContain('I could not find that')
  }
  await team.person('ben').sends(press('agenda', { with: 'ada-ben' }))
  expect(plainText(team.person('ben').last())).toContain('Leave over the holidays')
})
