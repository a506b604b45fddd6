import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'
import * as z from 'zod'

import { dialogs } from '../dialogs/index.ts'
import { aboutWords } from '../src/bot/aboutMe.ts'
import { togetherWords } from '../src/bot/together/index.ts'
import { nudgeIds } from '../src/domain/nudge.ts'
import { programmes } from '../src/domain/programmes/index.ts'
import { runToEnd } from './setup/app.ts'

const root = join(import.meta.dirname, '..')
const read = (name: string): string => readFileSync(join(root, name), 'utf8')
const pages = ['README.md', 'CONTRIBUTING.md', 'AGENTS.md', 'CHANGELOG.md', 'manifests/README.md']
const { scripts } = z
  .object({ scripts: z.record(z.string(), z.string()) })
  .parse(JSON.parse(read('package.json')))

const commandsIn = (page: string): readonly string[] =>
  [...read(page).matchAll(/npm (?:run )?([a-z:]+)/g)].map(found => found[1] ?? '')

const profiles = programmes.flatMap(programme => programme.profiles)
const rules = profiles.flatMap(profile => profile.rules)

/** Everything people can read, as it stands in the sources. */
const sources = ['src', 'dialogs', 'adapters']
  .flatMap(folder =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
      .map(entry => readFileSync(join(entry.parentPath, entry.name), 'utf8')),
  )
  .join('\n')

describe.each(pages)('%s', page => {
  test('names only nudges and rules that exist', () => {
    const known: readonly string[] = [...nudgeIds, ...rules.map(({ id }) => id)]
    for (const [id] of read(page).matchAll(/\b[CN]-\d\d\b/g)) expect(known).toContain(id)
  })

  test('names only commands that exist', () => {
    for (const command of commandsIn(page)) expect(Object.keys(scripts)).toContain(command)
  })

  test('points only at files that exist', () => {
    const named = [
      ...read(page).matchAll(
        /(?:\]\(|`)((?:src|adapters|dialogs|test|scripts|manifests)\/[\w./-]*|[A-Z]+\.md|\.env\.example)/g,
      ),
    ]
    for (const path of named.map(found => found[1] ?? ''))
      expect(existsSync(join(root, path)), path).toBe(true)
  })
})

test('the README gives the two commands that a newcomer and the build need', () => {
  const blocks = [...read('README.md').matchAll(/```\n(.*?)\n```/gs)].map(found => found[1])
  expect(blocks).toEqual(['npm start', 'npm test'])
  expect(read('.ci/run')).toMatch(/^npm test$/m)
})

test('the words that the README tells people to type begin what they say', () => {
  const titles = dialogs.map(({ title }) => title.toLowerCase())
  for (const words of [
    'record the session',
    'feedback',
    'make a plan to get there',
    'make a coaching agreement',
    'record a coaching session',
  ])
    expect(titles).toContain(words)
  const alone = [...togetherWords, ...aboutWords]
  for (const words of ['set up', 'book dates', 'away', 'settings', 'about me']) {
    expect(read('README.md')).toContain(`\`${words}\``)
    expect(alone).toContain(words)
  }
})

test('what the README tells people to press is written somewhere', () => {
  const pressed = [...read('README.md').matchAll(/(?<=[\s(])_([^_]+)_/g)].map(
    found => found[1] ?? '',
  )
  expect(pressed.length).toBeGreaterThan(10)
  // A name stands where the source has a placeholder.
  const isWritten = (label: string): boolean =>
    label
      .replace(/\s+/g, ' ')
      .split(/Finn|Ben/)
      .every(part => sources.includes(part))
  expect(pressed.filter(label => !isWritten(label))).toEqual([])
})

test('the table of rules in the README is what the programmes say', () => {
  const table = read('README.md')
  for (const { id, title } of programmes) {
    expect(table).toContain(`\`${id}\``)
    expect(table).toContain(title.split(',')[0])
  }
  for (const { id } of profiles) expect(table).toContain(`\`${id}\``)
  for (const { id, says } of rules) expect(table).toContain(`${id} ${says}`)
})

test('every command of the README is one that the house knows, and the dialogs are in order as it says', async () => {
  const { out, code } = await runToEnd({}, ['help'])
  expect(code).toBe(0)
  for (const command of commandsIn('README.md'))
    expect(out, command).toMatch(command === 'test' || command === 'build' ? /npm/ : command)
  const checked = await runToEnd({}, ['dialogs:check'])
  expect([checked.code, checked.err]).toEqual([0, ''])
})

test('every step with people in the guide for Slack is one that the command knows', async () => {
  const { out } = await runToEnd({}, ['people'])
  const steps = read('manifests/README.md').matchAll(/npm run people -- (\w+)/g)
  const verbs = new Set([...steps].map(found => found[1] ?? ''))
  expect(verbs.size).toBeGreaterThan(4)
  for (const verb of verbs) expect(out, verb).toMatch(new RegExp(`(people -- |or: )${verb} `))
})
