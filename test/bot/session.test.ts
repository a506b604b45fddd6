import { afterAll, beforeAll, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team

beforeAll(async () => {
  team = await startTeam(database)
})
afterAll(() => team.close())

test('Ada records a session in six turns, and Ben reads it and agrees', async () => {
  const ada = team.person('ada')
  const ben = team.person('ben')
  await ada.types('record the session')
  expect(ada.reads()).toContain('Did you meet?')
  await ada.presses('In person')
  await ada.presses('None has changed')
  await ada.types('The holidays, and how to write for court without losing a week.')
  await ada.types('Send Ben the template - Ada - by Friday')
  await ada.types('23 December')
  expect(ada.reads()).toContain('Does this read right?')
  await ada.presses('Share with Ben')
  expect(team.problems).toEqual([])
  expect(ada.reads()).toContain('Shared with Ben')

  await team.tick()
  expect(ben.reads()).toContain('Ada has shared it with you')
  // A page that is loaded again shows it still.
  expect((await ben.conversation()).at(-1)?.card).toEqual(ben.last())
  const records = await team.store.records(
    { tenant: 'example-team', actor: 'ben' },
    { kind: 'R04' },
  )
  const page = await ben.page(`record/${records[0]?.id}`)
  const text = page === undefined ? '' : plainText(page)
  expect(text).toContain('how to write for court')
  const stance = page?.blocks
    .flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
    .find(({ label }) => label === 'Agree')
  await ben.sends(stance?.press ?? '')
  expect(ben.reads()).toContain('that is your sign-off')
  expect(plainText((await ada.page(`record/${records[0]?.id}`)) ?? { blocks: [] })).toContain(
    'Signed by everyone',
  )
})
