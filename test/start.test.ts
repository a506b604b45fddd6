import { existsSync } from 'node:fs'
import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { waitUntil } from '../src/store/mongod/processes.ts'
import { type App, launch, runToEnd, startApp } from './setup/app.ts'
import { freshDatabase } from './setup/database.ts'
import { newFolder } from './setup/privateMongod.ts'

const CANARY = 'Marigold-Canary-7731'

let folder: string
let DATA_DIR: string
let app: App

beforeAll(async () => {
  folder = await newFolder()
  DATA_DIR = join(folder, 'data')
  app = await startApp(afterAll, { DATA_DIR })
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const mode = async (path: string): Promise<string> => ((await stat(path)).mode & 0o777).toString(8)

describe('a first start in an empty folder', () => {
  it('says in one short block what runs, where data and key are, and where to go', () => {
    const { out, err } = app.said
    expect(err).toBe('')
    expect(out.match(/Throughline is running\./g)).toHaveLength(1)
    expect(out.match(/http:/g)).toHaveLength(1)
    expect(out.trim().split('\n').length).toBeLessThanOrEqual(14)
    expect(out).toMatch(/Open +http:\/\/127\.0\.0\.1:\d+\/\?token=\S+\n/)
    expect(out).toMatch(/Database +MongoDB \d+\.\d+\.\d+ from \S/)
    expect(out).toContain(`Data       ${DATA_DIR}\n`)
    expect(out).toContain(`Key        ${DATA_DIR}.key\n`)
    expect(out).toContain('keep a copy elsewhere')
  })

  it('has a link that opens the example team, and shows strangers nothing', async () => {
    const { ask } = await app.enter()
    const { people } = JSON.parse((await ask('/api/people')).body)
    expect(people.length).toBeGreaterThanOrEqual(3)
    expect((await app.get('/api/people')).status).toBe(404)
    expect((await app.get('/somewhere/else')).body).toBe('not found')
  })

  it('answers whoever watches over it', async () => {
    expect(JSON.parse((await app.get('/healthz')).body)).toMatchObject({ alive: true })
    await waitUntil(async () => (await app.get('/readyz')).status === 200, 20_000)
    const ready = await app.get('/readyz')
    expect([ready.status, JSON.parse(ready.body)]).toEqual([
      200,
      { ready: true, house: 'ok', store: 'ok', migrations: 'ok', clock: 'ok', tick: 'ok' },
    ])
    const { body } = await app.get('/metrics')
    for (const name of ['store_op_seconds', 'scheduler_last_tick_seconds', 'eventloop_lag_seconds'])
      expect(body).toContain(name)
    expect(body).not.toMatch(/example-team|ada/)
  })

  it('keeps its files to the account that runs it, and the key outside the folder', async () => {
    expect(await mode(DATA_DIR)).toBe('700')
    expect(await mode(`${DATA_DIR}.key`)).toBe('600')
    expect(await readdir(DATA_DIR)).not.toContain('throughline.key')
    for (const name of ['throughline.log', 'web.secret', 'mongod.password', 'mongod.key'])
      expect(await mode(join(DATA_DIR, name)), name).toBe('600')
  })
})

describe.concurrent('beside one that is running', () => {
  it('a second one on the same data says so and leaves the first alone', async () => {
    const { code, err } = await runToEnd({ DATA_DIR })
    expect(code).toBe(1)
    expect(err).toContain(`Another Throughline (process ${app.pid}) is using ${DATA_DIR}.`)
    expect((await app.get('/readyz')).status).toBe(200)
  })

  it('another one cannot have its port, and says what to do', async () => {
    const elsewhere = join(folder, 'elsewhere')
    const { code, err } = await runToEnd({ DATA_DIR: elsewhere, PORT: String(app.port) })
    expect(code).toBe(1)
    expect(err).toContain(`Another program already listens on port ${app.port}.`)
    expect(err).toContain('PORT')
    expect(existsSync(join(elsewhere, 'db'))).toBe(false)
  })

  it('a command uses the same database', async () => {
    const doctor = await runToEnd({ DATA_DIR }, ['doctor'])
    expect([doctor.code, doctor.err]).toEqual([0, ''])
    expect(doctor.out).toMatch(/running +yes, on port \d+, and ready/)
    expect(doctor.out).toMatch(/local chat +the page can be built/)
  })
})

describe('when the database goes away', () => {
  it('answers kindly, is not ready, and serves again by itself with everything', async () => {
    const { type, conversation } = await app.enter()
    await type('ben', `note ${CANARY} one`)
    const mongod = Number(await readFile(join(DATA_DIR, 'db', 'mongod.lock'), 'utf8'))
    process.kill(mongod, 'SIGSTOP')
    const refused = await type('ben', `note ${CANARY} two`)
    expect(refused.status).toBe(503)
    expect((await app.get('/readyz')).status).toBe(503)
    expect((await app.get('/healthz')).status).toBe(200)
    process.kill(mongod, 'SIGKILL')
    const serves = async () => (await app.get('/readyz')).status === 200
    expect(await waitUntil(serves, 20_000)).toBe(true)
    expect((await type('ben', `note ${CANARY} three`)).status).toBe(200)
    expect((await conversation('ben')).body).toContain(`${CANARY} one`)
  })
})

describe('after kill -9', () => {
  it('starts again at once, with the same link and everything that was said', async () => {
    await app.end('SIGKILL')
    const token = new URL(app.link).search
    app = await startApp(afterAll, { DATA_DIR })
    expect(app.said.err).toBe('')
    expect(new URL(app.link).search).toBe(token)
    const { conversation } = await app.enter()
    expect((await conversation('ben')).body).toContain(`${CANARY} three`)
  })
})

describe('the log', () => {
  it('holds ids and codes: no words of a person, no secret', async () => {
    const log = await app.log()
    expect(log.split('\n').filter(Boolean).length).toBeGreaterThan(3)
    const token = new URL(app.link).searchParams.get('token') ?? 'none'
    const password = await readFile(join(DATA_DIR, 'mongod.password'), 'utf8')
    const key = (await readFile(`${DATA_DIR}.key`, 'utf8')).trim()
    for (const secret of [CANARY, token, password, key]) expect(log).not.toContain(secret)
    expect((await app.get('/metrics')).body).not.toContain(CANARY)
  })
})

describe('stopping', () => {
  it('takes less than five seconds, with a page open, and leaves no database behind', async () => {
    const mongod = Number(await readFile(join(DATA_DIR, 'db', 'mongod.lock'), 'utf8'))
    const { listen } = await app.enter()
    const page = await listen('ben')
    const before = performance.now()
    expect(await app.end('SIGTERM')).toBe(0)
    expect(await page.text()).toContain('hello')
    expect(performance.now() - before).toBeLessThan(5000)
    expect(() => process.kill(mongod, 0)).toThrow()
    expect(await app.log()).toContain('"event":"stopped"')
  })
})

describe('the key', () => {
  it('that is lost is never replaced by a new one while there are data', async () => {
    await rename(`${DATA_DIR}.key`, `${DATA_DIR}.kept`)
    const { code, err } = await runToEnd({ DATA_DIR })
    expect(code).toBe(1)
    expect(err).toContain(`the key that opens them is not at ${DATA_DIR}.key`)
    expect(existsSync(`${DATA_DIR}.key`)).toBe(false)
  })

  it('that is another one opens nothing', async () => {
    const other = Buffer.alloc(32, 7).toString('base64')
    const { code, err } = await runToEnd({ DATA_DIR, THROUGHLINE_KEY: other })
    expect(code).toBe(1)
    expect(err).toContain('The key does not open these data')
    expect(err).not.toContain(other)
  })

  it('opens everything again when it is back', async () => {
    await rename(`${DATA_DIR}.kept`, `${DATA_DIR}.key`)
    app = await startApp(afterAll, { DATA_DIR })
    const { conversation } = await app.enter()
    expect((await conversation('ben')).body).toContain(`${CANARY} one`)
    await app.end('SIGINT')
  })
})

describe('a database of one’s own', () => {
  const database = freshDatabase()
  it('is shared by two instances, each with its own folder and the same key', async () => {
    const THROUGHLINE_KEY = Buffer.alloc(32, 3).toString('base64')
    const settings = { MONGODB_URI: database.uri, THROUGHLINE_KEY }
    const [one, two] = await Promise.all(
      ['one', 'two'].map(name => startApp(afterAll, { ...settings, DATA_DIR: join(folder, name) })),
    )
    if (one === undefined || two === undefined) throw new Error('two were started')
    expect(one.said.out).toContain('named by MONGODB_URI')
    expect(one.said.out).not.toContain(database.uri)
    await (await one.enter()).type('ben', 'help')
    expect((await (await two.enter()).conversation('ben')).body).toContain('help')
    const third = await runToEnd({ ...settings, DATA_DIR: join(folder, 'one') })
    expect(third.err).toContain('Another Throughline')
    expect(await Promise.all([one.end('SIGTERM'), two.end('SIGTERM')])).toEqual([0, 0])
  })
})

describe('a .env file', () => {
  it('is read where npm start runs, and what stands in the environment comes before it', async () => {
    const place = join(folder, 'place')
    await mkdir(place)
    await writeFile(join(place, '.env'), 'PORT=door\nLOG_LEVEL=loud\n')
    const { err } = await runToEnd({ DATA_DIR: join(place, 'data'), PORT: '0' }, [], place)
    expect(err).toMatch(/^One setting needs your attention:\n +LOG_LEVEL: .+\n$/)
  })
})

describe.concurrent('what cannot work', () => {
  it('is said about all settings at once, before anything is touched', async () => {
    const nowhere = join(folder, 'nowhere')
    const settings = { DATA_DIR: nowhere, PORT: 'door', LOG_LEVEL: 'loud', WEB_CHAT: 'maybe' }
    const { code, err, out } = await runToEnd(settings)
    expect([code, out]).toEqual([1, ''])
    expect(err).toMatch(
      /3 settings need your attention:\n +PORT: .+\n +LOG_LEVEL: .+\n +WEB_CHAT: /,
    )
    expect(existsSync(nowhere)).toBe(false)
  })

  it('is said about a data directory that cannot be written', async () => {
    const file = join(folder, 'a-file')
    await writeFile(file, '')
    const { code, err } = await runToEnd({ DATA_DIR: join(file, 'data') })
    expect(code).toBe(1)
    expect(err).toContain('Throughline cannot write to its data directory')
    expect(err).toContain('DATA_DIR')
  })

  it('ends at once on a second signal', async () => {
    const { end, said } = launch({ DATA_DIR: join(folder, 'brief') })
    await waitUntil(async () => existsSync(join(folder, 'brief', 'throughline.log')), 20_000)
    const [code] = await Promise.all([end('SIGTERM'), end('SIGTERM')])
    expect([0, 143]).toContain(code)
    expect(said.out).toBe('')
  })
})
