import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team
const scope = (actor: string) => ({ tenant: 'example-team', actor })
const topics = async (actor: string): Promise<readonly string[]> =>
  (await team.store.agendaItems(scope(actor))).map(({ topic }) => topic)

beforeAll(async () => {
  team = await startTeam(database)
})
afterAll(() => team.close())

describe('a note that Ben keeps', () => {
  const NOTE = 'ask about the rota in spring'

  test('is his alone until he has seen who will read it and says so', async () => {
    const ben = team.person('ben')
    await ben.types(`note ${NOTE}`)
    await ben.presses('For the agenda with Ada')
    expect(ben.reads()).toContain('Ada and you will read this:')
    expect(ben.reads()).toContain(NOTE)
    expect(await topics('ada')).not.toContain(NOTE)
    await ben.presses('Keep it private')
    expect(await topics('ada')).not.toContain(NOTE)
  })

  test('goes on the agenda once, however often he presses, and stays his note', async () => {
    const ben = team.person('ben')
    await ben.presses('Put it on the agenda')
    await ben.presses('Put it on the agenda')
    expect(ben.reads()).toContain('on your agenda with Ada')
    expect((await topics('ada')).filter(topic => topic === NOTE)).toHaveLength(1)
    expect((await team.store.notes(scope('ben'))).map(({ text }) => text)).toContain(NOTE)
  })

  test('is not found by Ada, who holds its button in her hand, nor for a pair that is not his', async () => {
    const [note] = await team.store.notes(scope('ben'))
    await team.person('ada').sends(`promote?note=${note?.id}&with=ada-ben`)
    expect(team.person('ada').reads()).toContain('could not find that')
    await team.person('ben').sends(`promote now?note=${note?.id}&with=cleo-imran`)
    expect(team.person('ben').reads()).toContain('could not find that')
  })

  test('of a page is asked for in a line', async () => {
    const ben = team.person('ben')
    await ben.types(`note ${'a long thought about the week, '.repeat(20)}`)
    await ben.presses('For the agenda with Ada')
    expect(ben.reads()).toContain('A line or two is enough')
  })

  test('stands before him when he prepares, and not before Ada as hers', async () => {
    const shown = async (who: string): Promise<string> => {
      const { cards } = await team.person(who).sends('start?dialog=preparation&with=ada-ben')
      return cards.map(plainText).join('\n')
    }
    expect(await shown('ben')).toContain(NOTE)
    expect(await shown('ada')).not.toContain(NOTE)
  })
})
