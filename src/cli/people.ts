import { parseArgs } from 'node:util'

import { systemClock } from '../core/time.ts'
import { zoneCell } from '../domain/importCells.ts'
import { programmes } from '../domain/programmes/index.ts'
import type { Command, Given } from './command.ts'
import { contacts } from './peopleContacts.ts'
import { importPeople } from './peopleImport.ts'
import { join, link, type PlacesAsked, pilot } from './peoplePlaces.ts'

const usage = [
  'npm run people -- organisation NAME [--zone Europe/London] [--programme ID]',
  '    sets up an organisation with nobody in it yet, and says its id',
  'npm run people -- import FILE.csv [--dry-run] [--yes] [--organisation ID]',
  '    says for each line what would happen, and with --yes does it',
  'npm run people -- contacts [add WHO HOW | remove WHO] [--organisation ID]',
  '    whom to call when a child may be in danger; shown wherever that may be',
  'npm run people -- join slack [--workspace T0123] [--organisation ID]',
  '    a code for the install page; with --workspace that workspace belongs to the organisation at once',
  'npm run people -- pilot slack [show | open KEY… | open --everybody | close KEY…]',
  '    for whom Throughline is open there; nobody else is written to',
  'npm run people -- link KEY, or: link slack FILE.csv (columns key, member_id)',
  '    a code with which that person is known in another chat; or many people at once',
]

const options = {
  'dry-run': { type: 'boolean' },
  yes: { type: 'boolean' },
  organisation: { type: 'string' },
  zone: { type: 'string' },
  programme: { type: 'string' },
  workspace: { type: 'string' },
  everybody: { type: 'boolean' },
} as const

type Said = ReturnType<typeof parse>

const parse = (args: readonly string[]) =>
  parseArgs({ args: [...args], options, allowPositionals: true })

/** A new organisation is empty and real: nobody can be it in the local chat. */
const organisation = async ({ positionals, values }: Said, given: Given): Promise<number> => {
  const { print, config, open } = given
  const name = positionals.slice(1).join(' ').trim()
  const zone = zoneCell(values.zone ?? 'Europe/London')
  const programme = programmes.find(({ id }) => id === values.programme)
  const wrong = [
    ...(name === '' || name.length > 120 ? ['Give it a name of at most 120 characters.'] : []),
    ...('wrong' in zone ? [zone.wrong] : []),
    ...(values.programme !== undefined && programme === undefined
      ? [
          `There is no programme “${values.programme}”. Those there are: ${programmes.map(({ id }) => id).join(', ')}.`,
        ]
      : []),
  ]
  if (wrong.length > 0 || 'wrong' in zone) {
    for (const line of wrong) print(line)
    return 1
  }
  const { store } = await open(config(), 'beside')
  const id = `org-${crypto.randomUUID().slice(0, 8)}`
  const tenant = {
    id,
    name,
    demo: false,
    offset: 0,
    zone: zone.value,
    safetyContacts: [],
    stopWords: [],
    ...(programme === undefined ? {} : { programme: programme.id }),
  }
  const nothing = { sessions: [], records: [], stances: [], actions: [], agendaItems: [] }
  await store.seed({ tenant, people: [], relationships: [], ...nothing })
  print(`${name} is set up as ${id}. Nobody is in it yet.`)
  print(`Next: npm run people -- import FILE.csv --organisation ${id} --dry-run`)
  return 0
}

const explain = (print: Given['print'], first?: string): number => {
  if (first !== undefined) print(first)
  for (const line of usage) print(line)
  return 1
}

const ofPlaces: ReadonlyMap<string, typeof join> = new Map([
  ['join', join],
  ['pilot', pilot],
  ['link', link],
  ['contacts', contacts],
])

const placesAsked = ({ positionals, values }: Said): PlacesAsked => ({
  words: positionals.slice(1),
  organisation: values.organisation,
  workspace: values.workspace,
  everybody: values.everybody === true,
})

export const people: Command = {
  name: 'people',
  takes: 'import FILE | organisation NAME | contacts | join | pilot | link',
  says: 'brings people, reporting lines and supervisions in from a table',
  run: async (args, given) => {
    let said: Said
    try {
      said = parse(args)
    } catch {
      return explain(given.print, 'One of these options is not known.')
    }
    const [what, file] = said.positionals
    if (what === 'organisation') return organisation(said, given)
    const verb = what === undefined ? undefined : ofPlaces.get(what)
    if (verb !== undefined) return verb(placesAsked(said), given)
    if (what !== 'import') return explain(given.print)
    if (file === undefined) return explain(given.print, 'Say which file.')
    const { 'dry-run': dry, yes, organisation: id } = said.values
    return importPeople(
      { file, go: yes === true && dry !== true, organisation: id, now: systemClock.now() },
      given,
    )
  },
}
