import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as sleep } from 'node:timers/promises'

import { freePort } from '../../../src/store/mongod/port.ts'

const root = join(import.meta.dirname, '..', '..', '..')

/** `npm start` as a process of its own, which can be killed and started again on the same data and port. */
export interface App {
  readonly dataDir: string
  readonly port: number
  readonly env: NodeJS.ProcessEnv
  /** The start link; the same after every start. */
  link(): string
  /** Resolves when it says that it is running; rejects with its last words when it ends before. */
  start(): Promise<void>
  /** `kill -9` in the middle of whatever it does. */
  kill(): Promise<void>
  /** `kill -9` of the database beneath it. */
  killDatabase(): Promise<void>
  /** As Ctrl-C does it. */
  stop(): Promise<number | null>
}

/** Whoever waits for a start hears the link, or why there is none. */
const started = async (child: ChildProcess, words: readonly string[]): Promise<string> => {
  const { stdout } = child
  if (stdout === null) throw new Error('the app has no output to read')
  for await (const line of createInterface(stdout)) {
    const link = /http:\/\/\S+token=\S+/.exec(line)?.[0]
    if (link !== undefined) return link
  }
  throw new Error(`The app ended while starting:\n${words.join('')}`)
}

const databaseOf = async (dataDir: string): Promise<number | undefined> => {
  const pid = Number(await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8').catch(() => ''))
  // Signals to process 0 go to this whole test run.
  return pid > 0 ? pid : undefined
}

const send = (pid: number, signal: NodeJS.Signals): void => {
  try {
    process.kill(pid, signal)
  } catch {
    // It has ended by itself in the meantime.
  }
}

export const newApp = async (dataDir: string, settings: NodeJS.ProcessEnv = {}): Promise<App> => {
  const port = await freePort()
  const env = { ...process.env, DATA_DIR: dataDir, PORT: String(port), ...settings }
  let child: ChildProcess | undefined
  let link = ''
  const ended = async (): Promise<number | null> => {
    if (child === undefined || child.exitCode !== null || child.signalCode !== null)
      return child?.exitCode ?? null
    await once(child, 'exit')
    return child.exitCode
  }
  return {
    dataDir,
    port,
    env,
    link: () => link,
    start: async () => {
      const words: string[] = []
      const args = ['--disable-proto=delete', '--import', 'tsx', 'src/main.ts']
      child = spawn(process.execPath, args, { cwd: root, env, stdio: ['ignore', 'pipe', 'pipe'] })
      child.stderr?.on('data', piece => words.push(String(piece)))
      link = await started(child, words)
    },
    kill: async () => {
      child?.kill('SIGKILL')
      await ended()
    },
    killDatabase: async () => {
      for (let tries = 0; tries < 100; tries += 1) {
        const pid = await databaseOf(dataDir)
        if (pid !== undefined) return send(pid, 'SIGKILL')
        // It is just being started again.
        await sleep(20)
      }
      throw new Error('no database runs')
    },
    stop: async () => {
      child?.kill('SIGTERM')
      return ended()
    },
  }
}
