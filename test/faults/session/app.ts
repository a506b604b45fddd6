import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { freePort } from '../../../src/store/mongod/port.ts'
import { waitUntil } from '../../../src/store/mongod/processes.ts'
import { launch, PATIENCE_MS, type Settings } from '../../setup/app.ts'

/** `npm start` as a process of its own, which can be killed and started again on the same data and port. */
export interface App {
  readonly settings: Settings
  readonly port: number
  /** The start link; the same after every start. */
  link(): string
  /** Resolves when it says that it is running; rejects with its last words when it ends before. */
  start(): Promise<void>
  /** `kill -9` in the middle of whatever it does. */
  kill(): Promise<void>
  /** `kill -9` of the database beneath it. */
  killDatabase(): Promise<void>
  /** As Ctrl-C does it. */
  stop(): Promise<void>
}

type Launched = ReturnType<typeof launch>

/** Whoever waits for a start hears the link, or why there is none. */
const started = async ({ said, ended }: Launched): Promise<string> => {
  let over = false
  void ended.then(() => {
    over = true
  })
  const begun = () => said.out.includes('Ctrl-C stops it.')
  await waitUntil(async () => begun() || over, PATIENCE_MS)
  if (!begun()) throw new Error(`it did not start:\n${said.out}${said.err}`)
  return /http:\S+/.exec(said.out)?.[0] ?? ''
}

const killDatabaseIn = async (dataDir: string): Promise<void> => {
  for (let tries = 0; tries < 200; tries += 1) {
    const lock = await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8').catch(() => '')
    try {
      // Signals to process 0 go to this whole test run.
      if (Number(lock) > 0) return void process.kill(Number(lock), 'SIGKILL')
    } catch {
      // It has just ended, and is started again.
    }
    await sleep(20)
  }
  throw new Error('no database runs')
}

/** On a folder that is empty or was used by one before. */
export const newApp = async (folder: string): Promise<App> => {
  const port = await freePort()
  const dataDir = join(folder, 'data')
  const settings: Settings = {
    PORT: String(port),
    DATA_DIR: dataDir,
    THROUGHLINE_KEY_FILE: join(folder, 'key'),
    AUDIT_FILE: join(folder, 'audit'),
  }
  let running: Launched | undefined
  let link = ''
  return {
    settings,
    port,
    link: () => link,
    start: async () => {
      running = launch(settings)
      link = await started(running)
    },
    kill: async () => void (await running?.end('SIGKILL')),
    killDatabase: () => killDatabaseIn(dataDir),
    stop: async () => void (await running?.end('SIGTERM')),
  }
}
