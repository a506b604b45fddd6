import type { Demo, Persona } from '../core/adapter.ts'
import { ThroughlineError } from '../core/errors.ts'
import type { Clock } from '../core/time.ts'
import type { Tenant } from '../domain/people.ts'
import type { Store } from '../domain/store.ts'
import type { Bot } from './bot.ts'
import { DEMO_TENANT, demoPeople } from './demo/team.ts'

const HOUR_MS = 3_600_000
const STEP_MS = { hour: HOUR_MS, day: 24 * HOUR_MS } as const
/** A part that keeps being put off must not hold the clock for ever. */
const MOST_STOPS = 500

export interface DemoWork {
  readonly store: Store
  readonly bot: Bot
  readonly clock: Clock
  /** Sends what is due, until nothing is. */
  readonly tick: () => Promise<void>
}

const people = async (store: Store): Promise<readonly Persona[]> => {
  const [first] = demoPeople
  const tenant = DEMO_TENANT
  const known = await store.people({ tenant, actor: first?.id ?? '' })
  const personas: Persona[] = []
  for (const { id } of demoPeople) {
    const person = known.find(each => each.id === id)
    const address = await store.addressOf({ tenant, actor: id })
    if (person !== undefined && address !== undefined)
      personas.push({ address, name: person.name, role: person.title })
  }
  return personas
}

const gone = (): ThroughlineError =>
  new ThroughlineError(
    'not-found',
    'The example team is not here any more.',
    'Start again with an empty DATA_DIR to have it back.',
  )

/** The example team's persona picker and time machine; undefined where no demo tenant lives. */
export const createDemo = async (work: DemoWork): Promise<Demo | undefined> => {
  const { store, bot, clock, tick } = work
  const find = async (): Promise<Tenant> => {
    const tenant = await store.tenant(DEMO_TENANT)
    if (tenant?.demo !== true) throw gone()
    return tenant
  }
  const now = async (): Promise<number> => clock.now() + (await find()).offset

  const jump = async (ms: number): Promise<void> => {
    if (ms > 0) await store.moveClock(DEMO_TENANT, ms)
    bot.household.forget()
    await tick()
  }
  /** Stops at every instant at which something falls due, so that each goes out at its own time. */
  const moveTo = async (target: number): Promise<void> => {
    let last = Number.NEGATIVE_INFINITY
    for (let stops = 0; stops < MOST_STOPS; stops += 1) {
      const next = await store.nextDue(DEMO_TENANT)
      if (next === undefined || next <= last || next >= target) break
      await jump(next - (await now()))
      last = next
    }
    await jump(target - (await now()))
  }
  const move = async (step: Parameters<Demo['move']>[0]): Promise<number> => {
    // What is due already is no event to come.
    if (step === 'next event') await jump(0)
    const begun = await now()
    const target = step === 'next event' ? await store.nextDue(DEMO_TENANT) : begun + STEP_MS[step]
    if (target !== undefined) await moveTo(target)
    bot.refreshAll()
    return now()
  }

  const here = await store.tenant(DEMO_TENANT)
  if (here?.demo !== true) return undefined
  let moving: Promise<unknown> = Promise.resolve()
  return {
    people: () => people(store),
    now,
    move: step => {
      // Two that press at once: one jump after the other.
      const moved = moving.then(() => move(step))
      moving = moved.catch(() => undefined)
      return moved
    },
  }
}
