import { chmodSync, existsSync, renameSync, statSync } from 'node:fs'

import { destination, pino, stdTimeFunctions } from 'pino'

import type { Config } from './config.ts'
import { isThroughlineError, ThroughlineError } from './core/errors.ts'

/** All that a line may carry besides its event: ids, codes and numbers. What is not on this list is dropped. */
const allowed = [
  'event',
  'code',
  'says',
  'hint',
  'error',
  'at',
  'cause',
  'part',
  'port',
  'platform',
  'why',
  'tenant',
  'person',
  'delivery',
  'state',
  'attempts',
  'count',
  'ms',
  'signal',
  'version',
] as const
type Field = (typeof allowed)[number]
export type Fields = Partial<Readonly<Record<Field, string | number | boolean>>>

export interface Log {
  debug(event: string, fields?: Fields): void
  info(event: string, fields?: Fields): void
  warn(event: string, fields?: Fields): void
  /** Code and place of the error; its own words only when they are ours. */
  failed(event: string, error: unknown, fields?: Fields): void
  /** Begins a new file when this one has grown large; keeps the one before. */
  rotate(): void
}

const MAX_BYTES = 10 * 1024 * 1024
const CODE = /^[\w-]{1,40}$/
const FRAME = /^\s+at .*:\d+:\d+\)?$/

const framesOf = (error: Error): string =>
  (error.stack ?? '')
    .split('\n')
    .filter(line => FRAME.test(line))
    .slice(0, 4)
    .map(line => line.trim())
    .join(' | ')

const nameOf = (error: unknown): string => {
  if (!(error instanceof Error)) return 'not an error object'
  const code = 'code' in error ? String(error.code) : ''
  return CODE.test(code) ? `${error.name} ${code}` : error.name
}

const causesOf = (error: unknown): string => {
  const names: string[] = []
  for (let at = error; at instanceof Error && names.length < 4; at = at.cause)
    if (at !== error) names.push(nameOf(at))
  return names.join(' < ')
}

/** A message is kept only when it is one of ours: a schema's or a database's quotes the values it was given. */
export const describe = (error: unknown): Fields => {
  const cause = causesOf(error)
  return {
    ...(isThroughlineError(error)
      ? { code: error.code, says: error.message, hint: error.hint }
      : { code: 'internal', error: nameOf(error) }),
    ...(error instanceof Error && { at: framesOf(error) }),
    ...(cause !== '' && { cause }),
  }
}

const isAllowed = (name: string): boolean => allowed.some(each => each === name)

/** The second lock on the door: whatever comes in, only this goes out. */
const onlyAllowed = (fields: Readonly<Record<string, unknown>>): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(fields)
      .filter(([name, value]) => isAllowed(name) && typeof value !== 'object')
      .map(([name, value]) => [name, typeof value === 'string' ? value.slice(0, 1000) : value]),
  )

/** Ids that come from outside stand in some events: no more of them than an id has. */
const plain = (event: string): string => event.replace(/[^\w .,:;/@=+-]/g, '?').slice(0, 200)

const open = (file: string) => {
  try {
    const to = destination({ dest: file === 'stderr' ? 2 : file, mode: 0o600, sync: true })
    // A full disk must not end the house; the next line tries again.
    to.on('error', () => {})
    // The mode above is for a new file; an old one may have been made by hand. /dev/null stays as it is.
    if (file !== 'stderr' && statSync(file).isFile()) chmodSync(file, 0o600)
    return to
  } catch (error) {
    throw new ThroughlineError(
      'config-invalid',
      `The log cannot be written to ${file}.`,
      'Name another place in LOG_FILE, or write stderr there.',
      error,
    )
  }
}

/** JSON lines for whoever runs this: codes and ids, never a person's words. */
export const openLog = ({ level, file }: Config['log']): Log => {
  const to = open(file)
  const log = pino(
    {
      level,
      base: null,
      timestamp: stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }), log: onlyAllowed },
    },
    to,
  )
  const rotate = (): void => {
    if (file === 'stderr' || !existsSync(file) || statSync(file).size < MAX_BYTES) return
    renameSync(file, `${file}.1`)
    to.reopen()
  }
  rotate()
  return {
    debug: (event, fields) => log.debug({ event: plain(event), ...fields }),
    info: (event, fields) => log.info({ event: plain(event), ...fields }),
    warn: (event, fields) => log.warn({ event: plain(event), ...fields }),
    failed: (event, error, fields) =>
      log.error({ event: plain(event), ...describe(error), ...fields }),
    rotate,
  }
}
