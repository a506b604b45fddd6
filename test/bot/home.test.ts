import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { type Block, plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team
beforeAll(async () => {
  team = await startTeam(database)
})
afterAll(() => team.close())

const home = async (who: string): Promise<readonly Block[]> =>
  (await team.person(who).page('home'))?.blocks ?? []

const headings = (blocks: readonly Block[]): readonly string[] =>
  blocks.flatMap(block => (block.kind === 'heading' ? [block.text] : []))

const under = (blocks: readonly Block[], heading: string): Block | undefined =>
  blocks[blocks.findIndex(block => block.kind === 'heading' && block.text === heading) + 1]

describe('home', () => {
  test('has people, what waits and dates first, and leaves out what is empty', async () => {
    expect(headings(await home('dana'))).toEqual([
      'My people',
      'Waiting for you',
      'Next dates',
      'Records',
    ])
    expect(headings(await home('ada')).slice(0, 4)).toEqual([
      'My people',
      'Waiting for you',
      'Next dates',
      'Actions',
    ])
  })

  test('offers the two likely next things with somebody, and the rest behind one button', async () => {
    const people = under(await home('ada'), 'My people')
    const [ben] = people?.kind === 'list' ? people.items : []
    expect(ben?.text).toBe('Ben Okafor')
    expect(ben?.detail).toContain('you are the supervisor; next Wednesday 25 November, 14:00')
    expect(ben?.buttons).toHaveLength(3)
    expect(ben?.buttons?.map(({ label }) => label)).toEqual([
      'Record the session',
      expect.any(String),
      'More with Ben',
    ])
    await team.person('ada').sends(ben?.buttons?.at(-1)?.press ?? '')
    expect(team.person('ada').reads()).toContain('What you can begin with Ben Okafor')
    expect(team.person('ada').reads()).toContain('[Feedback]')
  })

  test('tells a stranger nothing about what can be begun with somebody', async () => {
    await team.person('imran').sends('more with?with=ada-ben')
    expect(team.person('imran').reads()).toContain('I could not find that')
  })

  test('puts one’s own actions before those of others', async () => {
    const actions = under(await home('ben'), 'Actions')
    const details = actions?.kind === 'list' ? actions.items.map(({ detail }) => detail) : []
    expect(details.map(detail => detail?.split(',')[0])).toEqual(['you', 'you', 'Ada'])
  })

  test('leads to About me for everyone, and to the dates only for whoever has a line', async () => {
    const links = async (who: string) =>
      (await home(who)).flatMap(block => (block.kind === 'link' ? [block.view] : []))
    expect(await links('ben')).toEqual(['about'])
    expect(await links('dana')).toEqual(['about', 'dates'])
    expect(await team.person('ben').page('dates')).toBeUndefined()
  })

  test('shows nobody but an admin what did not arrive, and lets nobody else send it again', async () => {
    expect(plainText({ blocks: await home('ada') })).not.toContain('Messages that need a look')
    await team.person('ada').sends('try again?id=anything')
    expect(team.person('ada').reads()).toContain('I could not find that')
  })
})
