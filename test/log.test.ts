import { readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it, onTestFinished } from 'vitest'
import * as z from 'zod'

import { ThroughlineError } from '../src/core/errors.ts'
import { openLog } from '../src/log.ts'
import { temporaryFolder } from './setup/privateMongod.ts'

const CANARY = 'Marigold-Canary-5150'

const logIn = async () => {
  const file = join(await temporaryFolder(onTestFinished), 'the.log')
  const log = openLog({ level: 'debug', file })
  const lines = async () =>
    (await readFile(file, 'utf8'))
      .trim()
      .split('\n')
      .map(line => JSON.parse(line))
  return { log, file, lines }
}

describe('the log', () => {
  it('writes JSON lines that only its own account can read', async () => {
    const { log, file, lines } = await logIn()
    log.info('started', { port: 4600 })
    expect(await lines()).toMatchObject([{ level: 'info', event: 'started', port: 4600 }])
    expect((await stat(file)).mode & 0o777).toBe(0o600)
  })

  it('drops whatever is not on its list', async () => {
    const { log, file } = await logIn()
    const careless = { tenant: 't1', text: CANARY, card: { text: CANARY }, delivery: { CANARY } }
    // @ts-expect-error: the types say so as well
    log.info('delivery', careless)
    const text = await readFile(file, 'utf8')
    expect(text).toContain('t1')
    expect(text).not.toContain(CANARY)
  })

  it('keeps code and place of an error, its own words only when they are ours', async () => {
    const { log, file, lines } = await logIn()
    const { error } = z.object({ note: z.literal('x') }).safeParse({ note: CANARY, [CANARY]: 1 })
    const theirs = Object.assign(new Error(`could not store\n${CANARY}`), { code: 11000 })
    log.failed('turn web:local:7', error)
    log.failed('turn web:local:8', theirs)
    log.failed('turn web:local:9', new ThroughlineError('internal', 'Saving.', 'Wait.', theirs))
    log.failed('turn', CANARY)
    expect(await readFile(file, 'utf8')).not.toContain(CANARY)
    const [zod, plain, ours] = await lines()
    expect(zod).toMatchObject({ event: 'turn web:local:7', code: 'internal', error: 'ZodError' })
    expect(plain).toMatchObject({ error: 'Error 11000' })
    expect(plain.at).toContain('log.test.ts')
    expect(ours).toMatchObject({ says: 'Saving.', hint: 'Wait.', cause: 'Error 11000' })
  })

  it('shortens and cleans ids that come from outside', async () => {
    const { log, lines } = await logIn()
    log.failed(`turn web:${'<script>\n'.repeat(100)}`, new Error('x'))
    const [{ event }] = await lines()
    expect(event).toHaveLength(200)
    expect(event).not.toMatch(/[<>\n]/)
  })

  it('begins a new file when the old one has grown large, and keeps that', async () => {
    const { log, file } = await logIn()
    await writeFile(file, 'x'.repeat(11 * 1024 * 1024))
    log.rotate()
    log.info('after')
    expect((await stat(`${file}.1`)).size).toBeGreaterThan(10 * 1024 * 1024)
    expect((await readFile(file, 'utf8')).split('\n')).toHaveLength(2)
  })

  it.runIf(process.platform === 'linux')(
    'lets the house live on when the disk is full',
    async () => {
      const before = (await stat('/dev/full')).mode
      const log = openLog({ level: 'info', file: '/dev/full' })
      log.info('started')
      log.failed('still here', new Error('x'))
      log.rotate()
      expect((await stat('/dev/full')).mode).toBe(before)
    },
  )

  it('says which setting to change when it cannot be written', async () => {
    const folder = await temporaryFolder(onTestFinished)
    expect(() => openLog({ level: 'info', file: folder })).toThrow(/cannot be written/)
  })
})
