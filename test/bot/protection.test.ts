import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team

beforeAll(async () => {
  team = await startTeam(database)
  const ada = team.person('ada')
  await ada.types('record the session')
  await ada.presses('In person')
  await ada.presses('None has changed')
})
afterAll(() => team.close())

const everything = async (): Promise<string> =>
  JSON.stringify(await team.store.exportTenant('example-team'))

describe('a text that looks as if it names a child', () => {
  test('is stopped before it reaches the draft or the conversation, with an offer to rewrite', async () => {
    const ada = team.person('ada')
    await ada.types('We spoke about Kayleigh’s mum and the school run')
    expect(ada.cards().at(-2)?.blocks[0]).toMatchObject({
      text: expect.stringContaining('the older sibling'),
    })
    expect(ada.reads()).toContain('What mattered?')
    await team.bot.flush()
    expect(await everything()).not.toContain('Kayleigh')
  })

  test('is kept when the person sends the very same words once more', async () => {
    const ada = team.person('ada')
    await ada.types('We talked about how Marple’s parents’ evening went')
    await ada.types('We talked about how Marple’s parents’ evening went')
    expect(ada.reads()).toContain('What did you agree to do?')
    await ada.types('back')
  })

  test('is not kept a second time either when it is a number', async () => {
    const ada = team.person('ada')
    await ada.types('case no 4451234 needs a visit')
    await ada.types('case no 4451234 needs a visit')
    expect(ada.reads()).toContain('What mattered?')
    expect(await everything()).not.toContain('4451234')
  })

  test('is said at its field in a form, and never reaches the kept draft', async () => {
    const ada = team.person('ada')
    await ada.types('later')
    await ada.types('continue')
    const card = ada.last()
    const part = card.asks ?? ''
    const { outcome } = await ada.sends(`form?part=${encodeURIComponent(part)}`)
    const id = outcome.form?.id ?? ''
    const refused = await ada.form(id, { mattered: 'child Tyrone was seen on Monday' })
    expect(refused.outcome.errors?.mattered).toContain('family')
    await ada.form(id, { mattered: 'child Tyrone was seen on Monday' }, 'keep')
    expect(await everything()).not.toContain('Tyrone')
  })
})

test('words that may mean danger add one quiet line with whom to call, once', async () => {
  const ada = team.person('ada')
  await ada.types('We spoke about how a disclosure is written down')
  expect(ada.reads()).toContain('01632 960 001')
  expect(ada.reads()).toContain('What did you agree to do?')
  await ada.types('back')
  await ada.types('We spoke again about how a disclosure is written down')
  expect(ada.reads()).not.toContain('01632 960 001')
  await ada.sends('safety')
  expect(ada.reads()).toContain('stop typing and call')
  await ada.types('back')
})

test('a text of more than 8,000 characters is refused with words and the question comes again', async () => {
  const ada = team.person('ada')
  await ada.types('word '.repeat(1700))
  expect(ada.reads()).toContain('longer than I can keep')
  expect(ada.reads()).toContain('What mattered?')
})

test.each([
  ['emoji', 'A good week 🌱👩🏽‍💻 all in all'],
  ['right-to-left', 'שבוע טוב ועוד כמה מילים'],
  ['HTML', '<img src=x onerror=alert(1)> was in the mail'],
  ['the words of a program', '__proto__ constructor prototype {{worker}} {next} $where'],
])('%s is kept just as it was typed', async (_, text) => {
  const ada = team.person('ada')
  await ada.types(text)
  expect(ada.reads()).toContain('What did you agree to do?')
  await ada.types('back')
  expect(ada.reads()).toContain(`So far: “${text}”`)
})

test('control characters and hidden direction marks do not get in', async () => {
  const ada = team.person('ada')
  await ada.types('a plain\u0000 \u202eweek\u0007 with words')
  await ada.types('back')
  expect(ada.reads()).toContain('So far: “a plain week with words”')
})

test('a file is refused with the reason, and the question stays', async () => {
  const ada = team.person('ada')
  await ada.does({ kind: 'attachment' })
  expect(ada.reads()).toContain('they can show a family')
  await ada.types('A plain answer in a few words')
  expect(ada.reads()).toContain('What did you agree to do?')
})

describe('another person’s things', () => {
  test('a part cannot be answered, opened or thrown away by somebody else', async () => {
    const ada = team.person('ada')
    const ben = team.person('ben')
    const part = encodeURIComponent(ada.last().asks ?? '')
    for (const press of [
      `answer?part=${part}&step=agreed&value=x`,
      `open?part=${part}`,
      `done?part=${part}`,
      `discard?part=${part}`,
      `form?part=${part}`,
    ]) {
      const { outcome } = await ben.sends(press)
      expect(outcome.form).toBeUndefined()
      expect(ben.reads()).not.toContain('agree to do')
    }
    expect(ada.reads()).toContain('What did you agree to do?')
  })

  test('a record of another pair looks like one that does not exist', async () => {
    const cleo = team.person('cleo')
    expect(await cleo.page('record/r01')).toBeUndefined()
    expect(await cleo.page('record/nothing')).toBeUndefined()
    await cleo.sends('stance?record=r01&version=1&kind=agree')
    const real = cleo.reads()
    await cleo.sends('stance?record=nothing&version=1&kind=agree')
    expect(cleo.reads()).toBe(real)
  })

  test('a conversation cannot be begun with somebody else’s relationship', async () => {
    const cleo = team.person('cleo')
    await cleo.sends('start?dialog=session&with=ada-ben')
    expect(cleo.reads()).toContain('nobody like that here')
    await cleo.sends('start?dialog=session')
    expect(cleo.reads()).toContain('nobody like that here')
  })

  test('a forged or broken press is answered kindly and changes nothing', async () => {
    const dana = team.person('dana')
    for (const press of [
      '',
      'constructor',
      '__proto__?x=1',
      'answer',
      'recall?record=r01&version=x',
      'x'.repeat(1990),
    ]) {
      const { saved } = await dana.sends(press)
      expect(saved).toBe(true)
    }
    expect(team.problems).toEqual([])
  })

  test('somebody we do not know is told so, and nothing is stored', async () => {
    const before = await everything()
    const { outcome } = await team.person('stranger').types('hello')
    expect(JSON.stringify(outcome.card)).toContain('do not know you')
    expect(await everything()).toBe(before)
  })
})
