import { beforeEach, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshTeams, type Team } from './team.ts'

const another = freshTeams(9)
let team: Team

beforeEach(async () => {
  team = await another()
})

const DAY = 86_400_000

const prepareFeedback = async (): Promise<void> => {
  const ada = team.person('ada')
  await ada.sends('start?dialog=feedback')
  await ada.types('Tuesday’s planning meeting')
  await ada.types('Ben asked the family first\nBen wrote it up the same day')
  await ada.presses('Ask Ben for a good time')
  await team.tick()
}

describe('feedback between two people', () => {
  test('what Ada prepared is told to nobody in a notice, and Ben opens it himself', async () => {
    await prepareFeedback()
    const ben = team.person('ben')
    expect(ben.reads()).toContain('Ada has done a part')
    expect(JSON.stringify(ben.cards())).not.toContain('planning meeting')
    await ben.presses('Open')
    expect(ben.reads()).toContain('Tuesday’s planning meeting')
    expect(ben.reads()).not.toContain('asked the family first')
  })

  test('Ben chooses a later day, is left alone until then, and goes on where he was', async () => {
    await prepareFeedback()
    const ben = team.person('ben')
    await ben.presses('Open')
    await ben.presses('Another day')
    const date = ben.last().blocks.find(block => block.kind === 'date')
    await ben.sends(date?.kind === 'date' ? date.press : '', ['2026-11-30'])
    expect(ben.reads()).toContain('Monday 30 November')
    const count = ben.cards().length
    team.move(2 * DAY)
    await team.tick()
    expect(ben.cards()).toHaveLength(count)
    team.move(3 * DAY)
    await team.tick()
    expect(ben.reads()).toContain('you kept this for today')
    await ben.presses('Carry on')
    expect(ben.reads()).toContain('How did it go from where you stood')
  })

  test('a day that has passed is refused with words', async () => {
    await prepareFeedback()
    const ben = team.person('ben')
    await ben.presses('Open')
    await ben.presses('Another day')
    await ben.types('last monday')
    expect(ben.reads()).toMatch(/passed already|to come/)
  })

  test('nobody waits for ever: after its working days it is closed, and both are told without blame', async () => {
    await prepareFeedback()
    team.move(40 * DAY)
    await team.tick()
    await team.tick()
    expect(team.person('ada').reads()).toContain('its time was over')
    await team.person('ben').presses('Open')
    expect(team.person('ben').reads()).toContain('already behind us')
    expect(await team.store.openRuns({ tenant: 'example-team', actor: 'ben' })).toEqual([])
  })
})

test('whoever chose a later day is not overtaken by the deadline', async () => {
  await prepareFeedback()
  const ben = team.person('ben')
  await ben.presses('Open')
  await ben.presses('Another day')
  await ben.types('14 December')
  team.move(16 * DAY)
  await team.tick()
  expect(ben.reads()).not.toContain('its time was over')
  team.move(4 * DAY)
  await team.tick()
  await ben.presses('Carry on')
  expect(ben.reads()).toContain('How did it go from where you stood')
})

describe('a plan to get there', () => {
  const prepare = async (): Promise<void> => {
    const ada = team.person('ada')
    await ada.sends('start?dialog=improvement')
    for (let step = 0; step < 90; step += 1) {
      const card = ada.last()
      if (card.asks === undefined) return
      const text = plainText(card)
      const buttons = card.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
      const main = buttons.find(({ tone }) => tone === 'main')
      const keep = buttons.find(({ label }) => label === 'Leave it at that')
      const choice =
        buttons.find(({ label }) => label === 'No, that is all') ??
        buttons.find(({ press }) => press.startsWith('answer'))
      const pick = card.blocks.find(block => block.kind === 'pick')
      const day = card.blocks.find(block => block.kind === 'date')
      const button = main ?? keep ?? choice
      if (button !== undefined) await ada.sends(button.press)
      else if (pick?.kind === 'pick') await ada.sends(pick.press, [pick.options[0]?.value ?? ''])
      else if (day?.kind === 'date')
        await ada.sends(day.press, [/was|notice/.test(text) ? '2026-11-20' : '2026-12-16'])
      else
        await ada.types(
          text.includes('minutes') ? '30' : 'CANARY-PLAN in some plain words, twice a week',
        )
    }
  }

  test('is not opened on a Friday afternoon: Ben hears of it on Monday morning, without a word of what it is about', async () => {
    team.move(Date.parse('2026-11-27T14:00:00Z') - Date.parse('2026-11-25T09:30:00Z'))
    await prepare()
    await team.tick()
    const ben = team.person('ben')
    expect(ben.cards()).toEqual([])
    expect(plainText((await ben.page('home')) ?? { blocks: [] })).toContain(
      'Nothing is waiting for you',
    )
    team.move(3 * DAY - 5 * 3_600_000)
    await team.tick()
    expect(ben.reads()).toContain('the next one is yours')
    expect(JSON.stringify(ben.cards())).not.toContain('CANARY-PLAN')
    await team.bot.flush()
    expect(JSON.stringify(await team.person('ada').conversation())).not.toContain('CANARY-PLAN')
    await ben.presses('Open')
    expect(ben.reads()).toContain('it is not a formal step')
  })

  test('stops where a formal way begins, and keeps nothing of it', async () => {
    const ada = team.person('ada')
    await ada.sends('start?dialog=improvement')
    const pick = ada.last().blocks.find(block => block.kind === 'pick')
    await ada.sends(pick?.kind === 'pick' ? pick.press : '', ['Possible misconduct'])
    expect(ada.last().asks).toBeUndefined()
    const { runs } = await team.store.exportTenant('example-team')
    expect(runs).toMatchObject([{ state: 'ended', ended: 'stopped', pockets: [] }])
  })
})

test('three people confirm a coaching agreement in any order, and nobody reads the others before all are done', async () => {
  const imran = team.person('imran')
  await imran.sends('start?dialog=coaching-agreement')
  const answer = async (who: string): Promise<void> => {
    const person = team.person(who)
    for (let step = 0; step < 30; step += 1) {
      const card = person.last()
      if (card.asks === undefined) return
      const buttons = card.blocks.flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
      const main = buttons.find(({ tone }) => tone === 'main')
      const first = buttons.find(({ press }) => press.startsWith('answer'))
      const pick = card.blocks.find(block => block.kind === 'pick')
      const date = card.blocks.find(block => block.kind === 'date')
      if (main !== undefined) await person.sends(main.press)
      else if (first !== undefined) await person.sends(first.press)
      else if (pick?.kind === 'pick') await person.sends(pick.press, [pick.options[0]?.value ?? ''])
      else if (date?.kind === 'date') await person.sends(date.press, ['2026-12-16'])
      else if (plainText(card).includes('minutes')) await person.types('60')
      else await person.types(`what ${who} thinks about it, in words`)
    }
  }
  await answer('imran')
  await team.tick()
  for (const who of ['dana', 'cleo']) {
    await team.person(who).presses('Open')
    expect(JSON.stringify(team.person(who).cards())).not.toContain('what imran thinks')
    await answer(who)
  }
  expect(JSON.stringify(team.person('cleo').cards())).not.toContain('what dana thinks')
  const home = await imran.page('home')
  const carryOn = home?.blocks
    .flatMap(block => (block.kind === 'list' ? block.items : []))
    .flatMap(({ buttons = [] }) => buttons)
    .find(({ label }) => label === 'Carry on')
  await imran.sends(carryOn?.press ?? '')
  await answer('imran')
  await team.tick()
  if (imran.last().asks === undefined && !imran.reads().includes('record')) {
    await imran.presses('Open')
    await answer('imran')
  }
  const [record] = await team.store.records(
    { tenant: 'example-team', actor: 'cleo' },
    { kind: 'R03' },
  )
  const text = plainText((await team.person('cleo').page(`record/${record?.id}`)) ?? { blocks: [] })
  expect(text).toContain('what dana thinks')
  expect(text).toContain('Waiting for')
  expect(team.problems).toEqual([])
})

test('a private answer is never in the record that the other reads', async () => {
  const ada = team.person('ada')
  await ada.sends('start?dialog=feedback')
  await ada.types('Tuesday’s planning meeting')
  await ada.types('Ben asked the family first\nBen wrote it up the same day')
  await ada.presses('Add more')
  for (let step = 0; step < 20 && !ada.reads().includes('Does this read right?'); step += 1) {
    const secret =
      ada.reads().includes('Only you will read this') && !ada.reads().includes('[These]')
    await ada.types(secret ? 'CANARY-PRIVATE thought of mine here' : 'skip')
  }
  await ada.presses('Ask Ben for a good time')
  await team.tick()
  const ben = team.person('ben')
  await ben.presses('Open')
  const seen = await team.store.openRuns({ tenant: 'example-team', actor: 'ben' })
  expect(JSON.stringify(seen)).not.toContain('CANARY-PRIVATE')
  await team.bot.flush()
  const conversation = await ada.conversation()
  expect(JSON.stringify(conversation.map(({ mine }) => mine))).not.toContain('CANARY-PRIVATE')
})
