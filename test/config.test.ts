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

const BOT = { SLACK_BOT_TOKEN: 'xoxb-1' }
const APP = { SLACK_APP_TOKEN: 'xapp-1' }
const SIGNED = { SLACK_SIGNING_SECRET: 'now' }
const URL_HERE = { PUBLIC_URL: 'https://throughline.example.org' }
const CLIENT = { SLACK_CLIENT_ID: '1.2', SLACK_CLIENT_SECRET: 'c' }

describe('the settings of Slack', () => {
  it('say by their combination how a person meets Throughline there', () => {
    expect(readConfig({}).slack).toBeUndefined()
    expect(readConfig({ ...BOT, ...APP }).slack).toEqual({
      mode: 'socket',
      botToken: 'xoxb-1',
      appToken: 'xapp-1',
    })
    const changing = { ...SIGNED, SLACK_SIGNING_SECRET_BEFORE: 'then' }
    expect(readConfig({ ...BOT, ...changing, ...URL_HERE }).slack).toEqual({
      mode: 'http',
      botToken: 'xoxb-1',
      signingSecrets: ['now', 'then'],
    })
    expect(readConfig({ ...CLIENT, ...SIGNED, ...URL_HERE }).slack).toMatchObject({
      mode: 'oauth',
      publicUrl: 'https://throughline.example.org',
    })
  })

  it.each([
    ['an app-level token alone', APP, 'SLACK_BOT_TOKEN'],
    ['a bot token alone', BOT, 'SLACK_APP_TOKEN'],
    ['requests from outside without an address', { ...BOT, ...SIGNED }, 'PUBLIC_URL'],
    [
      'only the secret before',
      { ...BOT, ...URL_HERE, SLACK_SIGNING_SECRET_BEFORE: 'x' },
      'SLACK_SIGNING_SECRET',
    ],
    ['a client without its secret', { SLACK_CLIENT_ID: '1' }, 'SLACK_CLIENT_SECRET'],
    ['a client without a signing secret', { ...CLIENT, ...URL_HERE }, 'SLACK_SIGNING_SECRET'],
    ['a client without an address', { ...CLIENT, ...SIGNED }, 'PUBLIC_URL'],
    ['one workspace and many', { ...BOT, ...CLIENT, ...SIGNED, ...URL_HERE }, 'SLACK_CLIENT_ID'],
  ])('tell whoever gave %s what is still to do, once', (_, env, name) => {
    expect(problemsOf(env).map(problem => problem.split(':')[0])).toEqual([name])
  })

  it('name the kind of a token that stands in the wrong place, once, and never its value', () => {
    const [user, ...more] = problemsOf({ ...APP, SLACK_BOT_TOKEN: 'xoxp-canary' })
    expect(user).toMatch(/^SLACK_BOT_TOKEN: this is a user token; copy the Bot User OAuth Token/)
    expect(more).toEqual([])
    const [bot] = problemsOf({ ...BOT, SLACK_APP_TOKEN: 'xoxb-canary' })
    expect(bot).toMatch(/^SLACK_APP_TOKEN: this is a bot token; copy the App-Level Token/)
    expect(`${user}${bot}`).not.toContain('canary')
  })

  it('refuse a token that would fall silent in the evening, because nobody renews it', () => {
    const env = { ...SIGNED, ...URL_HERE, SLACK_BOT_TOKEN: 'xoxe.xoxb-1' }
    expect(problemsOf(env)).toHaveLength(1)
    expect(problemsOf(env)[0]).toMatch(/expires after twelve hours/)
  })

  it('come from files too, and say it once when one cannot be read', async ({
    onTestFinished: after,
  }) => {
    const file = join(await temporaryFolder(after), 'token')
    await writeFile(file, 'xoxb-2\n')
    expect(readConfig({ ...APP, SLACK_BOT_TOKEN_FILE: file }).slack).toMatchObject({
      botToken: 'xoxb-2',
    })
    expect(problemsOf({ ...APP, SLACK_BOT_TOKEN_FILE: join(file, 'no') })).toEqual([
      'SLACK_BOT_TOKEN_FILE: name a file that this account can read.',
    ])
  })

  it('turn the local chat off, unless it is asked for', () => {
    expect(readConfig({ ...BOT, ...APP }).webChat).toBe(false)
    expect(readConfig({ ...BOT, ...APP, WEB_CHAT: 'on' }).webChat).toBe(true)
  })

  it('let nobody in from outside but through a proxy on this machine, unless another way is named', () => {
    expect(readConfig({}).publicListener).toEqual({ port: 4610, host: '127.0.0.1' })
  })
})

describe('.env.example', () => {
  it('explains every variable that is read, and no other', async () => {
    const text = await readFile(join(import.meta.dirname, '..', '.env.example'), 'utf8')
    const explained = [...text.matchAll(/^# ([A-Z_]+)=/gm)].map(([, name]) => name)
    expect(explained.toSorted()).toEqual([...variables].toSorted())
  })
})
