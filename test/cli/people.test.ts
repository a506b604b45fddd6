import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'

import { runCommand } from '../../src/cli/index.ts'
import { lend } from '../../src/process/lend.ts'
import { createLifecycle } from '../../src/process/lifecycle.ts'
import { freshDatabase } from '../setup/database.ts'
import { temporaryFolder } from '../setup/privateMongod.ts'

const databases = Array.from({ length: 5 }, freshDatabase)

let env: { readonly DATA_DIR: string; readonly MONGODB_URI: string }

beforeEach(async () => {
  const DATA_DIR = await temporaryFolder(onTestFinished)
  env = { DATA_DIR, MONGODB_URI: databases.pop()?.uri ?? '' }
})

const type = async (...args: string[]) => {
  const lifecycle = createLifecycle(() => undefined)
  const lines: string[] = []
  const print = (line: string): void => void lines.push(line)
  const given = lend({ lifecycle, env, print, checks: async () => [] })
  try {
    const code = await runCommand(args[0] ?? '', args.slice(1), given)
    return { code, lines, said: lines.join('\n') }
  } finally {
    await lifecycle.end()
  }
}

const file = async (text: string | Uint8Array): Promise<string> => {
  const path = join(env.DATA_DIR, 'people.csv')
  await writeFile(path, text)
  return path
}

const organisation = async (): Promise<string> => {
  const { said } = await type('people', 'organisation', 'North', 'Team')
  return /org-\w+/.exec(said)?.[0] ?? ''
}

const HEADING = 'key;name;title;manager;supervisor;programme;profile;started;last_held;admin;left'
const PEOPLE = [
  HEADING,
  'd1;Dana Whitlock;Manager;;;;;;;yes;',
  'a1;Ada Brook;Supervisor;d1;;;;;;;',
  'b1;"Okafor; Ben";Social worker;a1;a1;uk-childrens-services;postAsye;2024-09-02;2026-10-30;;',
].join('\r\n')

describe('people -- import', () => {
  it('says what would happen, does it with --yes, and finds nothing to do the second time', async () => {
    const id = await organisation()
    const path = await file(`\uFEFF${PEOPLE}`)
    const dry = await type('people', 'import', path, '--dry-run', '--yes')
    expect(dry.code).toBe(0)
    expect(dry.said).toMatch(/line 4 +b1 +New: Okafor; Ben\. Reports to Ada Brook/)
    expect(dry.said).toContain('3 lines: 3 new, 0 changed, 0 unchanged, 0 wrong.')
    expect(dry.lines.at(-1)).toBe('Nothing has been changed yet. Run it again with --yes to do it.')
    expect((await type('people', 'import', path)).said).toContain('3 new')
    expect((await type('people', 'import', path, '--yes')).lines.at(-1)).toBe('Done.')
    const again = await type('people', 'import', path, '--yes')
    expect(again.lines.at(-1)).toBe('There is nothing to do.')
    expect(again.said).toContain('3 lines: 0 new, 0 changed, 3 unchanged, 0 wrong.')

    const all = JSON.parse((await type('export', id)).said)
    expect(all.people).toHaveLength(3)
    const [dana] = all.people.filter(
      ({ person }: { person: { name: string } }) => person.name === 'Dana Whitlock',
    )
    expect(all.tenant.admins).toEqual([dana.person.id])
    expect(all.audit.map(({ action }: { action: string }) => action)).toContain('imported')
  })

  it('ends what a leaver was part of, and tells the one who stays', async () => {
    const id = await organisation()
    await type('people', 'import', await file(PEOPLE), '--yes')
    const today = new Date().toISOString().slice(0, 10)
    const gone = PEOPLE.replace('b1;"Okafor; Ben"', 'b1;Ben').replace(/;;$/, `;;${today}`)
    const { said, code } = await type('people', 'import', await file(gone), '--yes')
    expect(said).toContain(`Leaves on ${today}; what was shared stays with the others.`)
    expect(said).toContain(`Ends on ${today}: 1 supervision and 1 reporting line.`)
    expect(code).toBe(0)
    const all = JSON.parse((await type('export', id)).said)
    const told = all.deliveries.filter(({ what }: { what: string }) => what === 'supervision.ended')
    expect(told).toHaveLength(1)
    expect((await type('people', 'import', await file(gone), '--yes')).lines.at(-1)).toBe(
      'There is nothing to do.',
    )
  })

  it('explains each wrong line, does the others, and says by its code that something is left', async () => {
    await organisation()
    const wrong = `${PEOPLE}\r\nx1;Too few\r\nx2;No such boss;;nobody;;;;;;;\r\n`
    const { said, code } = await type('people', 'import', await file(wrong), '--yes')
    expect(said).toMatch(/WRONG line 5 +x1 +This line has 2 cells, the heading has 11/)
    expect(said).toMatch(/WRONG line 6 +x2 +manager: Nobody has the key “nobody”/)
    expect(said).toContain('Done.')
    expect(code).toBe(1)
  })

  it('refuses a file whose heading, encoding or place is not right, in a sentence', async () => {
    await organisation()
    const refused = async (text: string | Uint8Array) =>
      (await type('people', 'import', await file(text))).said
    expect(await refused('')).toBe('There is nothing in this file.')
    expect(await refused('key,nom\n1,Ada')).toContain('“nom” is no column that is known here')
    expect(await refused('key,key\n1,2')).toContain('The column “name” is not there.')
    expect(await refused(Uint8Array.from([0x6b, 0xe4, 0x0a]))).toContain('This file is not UTF-8')
    expect((await type('people', 'import', '/nowhere.csv')).said).toContain('cannot be read')
    expect((await type('people', 'import')).said).toContain('Say which file.')
    expect((await type('people', 'import', 'x', '--perhaps')).said).toContain('is not known')
  })

  it('needs to know which organisation, and never takes the example team', async () => {
    const path = await file(PEOPLE)
    expect((await type('people', 'import', path)).said).toContain('There is no organisation yet.')
    await organisation()
    await organisation()
    const which = await type('people', 'import', path, '--yes')
    expect(which.said).toContain('Say which one: --organisation ID')
    expect(which.code).toBe(1)
    const bad = await type('people', 'organisation', 'South', '--zone', 'Londn')
    expect(bad.said).toContain('“Londn” is not a time zone.')
  })
})
