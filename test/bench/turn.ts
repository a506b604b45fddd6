import { inTheMiddle, openHouse, toAndFro } from './house.ts'
import { type Figure, median, percentile, spread, timed } from './measure.ts'
import { openNullBot } from './nullBot.ts'
import { supervisor } from './team.ts'

const ROUNDS = 9
/** As many as may be typing in the same second; what they were told is confirmed once a second. */
const PEOPLE = 25
const TURNS = 24

/** A whole turn against the least a bot can do, turn by turn in the same moments. */
export const wholeTurn = async (): Promise<readonly Figure[]> => {
  const house = await openHouse(PEOPLE)
  const nullBot = await openNullBot(house.uri)
  const talking = Array.from({ length: PEOPLE }, (_, n) => ({
    person: supervisor(n),
    turn: toAndFro(house),
  }))
  for (const { person } of talking) await inTheMiddle(house, person)
  await house.bot.flush()
  const ratios: number[] = []
  const late: number[] = []
  const ours: number[] = []
  const theirs: number[] = []
  const accepting: number[] = []
  for (let round = -1; round < ROUNDS; round += 1) {
    const mine: number[] = []
    const least: number[] = []
    for (let n = 0; n < TURNS; n += 1) {
      for (const { person, turn } of talking) {
        least.push(await timed(() => nullBot.turn(person)))
        mine.push(await timed(async () => accepting.push(await turn(person))))
      }
      await house.bot.flush()
    }
    // The first round (600 turns) warms up.
    if (round < 0) continue
    ratios.push(percentile(mine, 0.5) / percentile(least, 0.5))
    late.push(percentile(mine, 0.99) / percentile(least, 0.99))
    ours.push(...mine)
    theirs.push(...least)
  }
  const before = house.commands()
  for (const { person, turn } of talking) await turn(person)
  const operations = (house.commands() - before) / PEOPLE
  const bytes = await house.stateBytes(supervisor(0))
  await nullBot.close()
  await house.close()
  return [
    { what: 'p50 against the null bot', is: `${spread(ratios)} ×`, wanted: '≤ 2.2, aim 1.7' },
    { what: 'p99 against the null bot', is: `${spread(late)} ×` },
    { what: 'of it until it is acknowledged, p50, ms', is: median(accepting).toFixed(2) },
    {
      what: 'p50 / p99 of ours, ms',
      is: `${percentile(ours, 0.5).toFixed(2)} / ${percentile(ours, 0.99).toFixed(2)}`,
    },
    {
      what: 'p50 / p99 of the null bot, ms',
      is: `${percentile(theirs, 0.5).toFixed(2)} / ${percentile(theirs, 0.99).toFixed(2)}`,
    },
    { what: 'store operations a turn', is: operations.toFixed(1), wanted: '2' },
    { what: 'kept between two turns, bytes', is: String(bytes) },
  ]
}
