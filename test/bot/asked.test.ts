import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const plainDatabase = freshDatabase()
const keepingDatabase = freshDatabase()
let team: Team
let keeping: Team

beforeAll(async () => {
  team = await startTeam(plainDatabase)
  keeping = await startTeam(keepingDatabase, undefined, true)
})
afterAll(() => Promise.all([team.close(), keeping.close()]))

const slash = (name: string, text = '') => ({ kind: 'command' as const, name, text })

describe('a command', () => {
  test('shows Ada what is agreed and still open', async () => {
    const ada = team.person('ada')
    await ada.does(slash('actions'))
    expect(ada.reads()).toContain('Actions')
  })

  test('gives Ada a question to think about, and another', async () => {
    const ada = team.person('ada')
    await ada.does(slash('question'))
    const first = ada.reads()
    expect(first).toContain('?')
    await ada.presses('Another one')
    expect(ada.reads()).not.toBe(first)
  })

  test('of two words means what it means when it is typed', async () => {
    const ada = team.person('ada')
    await ada.does(slash('book', 'dates'))
    const slashed = ada.reads()
    await ada.types('book dates')
    expect(ada.reads()).toBe(slashed)
  })

  test('that nobody knows gets help', async () => {
    const ada = team.person('ada')
    await ada.does(slash('frobnicate', 'all of it'))
    expect(ada.reads()).toContain('What you can do here')
  })

  test.each(['agenda', 'session', 'feedback', 'move', 'home', 'help', 'pause'])(
    '%s is understood',
    async name => {
      const ada = team.person('ada')
      const { cards, outcome } = await ada.does(slash(name))
      expect(cards.length + Object.keys(outcome).length).toBeGreaterThan(0)
      if (name !== 'help') expect(ada.reads()).not.toContain('What you can do here')
      await ada.types('later')
    },
  )
})

describe('where the platform keeps messages', () => {
  test('a private note is asked for in a form, and its words are in no message', async () => {
    const ada = keeping.person('ada')
    const { outcome } = await ada.does(slash('note'))
    expect(outcome.form?.fields.map(({ label }) => label)).toEqual([
      'What would you like to remember?',
    ])
    const empty = await ada.form('note', { text: ' ' })
    expect(empty.outcome.errors).toEqual({ text: 'A few words are enough.' })
    await ada.form('note', { text: 'canary: ask about leave' })
    expect(ada.reads()).toContain('Only you can read it')
    expect(JSON.stringify(ada.cards())).not.toContain('canary')
    expect(JSON.stringify(await ada.page('about/notes'))).toContain('canary: ask about leave')
  })

  test('home is a page, so that private notes stand in no message', async () => {
    const ada = keeping.person('ada')
    await ada.does({ kind: 'capture', text: 'canary: a worry of mine' })
    await ada.types('home')
    expect(ada.reads()).toContain('Open my home')
    expect(ada.reads()).not.toContain('canary')
  })
})
