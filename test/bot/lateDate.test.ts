import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team, WEDNESDAY } from './team.ts'

const DAY = 86_400_000

/** Wednesday to Wednesday in office hours, each day looked at once. */
const passDays = async (team: Team, until: () => boolean): Promise<void> => {
  for (let days = 0; days < 70 && !until(); days += 1) {
    team.move(DAY)
    await team.tick()
  }
}

describe('a supervision that finds no date after the first one was held', () => {
  const database = freshDatabase()
  let team: Team
  const nudgesOf = (user: string): string =>
    team.sent
      .filter(each => each.user === user && each.id.startsWith('nudges:'))
      .map(({ card }) => plainText(card))
      .join('\n---\n')

  beforeAll(async () => {
    // At nine, so that the day's first bundle goes at once.
    team = await startTeam(database, WEDNESDAY - DAY / 48)
    await team.tick()
    const ada = team.person('ada')
    await ada.types('record the session')
    await ada.presses('In person')
    await ada.presses('None has changed')
    await ada.types('The weeks before the holidays.')
    await ada.types('None')
    await ada.types('to follow')
    await ada.presses('Share with Ben')
    await passDays(team, () => nudgesOf('dana').includes('no supervision booked'))
  })
  afterAll(() => team.close())

  it('reaches Dana as dates and nothing else, and not before both were told that it would', () => {
    expect(nudgesOf('dana')).toContain('Ada and Ben have no supervision booked')
    expect(nudgesOf('dana')).not.toContain('holidays')
    for (const user of ['ada', 'ben']) expect(nudgesOf(user)).toContain('I tell Dana the dates')
  })

  it('is not foreseen for Dana once more when it has just gone', async () => {
    const page = plainText((await team.person('dana').page('upcoming')) ?? { blocks: [] })
    expect(page).toContain('Nudges to come')
    expect(page).not.toContain('Ada and Ben')
  })

  it('is known to both: Dana was told the dates', async () => {
    await passDays(team, () =>
      ['ada', 'ben'].every(user => nudgesOf(user).includes('I have told Dana the dates')),
    )
    for (const user of ['ada', 'ben']) expect(nudgesOf(user)).toContain('I have told Dana')
    expect(team.problems).toEqual([])
  })
})
