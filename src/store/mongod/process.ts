import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { createConnection } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'

import { ThroughlineError } from '../../core/errors.ts'
import { type Environment, mongodEnv } from './binary.ts'
import { guard } from './guard.ts'
import { waitUntil } from './processes.ts'

export interface Launch {
  readonly binary: string
  readonly dbPath: string
  readonly keyFile: string
  readonly logFile: string
  readonly port: number
  readonly testCommands: boolean
  readonly env: Environment
}

export interface Running {
  readonly pid: number
  /** Resolves with what ended it, once it has ended. */
  readonly ended: Promise<string>
  stop(): Promise<void>
}

/** Why a launch failed, where the caller can do something about it. */
export type Obstacle = 'files-held' | 'port-taken'

const startBudget = 60_000
const stopBudget = 10_000

/** Starts the server and waits until it accepts connections. */
export const launch = async (options: Launch): Promise<Running | Obstacle> => {
  // Detached, so that Ctrl-C in a terminal reaches the app alone and the app can finish its work.
  const child = spawn(options.binary, argumentsFor(options), {
    env: mongodEnv(options.env),
    stdio: 'ignore',
    detached: true,
    windowsHide: true,
  })
  child.unref()
  const ended = endOf(child)
  const { pid } = child
  if (pid === undefined) throw failed(await ended, options.logFile)
  const release = guard(pid)
  void ended.then(release)
  const ready = waitUntil(() => accepts(options.port), startBudget)
  const outcome = await Promise.race([ready, ended])
  if (outcome === true) return { pid, ended, stop: () => stop(child, ended) }
  await stop(child, ended)
  if (typeof outcome === 'string') return whatStopped(outcome, options.logFile)
  throw failed(`did not answer within ${startBudget / 1000} s`, options.logFile)
}

const argumentsFor = (options: Launch): readonly string[] => [
  ...['--dbpath', options.dbPath, '--replSet', 'rs0', '--keyFile', options.keyFile],
  ...['--bind_ip', '127.0.0.1', '--port', String(options.port)],
  ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
  // 6.0.5 is older than the fix of CVE-2025-14847 in zlib's decompression.
  ...['--networkMessageCompressors', 'disabled'],
  ...['--wiredTigerCacheSizeGB', '0.25', '--oplogSize', '64'],
  ...['--wiredTigerEngineConfigString', 'log=(prealloc=false,file_max=16MB)'],
  // The log of slow operations would quote what people wrote.
  ...['--slowms', '2147483647', '--quiet', '--logpath', options.logFile, '--logappend'],
  ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
  ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=0'],
  ...(options.testCommands ? ['--setParameter', 'enableTestCommands=1'] : []),
]

const endOf = async (child: ChildProcess): Promise<string> => {
  try {
    const [code, signal] = await once(child, 'exit')
    return signal === null ? `exited with code ${code}` : `was ended by ${signal}`
  } catch (error) {
    return `could not be started (${error instanceof Error ? error.message : error})`
  }
}

const stop = async (child: ChildProcess, ended: Promise<string>): Promise<void> => {
  child.ref()
  child.kill('SIGTERM')
  const outOfPatience = sleep(stopBudget, 'late', { ref: false })
  if ((await Promise.race([ended, outOfPatience])) === 'late') child.kill('SIGKILL')
  await ended
}

const whatStopped = async (ended: string, logFile: string): Promise<Obstacle> => {
  if (ended.endsWith('code 48')) return 'port-taken'
  const tail = (await readFile(logFile, 'utf8').catch(() => '')).slice(-8000)
  if (ended.endsWith('code 100') && tail.includes('DBPathInUse')) return 'files-held'
  throw failed(ended, logFile)
}

const failed = (what: string, logFile: string): ThroughlineError =>
  new ThroughlineError(
    'mongod-failed',
    `The MongoDB server ${what} while starting.`,
    `Its log says why: ${logFile}. If its files are damaged, restore the last backup into an empty DATA_DIR.`,
  )

const accepts = (port: number): Promise<boolean> =>
  new Promise(resolve => {
    const socket = createConnection({ port, host: '127.0.0.1' })
    const answer = (value: boolean) => {
      socket.destroy()
      resolve(value)
    }
    socket.once('connect', () => answer(true))
    socket.once('error', () => answer(false))
  })
