import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

const root = join(import.meta.dirname, '..')

/** A process that lives as the app does, with this for its work; gets these signals when it says these words. */
const run = async (work: string, signals: Readonly<Record<string, NodeJS.Signals>> = {}) => {
  const script = `
    import { live } from './src/process/process.ts'
    import { ThroughlineError } from './src/core/errors.ts'
    await live(async ({ lifecycle }) => {
      lifecycle.add('first', () => console.log('first stopped'))
      lifecycle.add('second', () => console.log('second stopped'))
      setInterval(() => {}, 1000)
      ${work}
      console.log('up')
    })`
  const args = ['--import', 'tsx', '--input-type=module', '-e', script]
  const child = spawn(process.execPath, args, { cwd: root, stdio: ['ignore', 'pipe', 'pipe'] })
  const said = { out: '', err: '' }
  child.stderr.on('data', chunk => {
    said.err += chunk
  })
  child.stdout.on('data', chunk => {
    said.out += chunk
    for (const [words, signal] of Object.entries(signals))
      if (String(chunk).includes(words)) child.kill(signal)
  })
  const [code] = await once(child, 'close')
  return { code, out: said.out.split('\n').filter(Boolean), err: said.err }
}

describe.concurrent('the life of the process', () => {
  it('ends on a signal, the last part first', async () => {
    const { code, out, err } = await run('', { up: 'SIGTERM' })
    expect([code, out, err]).toEqual([0, ['up', 'second stopped', 'first stopped'], ''])
  })

  it('ends at once on the second signal', async () => {
    const hang = `lifecycle.add('slow', () => { console.log('hanging'); return new Promise(() => {}) })`
    const { code, out } = await run(hang, { up: 'SIGINT', hanging: 'SIGINT' })
    expect([code, out]).toEqual([130, ['up', 'hanging']])
  })

  it('does not let one part that hangs keep the others', async () => {
    const { code, out } = await run(`lifecycle.add('slow', () => new Promise(() => {}))`, {
      up: 'SIGTERM',
    })
    expect([code, out]).toEqual([0, ['up', 'second stopped', 'first stopped']])
  })

  it('says what was being done and what to do when something fails unseen, and stops in order', async () => {
    const fail = `setTimeout(() => Promise.reject(new ThroughlineError('internal', 'Doing this.', 'Do that.')))`
    const { code, out, err } = await run(fail)
    expect([code, out.slice(-1), err]).toEqual([1, ['first stopped'], 'Doing this.\nDo that.\n'])
  })

  it('keeps the words of other errors to itself, since they may be a person’s', async () => {
    const { code, err } = await run(`throw new TypeError('what Ana wrote')`)
    expect(code).toBe(1)
    expect(err).toContain('Throughline failed in a way it should not (TypeError).')
    expect(err).not.toContain('Ana')
  })

  it('stops at once what is started while it is ending', async () => {
    const late = `setTimeout(() => lifecycle.add('late', () => console.log('late stopped')), 100)
      lifecycle.add('slow', () => new Promise(resolve => setTimeout(resolve, 500)))`
    const { out } = await run(late, { up: 'SIGTERM' })
    expect(out).toEqual(['up', 'late stopped', 'second stopped', 'first stopped'])
  })
})
