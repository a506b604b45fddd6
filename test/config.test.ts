import { randomBytes } from 'node:crypto'
import { readFile, writeFile } from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { readConfig, variables } from '../src/config.ts'
import { isThroughlineError } from '../src/core/errors.ts'
import { temporaryFolder } from './setup/privateMongod.ts'

const KEY = randomBytes(32).toString('base64')

/** What a person reads whose settings are wrong; one problem a line. */
const problemsOf = (env: Record<string, string>): readonly string[] => {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (!isThroughlineError(error, 'config-invalid')) throw error
    return error.hint.split('\n').map(line => line.trim())
  }
}

describe('settings', () => {
  it('need not be given at all', () => {
    const config = readConfig({})
    const data = join(homedir(), '.local', 'share', 'throughline')
    expect(config).toMatchObject({
      port: { number: 4600, fixed: false },
      dataDir: data,
      key: { file: `${data}.key` },
      auditFile: `${data}.audit`,
      log: { level: 'info', file: join(data, 'throughline.log') },
      mongodb: {},
      webChat: true,
    })
  })

  it('count as not given when they are empty', () => {
    const nothing = Object.fromEntries(variables.map(name => [name, ' ']))
    expect(readConfig(nothing)).toEqual(readConfig({}))
  })

  it('keep data where the system says that data belong', () => {
    expect(readConfig({ XDG_DATA_HOME: '/srv/data' }).dataDir).toBe('/srv/data/throughline')
    expect(readConfig({ HOME: '/home/ana', DATA_DIR: '~/notes' }).dataDir).toBe('/home/ana/notes')
  })

  it('tell a person who got several of them wrong about all at once, by name, with what to write', () => {
    const problems = problemsOf({
      PORT: '80 80',
      LOG_LEVEL: 'chatty',
      MONGODB_URI: 'db.example.org',
      THROUGHLINE_KEY: 'hunter2',
      PUBLIC_URL: 'http://example.org/bot',
      WEB_CHAT: 'perhaps',
    })
    expect(problems.map(problem => problem.split(':')[0])).toEqual([
      'PORT',
      'MONGODB_URI',
      'THROUGHLINE_KEY',
      'LOG_LEVEL',
      'PUBLIC_URL',
      'WEB_CHAT',
    ])
    expect(problems[0]).toBe('PORT: write a number between 1 and 65535, such as 4600.')
    expect(problems[3]).toBe('LOG_LEVEL: write one of debug, info, warn, error.')
  })

  it('never quote what stands in them', () => {
    const secret = 'canary-93f1'
    const everywhere = Object.fromEntries(variables.map(name => [name, `://${secret}`]))
    expect(problemsOf(everywhere).join(' ')).not.toContain(secret)
  })

  it('find what is wrong between them even when others are wrong by themselves', () => {
    const problems = problemsOf({ PORT: 'x', DATA_DIR: '/d', THROUGHLINE_KEY_FILE: '/d/the.key' })
    expect(problems).toHaveLength(2)
    expect(problems[1]).toMatch(/^THROUGHLINE_KEY_FILE: name a file outside DATA_DIR/)
  })

  it('refuse a secret that is given twice', () => {
    expect(problemsOf({ THROUGHLINE_KEY: KEY, THROUGHLINE_KEY_FILE: '/k' })).toHaveLength(1)
    const twice = { MONGODB_URI: 'mongodb://a/b', MONGODB_URI_FILE: '/nowhere' }
    expect(problemsOf(twice)).toEqual([
      'MONGODB_URI_FILE: set either this or MONGODB_URI, not both.',
    ])
  })

  it('take the address of the database from a file, which must hold one', async ({
    onTestFinished: after,
  }) => {
    const file = join(await temporaryFolder(after), 'uri')
    await writeFile(file, 'mongodb://127.0.0.1/notes\n')
    expect(readConfig({ MONGODB_URI_FILE: file }).mongodb.uri).toBe('mongodb://127.0.0.1/notes')
    await writeFile(file, 'what was the password again')
    expect(problemsOf({ MONGODB_URI_FILE: file })[0]).toMatch(/^MONGODB_URI_FILE: in it, write/)
    expect(problemsOf({ MONGODB_URI_FILE: join(file, 'no') })).toEqual([
      'MONGODB_URI_FILE: name a file that this account can read.',
    ])
  })

  it('know the key by its text, with the next one while it is changed', () => {
    const next = randomBytes(32).toString('base64')
    const env = { THROUGHLINE_KEY: KEY, THROUGHLINE_NEXT_KEY: next }
    expect(readConfig(env).key).toEqual({ text: KEY, next })
    expect(problemsOf({ THROUGHLINE_NEXT_KEY: next })).toHaveLength(1)
  })
})

describe('.env.example', () => {
  it('explains every variable that is read, and no other', async () => {
    const text = await readFile(join(import.meta.dirname, '..', '.env.example'), 'utf8')
    const explained = [...text.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(explained.toSorted()).toEqual([...variables].toSorted())
  })
})
