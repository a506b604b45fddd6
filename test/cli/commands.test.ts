import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'

import { runCommand } from '../../src/cli/index.ts'
import { lend } from '../../src/process/lend.ts'
import { createLifecycle } from '../../src/process/lifecycle.ts'
import { kekFromFile, openStore } from '../../src/store/index.ts'
import { notices } from '../jobs/house.ts'
import { type FreshDatabase, freshDatabase } from '../setup/database.ts'
import { connectTo, temporaryFolder } from '../setup/privateMongod.ts'
import { MONDAY, seedOf } from '../store/hearth.ts'

const root = join(import.meta.dirname, '..', '..')

/** What somebody would have in their environment who runs it on a database of their own. */
const settingsFor = async (database: FreshDatabase, name = 'data') => {
  const folder = await temporaryFolder(onTestFinished)
  const DATA_DIR = join(folder, name)
  await mkdir(DATA_DIR, { mode: 0o700 })
  return { DATA_DIR, MONGODB_URI: database.uri }
}

/** Types a command; answers the exit code and all that was printed. */
const type = async (env: Readonly<Record<string, string>>, name: string, ...args: string[]) => {
  const lifecycle = createLifecycle(() => undefined)
  const lines: string[] = []
  const print = (line: string): void => void lines.push(line)
  const given = lend({ lifecycle, env, print, checks: async () => [] })
  try {
    const code = await runCommand(name, args, given)
    return { code, said: lines.join('\n') }
  } finally {
    await lifecycle.end()
  }
}

/** The people of the hearth in this database, under the key that the settings name. */
const settle = async (
  env: { readonly DATA_DIR: string },
  database: FreshDatabase,
  change: (store: Awaited<ReturnType<typeof openStore>>) => Promise<unknown> = async () => {},
): Promise<void> => {
  const store = await openStore({
    uri: database.uri,
    database: database.name,
    kek: kekFromFile(`${env.DATA_DIR}.key`),
    anchor: `${env.DATA_DIR}.audit`,
    now: () => MONDAY,
  })
  await store.seed(seedOf('hearth'))
  await change(store)
  await store.close()
}

const audited = (store: Awaited<ReturnType<typeof openStore>>): Promise<unknown> =>
  store
    .transact({ tenant: 'hearth', actor: 'ana' }, async tx => {
      for (const object of ['record/one', 'record/two']) await tx.audit({ action: 'filed', object })
    })
    .then(store.sealAudit)

describe('doctor', () => {
  it('touches nothing before the first start, and says what the start would do', async () => {
    const DATA_DIR = join(await temporaryFolder(onTestFinished), 'not', 'yet')
    const { code, said } = await type({ DATA_DIR }, 'doctor')
    expect(said).toContain('Everything is in order.')
    expect(said).toMatch(/ok +data directory .+ is made by the first start/)
    expect(said).toMatch(/ok +database +nothing is stored yet/)
    expect(code).toBe(0)
    expect([existsSync(DATA_DIR), existsSync(`${DATA_DIR}.key`)]).toEqual([false, false])
  })

  const well = freshDatabase()
  it('looks at every part, for people and for programs', async () => {
    const env = await settingsFor(well)
    await settle(env, well, audited)
    const { code, said } = await type(env, 'doctor', '--json')
    const { ok, findings } = JSON.parse(said)
    expect([code, ok]).toEqual([0, true])
    expect(findings.map(({ part }: { part: string }) => part)).toEqual([
      'node',
      '.env',
      'settings',
      'data directory',
      'key',
      'database',
      'store',
      'clock',
      'audit trail',
      'deliveries',
      'erasures',
      'safety contacts of Organisation hearth',
      'places of Organisation hearth',
      'nudges of Organisation hearth',
      'running',
      'dialogs',
    ])
  })

  const ill = freshDatabase()
  it('says of each thing that is wrong what to do about it', async () => {
    const env = await settingsFor(ill)
    const seed = seedOf('nobody-to-call')
    await settle(env, ill, async store => {
      await store.seed({ ...seed, tenant: { ...seed.tenant, safetyContacts: [] } })
      await notices(store, ['given up'])
      const due = await store.claimDue(100, 60_000)
      const claim = due.find(({ id }) => id === 'given up')
      if (claim !== undefined) await store.finishDelivery(claim, { state: 'dead' })
    })
    await chmod(env.DATA_DIR, 0o755)
    const { code, said } = await type(env, 'doctor')
    expect(code).toBe(1)
    expect(said).toMatch(/WRONG +safety contacts of Organisation nobody-to-call/)
    expect(said).toMatch(/WRONG +deliveries +1 dead/)
    expect(said).toContain(`→ chmod 700 ${env.DATA_DIR}`)
    expect(said).toContain('3 things need you.')
  })

  const locked = freshDatabase()
  it('finds a key that others can read, and a key that does not fit', async () => {
    const env = await settingsFor(locked)
    await settle(env, locked)
    await chmod(`${env.DATA_DIR}.key`, 0o644)
    expect((await type(env, 'doctor')).said).toContain(`chmod 600 ${env.DATA_DIR}.key`)
    const other = randomBytes(32).toString('base64')
    const { code, said } = await type({ ...env, THROUGHLINE_KEY: other }, 'doctor')
    expect(code).toBe(1)
    expect(said).toMatch(/WRONG +database +The key does not open these data/)
  })

  it('finds that key and anchor have no place to be written', async () => {
    const env = await settingsFor(locked)
    const nowhere = { ...env, THROUGHLINE_KEY_FILE: '/dev/null/key', AUDIT_FILE: '/dev/null/audit' }
    const { said } = await type(nowhere, 'doctor')
    expect(said).toMatch(/WRONG +database +This account cannot write \/dev\/null\/key/)
    expect(said).toContain('in THROUGHLINE_KEY_FILE')
  })

  it('lists every setting that is wrong', async () => {
    const { code, said } = await type({ PORT: 'x', LOG_LEVEL: 'y' }, 'doctor')
    expect(code).toBe(1)
    expect(said).toContain('PORT: write a number')
    expect(said).toContain('LOG_LEVEL: write one of')
  })
})

describe('audit:verify', () => {
  const database = freshDatabase()
  it('trusts the trail until somebody edits it', async () => {
    const env = await settingsFor(database)
    await settle(env, database, audited)
    expect(await type(env, 'audit:verify')).toEqual({
      code: 0,
      said: '2 entries in order, compared with 1 anchor.',
    })
    const audit = connectTo(onTestFinished, database.uri).db(database.name).collection('audit')
    await audit.updateOne({ seq: 1 }, { $set: { object: 'record/three' } })
    const { code, said } = await type(env, 'audit:verify')
    expect(code).toBe(1)
    expect(said).toContain(
      'Organisation hearth: entry 1 says something else than when it was written.',
    )
  })
})

describe('backup and restore', () => {
  const from = freshDatabase()
  const into = freshDatabase()
  it('bring everything into an empty database, with the key and not without', async () => {
    const env = await settingsFor(from)
    await settle(env, from, audited)
    const file = join(env.DATA_DIR, 'backup')
    const made = await type(env, 'backup', file)
    expect(made.code).toBe(0)
    expect(made.said).toContain(`Keep a copy of that elsewhere: ${env.DATA_DIR}.key`)
    expect((await type(env, 'backup', file)).said).toContain('is there already')
    expect((await type(env, 'backup')).code).toBe(1)

    const next = await settingsFor(into, 'next')
    const keyless = await type(next, 'restore', file)
    expect([keyless.code, keyless.said]).toEqual([
      1,
      `First put the key this backup was made with to ${next.DATA_DIR}.key (mode 600).`,
    ])
    const withKey = { ...next, THROUGHLINE_KEY_FILE: `${env.DATA_DIR}.key` }
    const done = await type(withKey, 'restore', file)
    expect(done.said).toContain('documents restored.')
    const [before, after] = await Promise.all([
      type(env, 'export', 'hearth'),
      type(withKey, 'export', 'hearth'),
    ])
    expect(JSON.parse(after.said).people).toEqual(JSON.parse(before.said).people)
    await expect(type(withKey, 'restore', file)).rejects.toThrow('There are data in this database')
  })
})

describe('export', () => {
  const database = freshDatabase()
  it('names the organisations there are, and writes one into a file for its owner alone', async () => {
    const env = await settingsFor(database)
    await settle(env, database)
    expect(await type(env, 'export', 'nowhere')).toEqual({
      code: 1,
      said: 'Not found.\n  hearth                  Organisation hearth',
    })
    const file = join(env.DATA_DIR, 'hearth.json')
    expect((await type(env, 'export', 'hearth', file)).said).toContain('Written to')
    expect(JSON.parse(await readFile(file, 'utf8')).tenant.id).toBe('hearth')
    expect((await type(env, 'export', 'hearth', file)).said).toContain('is there already')
    const nowhere = await type(env, 'backup', '/dev/null/backup')
    expect(nowhere.said).toBe('This account cannot write to /dev/null. Name another place.')
  })
})

describe('keys:rotate', () => {
  const inFile = freshDatabase()
  it('explains itself first, then changes the key in the file', async () => {
    const env = await settingsFor(inFile)
    await settle(env, inFile)
    const before = await readFile(`${env.DATA_DIR}.key`, 'utf8')
    expect((await type(env, 'keys:rotate')).code).toBe(1)
    expect(await readFile(`${env.DATA_DIR}.key`, 'utf8')).toBe(before)
    const { code, said } = await type(env, 'keys:rotate', '--yes')
    expect(code).toBe(0)
    expect(said).toMatch(/\d+ key rings wrapped anew/)
    expect(await readFile(`${env.DATA_DIR}.key`, 'utf8')).not.toBe(before)
    expect((await type(env, 'doctor')).code).toBe(0)
    await writeFile(`${env.DATA_DIR}.key`, before)
    expect((await type(env, 'doctor')).said).toContain('The key does not open these data')
  })

  const inText = freshDatabase()
  it('takes the next key from the settings when the first one stands there', async () => {
    const env = await settingsFor(inText)
    await settle(env, inText)
    const THROUGHLINE_KEY = (await readFile(`${env.DATA_DIR}.key`, 'utf8')).trim()
    const asText = { ...env, THROUGHLINE_KEY }
    expect((await type(asText, 'keys:rotate', '--yes')).said).toContain(
      'THROUGHLINE_NEXT_KEY first',
    )
    const THROUGHLINE_NEXT_KEY = randomBytes(32).toString('base64')
    const both = { ...asText, THROUGHLINE_NEXT_KEY }
    expect((await type(both, 'keys:rotate', '--yes')).code).toBe(0)
    expect((await type({ ...env, THROUGHLINE_KEY: THROUGHLINE_NEXT_KEY }, 'doctor')).code).toBe(0)
  })
})

describe('help', () => {
  it('is what an unknown command gets, and names every command that package.json has', async () => {
    const { code, said } = await type({}, 'dcotor')
    expect(code).toBe(1)
    expect(said).toContain('There is no command called “dcotor”.')
    expect((await type({}, 'help')).code).toBe(0)
    const { scripts } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'))
    const ours = Object.entries(scripts).filter(([, script]) =>
      /start\.mjs \S/.test(String(script)),
    )
    for (const [name, script] of ours) expect(script).toBe(`node scripts/start.mjs ${name}`)
    const named = [...said.matchAll(/^ {2}npm run (\S+)/gm)].map(([, name]) => name)
    expect(named.toSorted()).toEqual(ours.map(([name]) => name).toSorted())
  })
})
