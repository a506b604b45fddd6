import { type House, openHouse, toAndFro } from './house.ts'
import { type Figure, median, spread, timed } from './measure.ts'
import { supervisor } from './team.ts'

const PAIRS = 8
const EARLY = 4
const LATE = 200
/** Turns measured from each of the two on: an even number, since they go to and fro. */
const MEASURED = 12

/** A conversation that has come as far as its turn `at`; an even number of turns after its third. */
const talkUntil = async (house: House, person: string, at: number): Promise<void> => {
  await house.types(person, 'record the session')
  await house.types(person, 'In person')
  await house.types(person, 'None has changed')
  const turn = toAndFro(house)
  for (let n = 4; n < at; n += 1) {
    await turn(person)
    if (n % 25 === 0) await house.bot.flush()
  }
}

/** What a turn late in a long conversation costs against one early in it, turn by turn in the same moments. */
export const growth = async (): Promise<readonly Figure[]> => {
  const house = await openHouse(2 * PAIRS + 1)
  await talkUntil(house, supervisor(2 * PAIRS), LATE)
  const ratios: number[] = []
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const young = supervisor(2 * pair)
    const old = supervisor(2 * pair + 1)
    await talkUntil(house, old, LATE)
    await house.bot.flush()
    await talkUntil(house, young, EARLY)
    const early: number[] = []
    const late: number[] = []
    const [youngs, olds] = [toAndFro(house), toAndFro(house)]
    for (let n = 0; n < MEASURED; n += 1) {
      early.push(await timed(() => youngs(young)))
      late.push(await timed(() => olds(old)))
    }
    ratios.push(median(late) / median(early))
  }
  await house.close()
  const what = `turns ${LATE}–${LATE + MEASURED - 1} against ${EARLY}–${EARLY + MEASURED - 1}`
  return [{ what, is: `${spread(ratios)} ×`, wanted: '0.8–1.2' }]
}
