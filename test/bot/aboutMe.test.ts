import { beforeEach, describe, expect, test } from 'vitest'

import { type Block, plainText } from '../../src/core/card.ts'
import { freshTeams, type Team } from './team.ts'

const another = freshTeams(15)
let team: Team

beforeEach(async () => {
  team = await another()
})

const blocksOf = async (who: string, view: string): Promise<readonly Block[]> =>
  (await team.person(who).page(view))?.blocks ?? []
const reads = async (who: string, view: string): Promise<string> =>
  plainText({ blocks: await blocksOf(who, view) })

const buttonOn = async (who: string, view: string, about: string, label: string) => {
  const blocks = await blocksOf(who, view)
  const found = blocks
    .flatMap(block => (block.kind === 'list' ? block.items : []))
    .find(({ text }) => text.includes(about))
    ?.buttons?.find(each => each.label === label)
  if (found === undefined) throw new Error(`no “${label}” at “${about}”`)
  return team.person(who).sends(found.press)
}

describe('About me', () => {
  test('opens by a few words, and says what is kept, who reads it and what others see', async () => {
    const ben = team.person('ben')
    await ben.types('note ask about leave')
    await ben.types('about me')
    expect(ben.reads()).toContain('[About me]')
    const page = await reads('ben', 'about')
    expect(page).toContain('Name: Ben Okafor')
    expect(page).toContain('Ada Brook (supervision, you are the worker')
    expect(page).toContain('you and Ada Brook can read it')
    expect(page).toContain('Private notes: 1')
    expect(page).toContain('The managers of Ada Brook')
    expect(page).toContain('3 actions')
    expect(page).not.toContain('ask about leave')
    expect(await reads('ben', 'about/notes')).toContain('ask about leave')
    expect(await reads('ada', 'about/notes')).not.toContain('ask about leave')
  })

  test('says who has opened a record, and when', async () => {
    await team.person('ada').page('record/r01')
    expect(await reads('ben', 'about')).toMatch(/opened by Ada on Tuesday 28 July/)
  })

  test('says how often Ben and Ada meet by the rule of today, not by that of Ben’s first weeks', async () => {
    expect(await reads('ben', 'about')).toContain('at least monthly (C-04)')
    await team.person('ada').form('rhythm?with=ada-ben', {
      way: 'uk-childrens-services/nqsw',
      startedOn: '2026-01-05',
      everyDays: '',
    })
    expect(await reads('ben', 'about')).toContain('at least monthly (C-03); in this job since')
  })

  test('has everything one by one, for whoever wants to look closely', async () => {
    const page = await reads('ben', 'about/things')
    expect(page).toContain('Call the clinic about the waiting list')
    expect(page).toContain('Leave over the holidays')
    expect(await reads('imran', 'about/things')).not.toContain('clinic')
  })
})

describe('asking for a change', () => {
  test('tells whom it concerns what kind of thing it is about, and no word of it', async () => {
    await buttonOn('ben', 'about/things', 'Call the clinic', 'Ask for a change')
    expect(team.person('ben').reads()).toContain(
      'I tell Ada that you ask for a change in an action',
    )
    await team.tick()
    const told = team.person('ada').reads()
    expect(told).toContain('Ben asks for a change in an action of the two of you')
    expect(told).not.toContain('clinic')
  })

  test('of a record leads the other one to it', async () => {
    await buttonOn('ben', 'about', 'Working agreement', 'Ask for a change')
    await team.tick()
    expect(team.person('ada').reads()).toContain('the record from')
    expect(team.person('ada').last().blocks).toContainEqual({
      kind: 'link',
      label: 'Read',
      view: 'record/r01',
    })
  })

  test('changes nothing for a stranger with a guessed id', async () => {
    for (const kind of ['action', 'record', 'relationship', 'session'])
      await team.person('imran').sends(`ask change?kind=${kind}&id=a-clinic`)
    await team.person('imran').sends('ask change?kind=relationship&id=ada-ben')
    await team.tick()
    expect(team.person('ada').cards()).toEqual([])
    expect(team.person('imran').reads()).toContain('I could not find that')
  })

  test('of a name goes to an admin; an admin without another one is told whom to tell', async () => {
    await team.person('ben').sends('ask change?kind=person&id=ben')
    await team.tick()
    expect(team.person('dana').reads()).toContain('Ben asks for a change in their name or job here')
    await team.person('dana').sends('ask change?kind=person&id=dana')
    expect(team.person('dana').reads()).toContain('Nobody is named as an admin here yet')
  })
})

describe('asking whether somebody keeps notes about me', () => {
  test('goes to that person, whose notes stay their own', async () => {
    const [ben, ada] = [team.person('ben'), team.person('ada')]
    const { outcome } = await ben.sends('ask notes')
    expect(outcome.form?.fields[0]?.options).toEqual([{ value: 'ada', label: 'Ada Brook' }])
    await ben.form(outcome.form?.id ?? '', { whom: 'ada' })
    await team.tick()
    expect(ada.reads()).toContain('Ben asks whether you keep notes about them')
    await ada.presses('I will show you')
    await team.tick()
    expect(ben.reads()).toContain('Ada keeps notes that are about you too, and will show you')
  })

  test('reaches nobody who has nothing to do with the one who asks', async () => {
    const ben = team.person('ben')
    const { outcome } = await ben.form('ask notes', { whom: 'imran' })
    expect(outcome.errors).toEqual({ whom: 'Choose one of these people.' })
    await team.person('imran').sends('answer notes?to=ben&on=2026-11-25&answer=none')
    await team.tick()
    expect(team.person('imran').reads()).toContain('I could not find that')
    expect(ben.cards()).toEqual([])
  })
})

describe('taking everything along', () => {
  test('is one file to read and one for a program, with one’s own things only', async () => {
    await team.person('ben').types('note ask about leave')
    await team.person('ada').types('note what only Ada thinks')
    const page = await team.person('ben').page('about/export')
    const [text, json] = page?.downloads ?? []
    expect(text).toMatchObject({ name: 'throughline-me.txt', type: 'text/plain' })
    expect(text?.text).toContain('Visits are written up within two working days')
    expect(text?.text).toContain('ask about leave')
    const all = JSON.parse(json?.text ?? '')
    expect(all.person.name).toBe('Ben Okafor')
    expect(JSON.stringify(all)).not.toContain('what only Ada thinks')
    expect(JSON.stringify(all)).not.toContain('Imran')
  })
})

describe('being forgotten', () => {
  test('says first what goes and what stays, asks twice, and then knows nobody any more', async () => {
    const ben = team.person('ben')
    await ben.types('note what nobody else should read')
    await ben.sends('forget')
    expect(ben.reads()).toContain('What stays, and why')
    expect(ben.reads()).toContain('they belong to the other person as well')
    const { outcome } = await ben.presses('Go on')
    const form = outcome.form?.id ?? ''
    const not = await ben.form(form, { word: 'perhaps' })
    expect(not.outcome.errors?.word).toContain('forget me')
    expect(await reads('ben', 'about')).toContain('Ben Okafor')

    const done = await ben.form(form, { word: 'Forget me' })
    expect(plainText(done.outcome.card ?? { blocks: [] })).toContain('I do not know you any more')
    expect(await ben.page('about')).toBeUndefined()
    expect(await ben.conversation()).toEqual([])
    const after = await ben.types('home')
    expect(plainText(after.outcome.card ?? { blocks: [] })).toContain('I do not know you here yet')
    expect(team.problems).toEqual([])
  })

  test('closes what was under way with others, who hear of it, also while it is their turn', async () => {
    const [ada, ben] = [team.person('ada'), team.person('ben')]
    await ada.sends('start?dialog=session&with=ada-ben')
    await ada.types('later')
    const scope = { tenant: 'example-team', actor: 'ben' }
    const [run] = await team.store.runsUnderWay(scope)
    expect(run).toMatchObject({ state: 'open', startedBy: 'ada' })
    await ben.form('forget', { word: 'forget me' })
    await team.tick()
    expect(ada.reads()).toContain('is closed, because one of you has moved on.')
    expect(await team.store.openRuns({ ...scope, actor: 'ada' })).toEqual([])
    expect(team.problems).toEqual([])
  })

  test('leaves nobody an admin who is not there any more', async () => {
    await team.person('dana').form('forget', { word: 'forget me' })
    expect((await team.store.tenant('example-team'))?.admins).toEqual([])
  })

  test('leaves what was shared with the other one, without the name', async () => {
    const ben = team.person('ben')
    await ben.form('forget', { word: 'forget me' })
    team.move(1000)
    const page = await reads('ada', 'record/r01')
    expect(page).toContain('Visits are written up within two working days')
    expect(page).not.toContain('Ben Okafor')
    expect(await reads('ada', 'home')).not.toContain('Ben Okafor')
    expect(team.problems).toEqual([])
  })
})
