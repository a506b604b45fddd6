import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { inject } from 'vitest'
import * as z from 'zod'

import { waitUntil } from '../../src/store/mongod/processes.ts'
import { knock, signIn } from '../adapters/web/knocker.ts'
import type { TeamClock } from './mondayMorning.ts'

const root = join(import.meta.dirname, '..', '..')
/** For what never comes; a busy machine is only slow. */
export const PATIENCE_MS = 60_000

export type Settings = Readonly<Record<string, string>>

/** Only what a person would have set: nothing of the test run's own environment but where to find things. */
const environment = (settings: Settings): NodeJS.ProcessEnv => {
  const { PATH, HOME, MONGOD_BINARY, XDG_CACHE_HOME } = process.env
  return { PATH, HOME, MONGOD_BINARY, XDG_CACHE_HOME, PORT: '0', ...settings }
}

/** Throughline, or one of its commands, in a process of its own. */
export const launch = (settings: Settings, args: readonly string[] = [], cwd = root) => {
  const child = spawn(process.execPath, [...inject('program'), ...args], {
    cwd,
    env: environment(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const said = { out: '', err: '' }
  child.stdout.on('data', chunk => {
    said.out += chunk
  })
  child.stderr.on('data', chunk => {
    said.err += chunk
  })
  const ended = once(child, 'close').then(([code]) => Number(code ?? -1))
  const end = async (signal: NodeJS.Signals): Promise<number> => {
    child.kill(signal)
    return ended
  }
  return { said, ended, end, pid: child.pid ?? 0 }
}

/** Runs it to its end. */
export const runToEnd = async (
  settings: Settings,
  args: readonly string[] = [],
  cwd: string = root,
) => {
  const { said, ended } = launch(settings, args, cwd)
  return { code: await ended, ...said }
}

/** Starts it and waits for its block; throws what it said when it does not come that far. */
export const startApp = async (
  after: (end: () => Promise<unknown>) => void,
  settings: Settings,
) => {
  const app = launch(settings)
  after(() => app.end('SIGKILL'))
  let over = false
  void app.ended.then(() => {
    over = true
  })
  const begun = () => app.said.out.includes('Ctrl-C stops it.')
  await waitUntil(async () => begun() || over, PATIENCE_MS)
  if (!begun()) throw new Error(`it did not start:\n${app.said.out}${app.said.err}`)
  const link = /http:\S+/.exec(app.said.out)?.[0] ?? ''
  const port = Number(new URL(link).port)
  const get = (path: string) => knock({ port, path })
  return {
    ...app,
    link,
    port,
    get,
    log: () => readFile(join(settings.DATA_DIR ?? '', 'throughline.log'), 'utf8'),
    teamClock: async (): Promise<TeamClock> => {
      const headers = await signIn(link, port)
      const people = z.object({ now: z.number() })
      return {
        now: async () => {
          const { body } = await knock({ port, path: '/api/people', headers })
          return people.parse(JSON.parse(body)).now
        },
        clock: step =>
          knock({
            port,
            path: '/api/clock',
            method: 'POST',
            headers,
            body: JSON.stringify({ step }),
          }),
      }
    },
    /** Talks as one of the example team, as the page does. */
    enter: async () => {
      const headers = await signIn(link, port)
      const ask = async (path: string, body?: unknown): Promise<{ status: number; body: string }> =>
        knock({
          port,
          path,
          headers,
          ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
        })
      return {
        ask,
        /** Resolves once the stream is open; its text ends when it is closed. */
        listen: (as: string) => fetch(`http://127.0.0.1:${port}/api/stream?as=${as}`, { headers }),
        type: (as: string, text: string) =>
          ask(`/api/turn?as=${as}`, { id: crypto.randomUUID(), did: { kind: 'text', text } }),
        conversation: (as: string) => ask(`/api/conversation?as=${as}`),
      }
    },
  }
}
export type App = Awaited<ReturnType<typeof startApp>>
