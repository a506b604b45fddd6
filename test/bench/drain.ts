import { officeHours, type Person } from '../../src/domain/people.ts'
import type { Seed } from '../../src/domain/store.ts'
import { createJobs } from '../../src/jobs/index.ts'
import { createServerClock } from '../../src/jobs/serverClock.ts'
import { createMetrics } from '../../src/metrics.ts'
import { quietLog } from '../setup/silence.ts'
import { inTheMiddle, openHouse, toAndFro } from './house.ts'
import { type Figure, percentile, timed } from './measure.ts'
import { addressOf, supervisor } from './team.ts'

const ORGANISATIONS = 10
const PAIRS = 250
/** The evening before: obligations are put right, and nothing may go. */
const EVENING = Date.parse('2026-11-24T20:00:00Z')
/** A Wednesday on which each has a supervision due soon and an action to look at. */
const MORNING = Date.parse('2026-11-25T09:11:00Z')
const TURN_EVERY_MS = 50

const organisation = (o: number): Seed => {
  const tenant = `organisation${o}`
  const numbers = Array.from({ length: PAIRS }, (_, n) => n)
  const person = (id: string): Person => ({
    id,
    tenant,
    name: `${id} Ashby`,
    title: '',
    works: officeHours,
  })
  const pair = (n: number): [string, string] => [`o${o}s${n}`, `o${o}w${n}`]
  const people = numbers.flatMap(pair)
  return {
    tenant: {
      id: tenant,
      name: tenant,
      demo: false,
      offset: 0,
      zone: 'Europe/London',
      safetyContacts: [],
      stopWords: [],
    },
    people: people.map(id => ({ person: person(id), addresses: [addressOf(id)] })),
    relationships: numbers.map(n => {
      const [leads, works] = pair(n)
      return {
        id: `pair${n}`,
        tenant,
        kind: 'supervision',
        state: 'confirmed',
        from: '2026-01-05',
        parties: [
          { role: 'supervisor', person: leads },
          { role: 'worker', person: works },
        ],
        rhythm: {
          programme: 'uk-childrens-services',
          profile: 'postAsye',
          startedOn: '2024-01-08',
          trackFrom: '2026-10-26',
          lastHeld: '2026-10-30',
        },
      }
    }),
    sessions: [],
    records: [],
    stances: [],
    actions: numbers.flatMap(n =>
      pair(n).map(owner => ({
        id: `a-${owner}`,
        tenant,
        relationship: `pair${n}`,
        rev: 0,
        owner,
        by: '2026-11-27',
        state: 'open' as const,
        carried: 0,
        what: 'Call the clinic',
      })),
    ),
    agendaItems: [],
  }
}

/** A clock that begins where it is told to. */
const movable = () => {
  let from = EVENING - performance.now()
  return {
    now: () => Math.round(from + performance.now()),
    jump: (to: number) => {
      from = to - performance.now()
    },
  }
}

/** Ten thousand nudges for five thousand people, bundled, while somebody goes on talking. */
export const drain = async (): Promise<readonly Figure[]> => {
  const clock = movable()
  let sent = 0
  const house = await openHouse(1, clock, () => {
    sent += 1
  })
  for (let o = 0; o < ORGANISATIONS; o += 1) await house.store.seed(organisation(o))
  const jobs = createJobs({
    store: house.store,
    bot: house.bot,
    clock: createServerClock(clock),
    log: quietLog,
    metrics: createMetrics(),
    random: Math.random,
    sealAudit: async () => 0,
  })
  await jobs.tick()
  clock.jump(MORNING)
  await inTheMiddle(house, supervisor(0))
  const talk = toAndFro(house)
  for (let n = 0; n < 40; n += 1) await talk(supervisor(0))
  await house.bot.flush()
  const [before, begun] = [sent, performance.now()]
  const commands = house.commands()
  const cpu = process.cpuUsage()
  let done = false
  const draining = jobs.tick().finally(() => {
    done = true
  })
  const turns: number[] = []
  while (!done) {
    turns.push(await timed(() => talk(supervisor(0))))
    await new Promise(resolve => setTimeout(resolve, TURN_EVERY_MS))
  }
  await draining
  const seconds = (performance.now() - begun) / 1000
  const { user, system } = process.cpuUsage(cpu)
  const bundles = sent - before - turns.length
  const people = 2 * PAIRS * ORGANISATIONS
  const each = (house.commands() - commands - 2 * turns.length) / bundles
  await house.close()
  return [
    { what: 'people who were told, of', is: `${bundles} of ${people}` },
    {
      what: 'nudges a second, two in each bundle',
      is: ((2 * bundles) / seconds).toFixed(0),
      wanted: '≥ 1,500',
    },
    { what: 'commands to the database for each person', is: each.toFixed(2) },
    {
      what: 'our own CPU for each person, the turns meanwhile included, ms',
      is: ((user + system) / 1000 / bundles).toFixed(2),
    },
    {
      what: 'p50 / p99 of a turn meanwhile, ms',
      is: `${percentile(turns, 0.5).toFixed(1)} / ${percentile(turns, 0.99).toFixed(1)}`,
      wanted: '< 200',
    },
  ]
}
