import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, normalize, relative } from 'node:path'

import { describe, expect, it } from 'vitest'
import * as z from 'zod'

import { temporaryFolder } from './setup/privateMongod.ts'

const root = join(import.meta.dirname, '..')

/** Which files, whose parts they may import besides their own, and which packages (`node:` = Node's own). */
const layers = {
  main: {
    files: /^src\/main\.ts$/,
    ours: [
      'open',
      'process',
      'core',
      'domain',
      'bot',
      'store',
      'jobs',
      'cli',
      'dialogs',
      'web',
      'slack',
    ],
    packages: ['node:', 'express'],
  },
  /** Open to all but core, domain and dialogs. */
  open: {
    files: /^src\/(config|configSlack|log|metrics)\.ts$/,
    ours: ['core'],
    packages: ['node:', 'zod', 'pino', 'prom-client'],
  },
  /** Main's own small parts. */
  process: {
    files: /^src\/(process\/\w+|http)\.ts$/,
    ours: ['open', 'core', 'domain', 'bot', 'store', 'jobs', 'cli'],
    packages: ['node:', 'express', 'date-holidays'],
  },
  core: { files: /^src\/core\//, ours: [], packages: ['zod', 'temporal-polyfill'] },
  domain: { files: /^src\/domain\//, ours: ['core'], packages: ['zod'] },
  bot: {
    files: /^src\/bot\//,
    ours: ['open', 'core', 'domain', 'dialogs'],
    packages: ['node:', 'zod'],
  },
  store: {
    files: /^src\/store\//,
    ours: ['open', 'core', 'domain'],
    packages: ['node:', 'zod', 'mongoose', 'mongodb-memory-server-core'],
  },
  jobs: {
    files: /^src\/jobs\//,
    ours: ['open', 'core', 'domain', 'bot'],
    packages: ['node:', 'node-cron'],
  },
  cli: {
    files: /^src\/cli\//,
    ours: ['open', 'core', 'domain', 'store', 'bot', 'dialogs'],
    packages: ['node:', 'zod'],
  },
  dialogs: { files: /^dialogs\//, ours: ['core', 'domain'], packages: ['zod'] },
  web: {
    files: /^adapters\/web\/(?!page\/)/,
    ours: ['open', 'core', 'page'],
    packages: ['node:', 'zod', 'express', 'esbuild'],
  },
  slack: {
    files: /^adapters\/slack\//,
    ours: ['open', 'core'],
    packages: [
      'node:',
      'zod',
      'express',
      ...['bolt', 'oauth', 'socket-mode', 'types', 'web-api'].map(name => `@slack/${name}`),
    ],
  },
  /** Runs in a browser. */
  page: { files: /^adapters\/web\/page\//, ours: ['core', 'web'], packages: ['preact'] },
} as const satisfies Record<string, Layer>

interface Layer {
  readonly files: RegExp
  readonly ours: readonly string[]
  readonly packages: readonly string[]
}
const table: Readonly<Record<string, Layer>> = layers

const layerOf = (file: string): string => {
  const found = Object.entries(table).filter(([, { files }]) => files.test(file))
  const [only, another] = found
  if (only === undefined || another !== undefined)
    throw new Error(`${file} belongs to ${found.length} layers; the table knows each file once`)
  return only[0]
}

const packageOf = (specifier: string): string => {
  if (specifier.startsWith('node:')) return 'node:'
  const [scope = '', name = ''] = specifier.split('/')
  return scope.startsWith('@') ? `${scope}/${name}` : scope
}

/** Whether `file` may import `specifier`, both as they stand in the repository. */
const mayImport = (file: string, specifier: string): boolean => {
  const from = layerOf(file)
  if (!specifier.startsWith('.'))
    return table[from]?.packages.includes(packageOf(specifier)) === true
  const to = layerOf(normalize(join(dirname(file), specifier)))
  return to === from || table[from]?.ours.includes(to) === true
}

const FROM = /\b(?:from\s+|import\s*\(?\s*)'([^']+)'/

const importsOf = (file: string): readonly string[] =>
  readFileSync(join(root, file), 'utf8')
    .split('\n')
    .flatMap(line => FROM.exec(line)?.[1] ?? [])

const sources = (folder: string): readonly string[] =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && /\.tsx?$/.test(entry.name))
    .map(entry => relative(root, join(entry.parentPath, entry.name)))

const all = ['src', 'adapters', 'dialogs'].flatMap(sources)

describe('who imports whom', () => {
  it('sees every source file and its imports', () => {
    expect(all.length).toBeGreaterThan(150)
    expect(importsOf('src/main.ts').length).toBeGreaterThan(10)
    expect(importsOf('adapters/web/bundle.ts')).toContain('esbuild')
  })

  it('is as the table says, in every file', () => {
    const wrong = all.flatMap(file =>
      importsOf(file)
        .filter(specifier => !mayImport(file, specifier))
        .map(specifier => `${file} imports ${specifier}`),
    )
    expect(wrong).toEqual([])
  })

  it.each([
    ['src/core/advance.ts', '../domain/run.ts'],
    ['src/core/time.ts', 'node:fs'],
    ['src/domain/store.ts', 'mongoose'],
    ['src/bot/bot.ts', '../store/index.ts'],
    ['src/bot/bot.ts', '../main.ts'],
    ['src/jobs/tick.ts', '../store/index.ts'],
    ['src/store/open.ts', '../bot/bot.ts'],
    ['src/cli/doctor.ts', '../jobs/index.ts'],
    ['dialogs/index.ts', '../src/bot/bot.ts'],
    ['adapters/web/index.ts', '../../src/domain/store.ts'],
    ['adapters/slack/index.ts', '../web/index.ts'],
    ['adapters/web/index.ts', '@slack/bolt'],
    ['src/bot/bot.ts', '@slack/types'],
    ['adapters/web/page/chatPage.tsx', 'node:fs'],
    ['src/log.ts', 'node-cron'],
  ])('would catch %s importing %s', (file, specifier) => {
    expect(mayImport(file, specifier)).toBe(false)
  })
})

/** One import of each kind, as a file directly in that layer's folder would write it. */
const examples = (folder: string): readonly string[] => {
  const up = '../'.repeat(folder.split('/').length)
  const ours = [
    ...['core/x', 'domain/x', 'bot/x', 'store/x', 'jobs/x', 'cli/x', 'main', 'config', 'http'].map(
      path => `${up}src/${path}.ts`,
    ),
    `${up}dialogs/x.ts`,
  ]
  const inside = ours
    .map(path => relative(folder, normalize(join(folder, path))))
    .map(path => (path.startsWith('.') ? path : `./${path}`))
  const packages = ['zod', 'mongoose', 'node-cron', 'preact', 'express', 'node:fs', '@slack/bolt']
  return [...inside, ...packages, './neighbour.ts']
}

const folders = {
  core: 'src/core',
  domain: 'src/domain',
  bot: 'src/bot',
  store: 'src/store',
  jobs: 'src/jobs',
  cli: 'src/cli',
  dialogs: 'dialogs',
  web: 'adapters/web',
  slack: 'adapters/slack',
  page: 'adapters/web/page',
}

describe('the linter in the editor', () => {
  it('says the same as the table', async ({ onTestFinished }) => {
    const folder = await temporaryFolder(onTestFinished)
    cpSync(join(root, 'biome.json'), join(folder, 'biome.json'))
    const expected: string[] = []
    for (const path of Object.values(folders)) {
      mkdirSync(join(folder, path), { recursive: true })
      const lines = examples(path).map((specifier, index) => {
        const file = `${path}/planted.ts`
        if (!mayImport(file, specifier)) expected.push(`${file} ${specifier}`)
        return `export { x${index} } from '${specifier}'`
      })
      writeFileSync(join(folder, path, 'planted.ts'), `${lines.join('\n')}\n`)
    }
    const biome = join(root, 'node_modules', '@biomejs', 'biome', 'bin', 'biome')
    const only = '--only=style/noRestrictedImports'
    const args = [
      biome,
      'lint',
      only,
      '--reporter=json',
      '--max-diagnostics=none',
      '--vcs-enabled=false',
    ]
    const { stdout } = spawnSync(process.execPath, args, { cwd: folder, encoding: 'utf8' })
    expect(said(folder, stdout)).toEqual(expected.toSorted())
  })
})

const report = z.object({
  diagnostics: z.array(
    z.object({ location: z.object({ path: z.string(), start: z.object({ line: z.int() }) }) }),
  ),
})

/** `file specifier` of each diagnostic, sorted. */
const said = (folder: string, stdout: string): readonly string[] =>
  report
    .parse(JSON.parse(stdout))
    .diagnostics.map(({ location: { path, start } }) => {
      const line = readFileSync(join(folder, path), 'utf8').split('\n')[start.line - 1] ?? ''
      return `${path} ${FROM.exec(line)?.[1]}`
    })
    .toSorted()
