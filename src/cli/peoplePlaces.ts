import type { Tenant } from '../domain/people.ts'
import type { PlaceStanding } from '../domain/placeStore.ts'
import type { MongoStore } from '../store/index.ts'
import { type Given, many } from './command.ts'
import { readCsv } from './csv.ts'
import { tenantFor, textOf } from './peopleImport.ts'

/** Where an organisation is on a platform, who may be reached there, and which addresses are whose. */

export interface PlacesAsked {
  readonly words: readonly string[]
  readonly organisation: string | undefined
  readonly workspace: string | undefined
  readonly everybody: boolean
}

export interface Work {
  readonly given: Given
  readonly store: MongoStore
  readonly tenant: Tenant
  readonly asked: PlacesAsked
}

const PLATFORMS: readonly string[] = ['slack', 'teams']
const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS

export const refuse = ({ print }: Given, ...lines: readonly string[]): number => {
  for (const line of lines) print(line)
  return 1
}

/** Opens the database and finds the organisation; each verb does the rest. */
export const working =
  (work: (work: Work) => Promise<number>) =>
  async (asked: PlacesAsked, given: Given): Promise<number> => {
    const { store } = await given.open(given.config(), 'beside')
    const tenant = tenantFor(await store.tenants(), asked.organisation)
    if ('wrong' in tenant) return refuse(given, ...tenant.wrong)
    return work({ given, store, tenant: tenant.value, asked })
  }

const platformIn = ({ asked, given }: Work): string | undefined => {
  const [platform = ''] = asked.words
  if (PLATFORMS.includes(platform)) return platform
  given.print(`Say where: ${PLATFORMS.join(' or ')}.`)
  return undefined
}

/** `join slack`: a code for the install page, or with `--workspace` the place itself. */
export const join = working(async work => {
  const { given, store, tenant, asked } = work
  const platform = platformIn(work)
  if (platform === undefined) return 1
  if (asked.workspace === undefined) {
    const code = await store.makeCode({ kind: 'join', tenant: tenant.id }, HOUR_MS)
    given.print(`Code for one workspace of ${tenant.name}, good for one hour: ${code}`)
    given.print('Its admin enters it at PUBLIC_URL/slack/install.')
    return 0
  }
  if (!(await store.addPlace(tenant.id, platform, asked.workspace)))
    return refuse(given, 'That workspace belongs to another organisation here.')
  given.print(`${asked.workspace} belongs to ${tenant.name} now. Nobody is written to there yet.`)
  given.print(`Next: npm run people -- pilot ${platform} open KEY…`)
  return 0
})

const keysOf = async ({ store, tenant }: Work): Promise<ReadonlyMap<string, string>> =>
  new Map(Object.entries(await store.keys(tenant.id)))

const unknownKeys = (keys: readonly string[], known: ReadonlyMap<string, string>) =>
  keys.filter(key => !known.has(key)).map(key => `Nobody was imported under the key “${key}”.`)

const tellStanding = ({ given }: Work, places: readonly PlaceStanding[], names: Names): void => {
  if (places.length === 0) given.print('This organisation is on no platform yet.')
  for (const { platform, externalId, state, opened, pilot } of places) {
    const who =
      opened === 'pilot'
        ? `open for ${pilot.map(id => names.get(id) ?? id).join(', ') || 'nobody'}`
        : `open for ${opened}`
    given.print(`${platform} ${externalId}: ${state === 'live' ? who : 'not installed any more'}`)
  }
}

type Names = ReadonlyMap<string, string>

const keyNames = (keys: ReadonlyMap<string, string>): Names =>
  new Map([...keys].map(([key, person]) => [person, key]))

interface Asked {
  readonly verb: 'open' | 'close'
  readonly people: readonly string[]
  readonly everybody: boolean
}

/** For whom places are open then. Whoever names people of a place that is open for everybody may mean either, and is asked. */
const nextOpening = (places: readonly PlaceStanding[], { verb, people, everybody }: Asked) => {
  const nobody = { opened: 'nobody', pilot: [] } as const
  if (everybody) return verb === 'open' ? ({ opened: 'everybody', pilot: [] } as const) : nobody
  if (places.some(({ opened }) => opened === 'everybody'))
    return {
      wrong: 'It is open for everybody. To open it for some only, first: pilot … close --everybody',
    }
  const before = places.flatMap(({ pilot }) => pilot)
  const pilot =
    verb === 'open'
      ? [...new Set([...before, ...people])]
      : before.filter(each => !people.includes(each))
  return pilot.length === 0 ? nobody : ({ opened: 'pilot', pilot } as const)
}

/** `pilot slack open KEY…`, `open --everybody`, `close KEY…`, `show`. */
export const pilot = working(async work => {
  const { given, store, tenant, asked } = work
  const platform = platformIn(work)
  if (platform === undefined) return 1
  const [, verb = 'show', ...keys] = asked.words
  const known = await keysOf(work)
  const places = (await store.placesOf(tenant.id)).filter(each => each.platform === platform)
  if (verb === 'show') {
    tellStanding(work, places, keyNames(known))
    return 0
  }
  const wrong = unknownKeys(keys, known)
  if (wrong.length > 0) return refuse(given, ...wrong, 'Nothing has been changed.')
  if (verb !== 'open' && verb !== 'close') return refuse(given, 'Say open, close or show.')
  if (keys.length === 0 && !asked.everybody)
    return refuse(given, 'Say for whom: their keys, or --everybody.')
  if (places.length === 0)
    return refuse(
      given,
      `Nothing is installed on ${platform} yet. First: people -- join ${platform}`,
    )
  const people = keys.flatMap(key => known.get(key) ?? [])
  const next = nextOpening(places, { verb, people, everybody: asked.everybody })
  if ('wrong' in next) return refuse(given, next.wrong, 'Nothing has been changed.')
  await store.openPlace(tenant.id, platform, next)
  const after = (await store.placesOf(tenant.id)).filter(each => each.platform === platform)
  tellStanding(work, after, keyNames(known))
  return 0
})

/** `link KEY`: a code that person writes to Throughline wherever it does not know them yet. */
const linkOne = async (work: Work, key: string): Promise<number> => {
  const { given, store, tenant } = work
  const known = await keysOf(work)
  const person = known.get(key)
  if (person === undefined) return refuse(given, ...unknownKeys([key], known))
  const code = await store.makeCode({ kind: 'link', tenant: tenant.id, person }, 7 * DAY_MS)
  given.print(`For ${key} alone, once, within seven days. They write to Throughline:`)
  given.print(`  link ${code}`)
  return 0
}

const MEMBER = /^[UW][A-Z0-9]{4,30}$/

/** `link slack FILE.csv`: columns key and member id, for whom the organisation vouches. */
const linkMany = async (work: Work, platform: string, file: string): Promise<number> => {
  const { given, store, tenant } = work
  const text = await textOf(file)
  if ('wrong' in text) return refuse(given, ...text.wrong)
  const live = (await store.placesOf(tenant.id)).filter(
    each => each.platform === platform && each.state === 'live',
  )
  const [place] = live
  if (place === undefined || live.length > 1)
    return refuse(
      given,
      `There has to be exactly one ${platform} workspace; here are ${live.length}.`,
    )
  const known = await keysOf(work)
  let wrong = 0
  let linked = 0
  for (const { line, cells } of readCsv(text.value).slice(1)) {
    const [key = '', user = ''] = cells
    const person = known.get(key)
    const says =
      person === undefined
        ? `Nobody was imported under the key “${key}”.`
        : MEMBER.test(user)
          ? undefined
          : 'The second column is not a member id, such as U024BE7LH.'
    const address = { platform, installation: place.externalId, user, conversation: user }
    const done =
      says === undefined && person !== undefined
        ? await store.addAddress({ tenant: tenant.id, person }, address)
        : false
    if (done) linked += 1
    else {
      wrong += 1
      given.print(`WRONG line ${line}: ${says ?? 'That member id is somebody else’s here.'}`)
    }
  }
  given.print(
    `${many(linked, 'person', 'people')} linked, ${wrong} wrong. Nobody has been written to.`,
  )
  return wrong === 0 ? 0 : 1
}

export const link = working(async work => {
  const [first, file] = work.asked.words
  if (first === undefined) return refuse(work.given, 'Say whom: their key.')
  return file === undefined ? linkOne(work, first) : linkMany(work, first, file)
})
