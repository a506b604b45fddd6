import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { beforeAll, describe, expect, it } from 'vitest'

import { runCommand } from '../../src/cli/index.ts'
import { lend } from '../../src/process/lend.ts'
import { createLifecycle } from '../../src/process/lifecycle.ts'
import { freshDatabase } from '../setup/database.ts'
import { newFolder } from '../setup/privateMongod.ts'

const database = freshDatabase()
let env: { readonly DATA_DIR: string; readonly MONGODB_URI: string }

const type = async (...args: string[]) => {
  const lifecycle = createLifecycle(() => undefined)
  const lines: string[] = []
  const print = (line: string): void => void lines.push(line)
  const given = lend({ lifecycle, env, print, checks: async () => [] })
  try {
    const code = await runCommand('people', args, given)
    return { code, said: lines.join('\n') }
  } finally {
    await lifecycle.end()
  }
}

const file = async (name: string, text: string): Promise<string> => {
  const path = join(env.DATA_DIR, name)
  await writeFile(path, text)
  return path
}

beforeAll(async () => {
  const DATA_DIR = await newFolder()
  env = { DATA_DIR, MONGODB_URI: database.uri }
  await type('organisation', 'North', 'Team')
  const people = ['key;name', 'd1;Dana Whitlock', 'a1;Ada Brook', 'b1;Ben Okafor'].join('\n')
  await type('import', await file('people.csv', people), '--yes')
  return () => rm(DATA_DIR, { recursive: true, force: true })
})

describe('whoever looks after North Team', () => {
  it('is told what comes first', async () => {
    expect((await type('pilot', 'slack', 'open', 'a1')).said).toContain('Nothing is installed')
    expect((await type('join', 'carrier-pigeon')).said).toBe('Say where: slack or teams.')
  })

  it('gets a code for a workspace, or makes one theirs at once', async () => {
    expect((await type('join', 'slack')).said).toMatch(/good for one hour: (\w{4}-){6}\w{4}/)
    const { code, said } = await type('join', 'slack', '--workspace', 'T0NORTH')
    expect({ code, said }).toMatchObject({ code: 0 })
    expect(said).toContain('Nobody is written to there yet')
    expect((await type('pilot', 'slack')).said).toBe('slack T0NORTH: open for nobody')
  })

  it('links many people at once, and hears of each line that is wrong', async () => {
    const table = ['key;member_id', 'd1;U0DANA', 'a1;U0ADA1', 'x9;U0NOBODY', 'b1;Ben', 'b1;U0ADA1']
    const { code, said } = await type('link', 'slack', await file('slack.csv', table.join('\n')))
    expect(code).toBe(1)
    expect(said).toContain('WRONG line 4: Nobody was imported under the key “x9”.')
    expect(said).toContain('WRONG line 5: The second column is not a member id')
    expect(said).toContain('WRONG line 6: That member id is somebody else’s here.')
    expect(said).toContain('2 people linked, 3 wrong. Nobody has been written to.')
  })

  it('opens it for some, then for everybody, and closes it', async () => {
    expect((await type('pilot', 'slack', 'open', 'a1', 'zz')).said).toContain('“zz”')
    expect((await type('pilot', 'slack', 'open', 'a1')).said).toContain('open for a1')
    expect((await type('pilot', 'slack', 'open', 'b1')).said).toContain('open for a1, b1')
    expect((await type('pilot', 'slack', 'close', 'a1')).said).toContain('open for b1')
    expect((await type('pilot', 'slack', 'open', '--everybody')).said).toContain('for everybody')
    for (const verb of ['open', 'close']) {
      const some = await type('pilot', 'slack', verb, 'a1')
      expect(some).toMatchObject({ code: 1, said: expect.stringContaining('open for everybody') })
    }
    expect((await type('pilot', 'slack')).said).toContain('open for everybody')
    expect((await type('pilot', 'slack', 'close', '--everybody')).said).toContain('for nobody')
    expect((await type('pilot', 'slack', 'open', 'a1')).said).toContain('open for a1')
    expect((await type('pilot', 'slack', 'close', 'a1')).said).toContain('for nobody')
  })

  it('names whom to call when a child may be in danger, and takes a name away again', async () => {
    expect((await type('contacts')).said).toContain('Nobody is named')
    expect((await type('contacts', 'add', 'Duty team')).said).toContain('how to reach them')
    await type('contacts', 'add', 'Police', '999')
    const named = await type('contacts', 'add', 'Duty team', '01632 960 001')
    expect(named.said).toBe('Police: 999\nDuty team: 01632 960 001')
    expect((await type('contacts', 'remove', 'Nobody')).said).toContain('not among them')
    expect((await type('contacts', 'remove', 'Police')).code).toBe(0)
    expect((await type('contacts')).said).toBe('Duty team: 01632 960 001')
  })

  it('gets a code for one person', async () => {
    expect((await type('link', 'b1')).said).toMatch(/link (\w{4}-){6}\w{4}$/)
    expect((await type('link', 'zz')).said).toContain('“zz”')
  })
})
