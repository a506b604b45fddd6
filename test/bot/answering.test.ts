import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team

beforeAll(async () => {
  team = await startTeam(database)
})
afterAll(() => team.close())

const throwAway = async (who: string): Promise<void> => {
  const person = team.person(who)
  await person.types('cancel')
  await person.presses('Discard it')
}

describe('while a question is open', () => {
  test('an answer that does not fit is refused in the schema’s words and the question comes again', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.types('perhaps')
    expect(ada.reads()).toContain('Please choose one of these')
    expect(ada.reads()).toContain('Did you meet?')
    await throwAway('ada')
  })

  test('a button may be typed: its words, a beginning that fits only one, or its number', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.types('in per')
    expect(ada.reads()).toContain('Last time’s actions')
    await ada.types('2')
    expect(ada.reads()).toContain('What mattered?')
    await throwAway('ada')
  })

  test('an old button gets a kind answer and changes nothing', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    const old = ada.button('Phone or video').press
    await ada.presses('In person')
    const { cards } = await ada.sends(old)
    expect(cards.map(card => JSON.stringify(card)).join()).toContain('already behind us')
    expect(ada.reads()).toContain('Last time’s actions')
    await throwAway('ada')
  })

  test('the same button twice counts once and says nothing more', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    const { press } = ada.button('In person')
    await ada.sends(press)
    const { cards } = await ada.sends(press)
    expect(cards).toEqual([])
    expect(ada.reads()).toContain('Last time’s actions')
    await throwAway('ada')
  })

  test('the same event three times is applied once, even when all come together', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    const { press } = ada.button('In person')
    const did = { kind: 'press', press } as const
    const count = ada.cards().length
    await Promise.all([ada.does(did, 'same'), ada.does(did, 'same'), ada.does(did, 'same')])
    await ada.does(did, 'same')
    expect(ada.cards().length).toBe(count + 1)
    await throwAway('ada')
  })

  test('back shows what stands there, and a new answer takes its place', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.presses('In person')
    await ada.types('back')
    expect(ada.reads()).toContain('So far: “In person”')
    await ada.presses('Phone or video')
    expect(ada.reads()).toContain('Last time’s actions')
    await throwAway('ada')
  })

  test('a needed question cannot be skipped, and says how to leave it for later', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.types('skip')
    expect(ada.reads()).toContain('This one is needed')
    await throwAway('ada')
  })

  test('later puts it away with its answers, and continue brings it back', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.presses('In person')
    await ada.types('later')
    expect(ada.reads()).toContain('It waits for you here')
    await ada.types('continue')
    expect(ada.reads()).toContain('Last time’s actions')
    await throwAway('ada')
  })

  test('another conversation comes first, and the one before is where it was', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.presses('In person')
    await ada.presses('None has changed')
    await ada.types('start feedback')
    await ada.presses(ada.reads().includes('[Begin “feedback”]') ? 'Begin “feedback”' : 'Feedback')
    expect(ada.reads()).toContain('what is it about?')
    await throwAway('ada')
    await ada.types('continue')
    expect(ada.reads()).toContain('What mattered?')
    await throwAway('ada')
  })

  test('a message that begins with “note” asks which was meant, and both ways keep it', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.presses('In person')
    await ada.presses('None has changed')
    await ada.types('note ask Dana about the room')
    expect(ada.reads()).toContain('Is that your answer')
    await ada.presses('A private note')
    expect(ada.reads()).toContain('Only you can read it')
    const notes = await team.store.notes({ tenant: 'example-team', actor: 'ada' })
    expect(notes.map(({ text }) => text)).toContain('ask Dana about the room')
    await ada.types('note the holidays came up twice')
    await ada.presses('It is my answer')
    expect(ada.reads()).toContain('What did you agree to do?')
    await throwAway('ada')
  })

  test('home and help answer, and the question is still open', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.types('home')
    expect(ada.reads()).toContain('My people')
    await ada.types('help')
    expect(ada.reads()).toContain('keep a private note')
    await ada.types('in person')
    expect(ada.reads()).toContain('Last time’s actions')
    await throwAway('ada')
  })
})

describe('as a form', () => {
  test('Ada records a session in three presses', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    const { outcome } = await ada.presses('As a form')
    const form = outcome.form
    expect(form?.fields.filter(({ more }) => !more).map(({ label }) => label)).toEqual([
      'Did you meet?',
      'Last time’s actions: where are they?',
      'What mattered? A few lines are enough. Ben will read them.',
      'What did you agree to do? One action on each line.',
      'When is the next one?',
    ])
    await ada.form(form?.id ?? '', {
      held: 'Phone or video',
      lastActions: 'None has changed',
      mattered: 'How the week went, and the plan for the holidays.',
      agreed: 'Ask about cover - Ada',
      next: '2026-12-23',
    })
    expect(ada.reads()).toContain('Does this read right?')
    await ada.presses('Share with Ben')
    expect(ada.reads()).toContain('Shared with Ben')
  })

  test('what does not fit is said at its field, and what was typed is kept', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    const { outcome } = await ada.presses('As a form')
    const id = outcome.form?.id ?? ''
    const refused = await ada.form(id, {
      held: 'In person',
      mattered: '',
      next: 'some day',
      agreed: 'None',
    })
    expect(refused.outcome.errors).toMatchObject({
      mattered: 'A few words are enough.',
      next: expect.stringContaining('date'),
    })
    const again = await ada.presses('As a form')
    expect(again.outcome.form?.fields.find(({ name }) => name === 'next')?.value).toBe('some day')
    expect(again.outcome.form?.fields.find(({ name }) => name === 'held')?.value).toBe('In person')
    await throwAway('ada')
  })

  test('a form in pages says what is wrong on each page, and the last one sends them all', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    const { outcome } = await ada.presses('As a form')
    const id = outcome.form?.id ?? ''
    const refused = await ada.form(id, { held: 'In person', mattered: '' }, 'next')
    expect(refused.outcome.errors).toEqual({ mattered: 'A few words are enough.' })
    const first = { held: 'In person', lastActions: 'None has changed', mattered: 'The week.' }
    const turned = await ada.form(id, first, 'next')
    expect(turned.outcome.errors).toBeUndefined()
    expect(turned.cards).toEqual([])
    await ada.form(id, { agreed: 'None', next: '2026-12-23' }, 'submit', true)
    expect(ada.reads()).toContain('Does this read right?')
    expect(ada.reads()).toContain('The week.')
    await throwAway('ada')
  })

  test('a form closed half-way keeps what stood in it', async () => {
    const ada = team.person('ada')
    await ada.types('record the session')
    const { outcome } = await ada.presses('As a form')
    await ada.form(outcome.form?.id ?? '', { mattered: 'half a thou' }, 'keep')
    const again = await ada.presses('As a form')
    expect(again.outcome.form?.fields.find(({ name }) => name === 'mattered')?.value).toBe(
      'half a thou',
    )
    await throwAway('ada')
  })
})

test('a turn that only answers costs two store operations', async () => {
  const ada = team.person('ada')
  await ada.types('record the session')
  await team.bot.flush()
  team.commands.length = 0
  await ada.presses('In person')
  expect(team.commands).toEqual(['findAndModify', 'update'])
  await throwAway('ada')
})

test('a note is kept in one message, and only its author finds it', async () => {
  await team.person('ben').types('note bring the training dates')
  const own = await team.store.notes({ tenant: 'example-team', actor: 'ben' })
  const others = await team.store.notes({ tenant: 'example-team', actor: 'ada' })
  expect(own.map(({ text }) => text)).toContain('bring the training dates')
  expect(others.map(({ text }) => text)).not.toContain('bring the training dates')
})

test('words without an open question are offered as a note, never lost', async () => {
  const cleo = team.person('cleo')
  await cleo.types('Two of my team want to swap their duty days')
  await cleo.presses('Keep as a private note')
  const notes = await team.store.notes({ tenant: 'example-team', actor: 'cleo' })
  expect(notes[0]?.text).toBe('Two of my team want to swap their duty days')
})
