import { existsSync } from 'node:fs'
import { access, constants, stat } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'

import type { Config } from '../config.ts'
import type { Finding } from '../core/adapter.ts'
import type { Clock, Closed } from '../core/time.ts'
import type { MongoStore, RestoreReport } from '../store/index.ts'

export interface Opened {
  readonly store: MongoStore
  /** Which database it is, in words. */
  readonly source: string
}

/** What main lends to a command; all of it is closed again when the command is done. */
export interface Given {
  readonly print: (line: string) => void
  /** Throws 'config-invalid'. */
  readonly config: () => Config
  /** `beside`: also next to a Throughline that is running. */
  readonly open: (config: Config, how: 'alone' | 'beside') => Promise<Opened>
  readonly restore: (config: Config, path: string) => Promise<RestoreReport>
  /** What the platforms say about themselves. */
  readonly checks: () => Promise<readonly Finding[]>
  readonly clock: Clock
  /** Bank holidays, where they are known. */
  readonly holidays: () => Promise<((region: string) => Closed) | undefined>
}

export interface Command {
  readonly name: string
  /** What follows the name: `FILE`. */
  readonly takes: string
  readonly says: string
  /** Answers the exit code. */
  readonly run: (args: readonly string[], given: Given) => Promise<number>
}

/** A path as the person meant it: npm moves to its own folder before it runs anything. */
export const pathOf = (text: string): string => resolve(process.env.INIT_CWD ?? '.', text)

/** `1 action`, `2 actions`. */
export const many = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`

/** What keeps a new file from being written there; undefined when nothing does. */
export const obstacleTo = async (path: string): Promise<string | undefined> => {
  if (existsSync(path)) return `${path} is there already. Name a new file; nothing is replaced.`
  const folder = dirname(path)
  const writable = await access(folder, constants.W_OK).then(
    async () => (await stat(folder)).isDirectory(),
    () => false,
  )
  return writable ? undefined : `This account cannot write to ${folder}. Name another place.`
}
