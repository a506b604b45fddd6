import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { build } from 'esbuild'

import type { After } from '../../setup/privateMongod.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** The worker in one file: it is started so often that loading hundreds would be most of the test. */
export const bundledWorker = async (after: After): Promise<string> => {
  const folder = join(root, 'node_modules', '.cache', 'throughline')
  const outfile = join(folder, `nudges.${crypto.randomUUID()}.mjs`)
  after(() => rm(outfile, { force: true }))
  await build({
    entryPoints: [join(import.meta.dirname, 'worker.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    logLevel: 'silent',
  })
  return outfile
}

/** When an instance is killed: so many ms after this many messages of the round. */
export interface Blow {
  readonly messages: number
  readonly ms: number
}

/** One instance, until it is killed. */
export interface Instance {
  /** It does what is due while its clock is this many ms ahead; false = a `kill -9` came before it was done. */
  go(ahead: number, blow?: Blow): Promise<boolean>
}

/** What it says that is none of its three words is given to `hear`. */
export const startInstance = async (
  after: After,
  args: readonly string[],
  hear: (line: string) => void,
): Promise<Instance> => {
  const child = spawn(process.execPath, [...args], { stdio: ['pipe', 'pipe', 'inherit'] })
  const kill = (): void => void child.kill('SIGKILL')
  after(kill)
  // Whoever is killed does not hear the next word.
  child.stdin.on('error', () => {})
  const ended = once(child, 'close').then(() => 'ended')
  const lines = createInterface(child.stdout)
  const word = once(lines, 'line').then(([line]) => String(line))
  if ((await Promise.race([word, ended])) !== 'ready') throw new Error('an instance did not start')
  const round = { idle: () => {}, sent: () => {} }
  lines.on('line', line => {
    if (line === 'idle') round.idle()
    else if (line === 'sent') round.sent()
    else hear(line)
  })
  return {
    go: async (ahead, blow) => {
      const idle = new Promise<true>(resolve => {
        round.idle = () => resolve(true)
      })
      let timer: NodeJS.Timeout | undefined
      let left = blow?.messages ?? Number.POSITIVE_INFINITY
      const strike = (): void => {
        if (left === 0) timer = setTimeout(kill, blow?.ms)
        left -= 1
      }
      round.sent = strike
      strike()
      child.stdin.write(`${ahead}\n`)
      const done = await Promise.race([idle, ended.then(() => false)])
      clearTimeout(timer)
      return done
    },
  }
}
