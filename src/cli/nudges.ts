import { nudges as words } from '../../dialogs/nudges.ts'
import { closedFor } from '../bot/calendar.ts'
import { putRight } from '../bot/nudges/looked.ts'
import type { Closed } from '../core/time.ts'
import { sayInstant } from '../core/time.ts'
import type { Person, Tenant } from '../domain/people.ts'
import { plan } from '../domain/planning.ts'
import type { Store } from '../domain/store.ts'
import type { World } from '../domain/world.ts'
import { type Command, many } from './command.ts'

const MOST_DAYS = 60
const USUAL_DAYS = 14
/** Read at a time. */
const CHUNK = 200

interface Asked {
  readonly days: number
  /** A name, part of one, or an id. */
  readonly person?: string
}

const HOW = 'npm run nudges -- --dry-run [--days 14] [--person NAME-OR-ID]'

/** What was typed, or what is wrong with it. */
const readArgs = (args: readonly string[]): Asked | string => {
  const given = (name: string): string | undefined => {
    const at = args.indexOf(name)
    return at < 0 ? undefined : (args[at + 1] ?? '')
  }
  if (!args.includes('--dry-run'))
    return `Nudges go by themselves while Throughline runs. To see what would go: ${HOW}`
  const [days, person] = [given('--days'), given('--person')]
  const count = days === undefined ? USUAL_DAYS : Number(days)
  if (!Number.isInteger(count) || count < 1 || count > MOST_DAYS)
    return `--days takes a whole number from 1 to ${MOST_DAYS}.`
  if (person === '') return '--person takes a name or an id.'
  return { days: count, ...(person === undefined ? {} : { person }) }
}

const isMeant = ({ id, name }: Person, asked: string | undefined): boolean =>
  asked === undefined || id === asked || name.toLowerCase().includes(asked.toLowerCase())

/** What would go to one person: when, which, why; no content. */
const linesFor = (before: World, now: number, days: number, closed: Closed): readonly string[] => {
  const { world } = putRight(before, now, closed)
  const { zone } = world.person.works
  const today = new Date(now).toISOString().slice(0, 10)
  return plan(world, now, days, closed).flatMap(({ at, number, occurrences, shifts }) => [
    `    ${sayInstant(at, zone, today)} (${zone}), message ${number} of at most 2 that day`,
    ...occurrences.map(
      ({ nudge, as, because }) => `      ${nudge} ${words[nudge].name}, as ${as}: ${because}`,
    ),
    ...shifts.map(shift => `      moved: ${shift}`),
  ])
}

interface Given {
  readonly store: Store
  readonly print: (line: string) => void
  /** Epoch ms. */
  readonly now: number
  readonly holidays: ((region: string) => Closed) | undefined
}

const showTenant = async (
  { store, print, now, holidays }: Given,
  tenant: Tenant,
  people: readonly Person[],
  { days }: Asked,
): Promise<void> => {
  const at = now + (tenant.demo ? tenant.offset : 0)
  const closed = closedFor(holidays === undefined ? {} : { holidays }, tenant)
  for (let from = 0; from < people.length; from += CHUNK) {
    const some = people.slice(from, from + CHUNK)
    const worlds = await store.worlds(some.map(({ id }) => ({ tenant: tenant.id, person: id })))
    for (const world of worlds) {
      const lines = linesFor(world, at, days, closed)
      print(`  ${world.person.name} (${world.person.id})`)
      for (const line of lines.length === 0 ? ['    nothing'] : lines) print(line)
    }
  }
}

export const nudges: Command = {
  name: 'nudges',
  takes: '--dry-run [--days 14] [--person NAME-OR-ID]',
  says: 'says what would be sent, to whom, when and why; sends nothing',
  run: async (args, { config, open, print, clock, holidays }) => {
    const asked = readArgs(args)
    if (typeof asked === 'string') {
      print(asked)
      return 1
    }
    const { store } = await open(config(), 'beside')
    const now = clock.now()
    const lent: Given = { store, print, now, holidays: await holidays() }
    let shown = 0
    for (const tenant of await store.tenants()) {
      const people = await store.everyone(tenant.id)
      const meant = people.filter(each => isMeant(each, asked.person))
      if (meant.length === 0) continue
      print(`${tenant.name}, the next ${many(asked.days, 'day')} if nothing changes:`)
      await showTenant(lent, tenant, meant, asked)
      shown += meant.length
    }
    if (shown === 0) print('Nobody here is called that.')
    return shown === 0 ? 1 : 0
  },
}
