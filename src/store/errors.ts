import mongoose from 'mongoose'
import * as z from 'zod'

import { type ErrorCode, ThroughlineError } from '../core/errors.ts'

const { MongoError, MongoInvalidArgumentError, MongoServerError } = mongoose.mongo

/** Server codes after which trying again later may help: time limits, elections, shut-downs, a full disk. */
const passing = new Set([
  50, 6, 7, 64, 89, 91, 189, 239, 262, 9001, 10107, 11600, 11602, 13435, 13436, 14031,
])
const conflicts = new Set([112, 11000, 251])

const kindOf = (error: unknown): ErrorCode => {
  if (error instanceof mongoose.Error.MongooseServerSelectionError) return 'store-unavailable'
  if (!(error instanceof MongoError) || error instanceof MongoInvalidArgumentError) {
    return 'internal'
  }
  // The network's errors have no code, nor has a bulk write that met one.
  if (!(error instanceof MongoServerError) || typeof error.code !== 'number') {
    return 'store-unavailable'
  }
  if (conflicts.has(error.code)) return 'store-conflict'
  const mayPass = passing.has(error.code) || error.hasErrorLabel('TransientTransactionError')
  return mayPass ? 'store-unavailable' : 'internal'
}

type Words = readonly [message: string, hint: string]

const unanswered: Words = [
  'The database did not answer in time.',
  'Nothing was acknowledged that was not stored. It is tried again by itself; look at MongoDB if this lasts.',
]

const said: Partial<Record<ErrorCode, Words>> = {
  'store-unavailable': unanswered,
  'store-conflict': [
    'Somebody else changed the same thing at the same moment.',
    'Read it again and repeat what was asked.',
  ],
}

export const unavailable = (): ThroughlineError =>
  new ThroughlineError('store-unavailable', ...unanswered)

/** Name and code only: a database's or schema's own message quotes the values it was given. */
const scrubbed = (error: unknown): Error => {
  if (!(error instanceof Error)) return new Error('not an error object')
  const said = 'code' in error && error.code !== undefined ? String(error.code) : ''
  const code = /^[\w-]{1,40}$/.test(said) ? ` ${said}` : ''
  const cause = new Error(`${error.name}${code}`)
  const [, ...frames] = (error.stack ?? '').split(/\n(?=\s+at )/)
  cause.stack = [cause.message, ...frames].join('\n')
  return cause
}

/** Somebody else added a document of this id first. */
export const isDuplicate = (error: unknown): boolean =>
  error instanceof MongoServerError && error.code === 11000

/** False for what a caller's own work threw: that is not ours to translate. */
export const isDatabases = (error: unknown): boolean =>
  error instanceof MongoError || error instanceof mongoose.Error || error instanceof z.ZodError

/** Every error of the driver, of mongoose and of a schema as one of ours, without the values in it. */
export const toOurs = (error: unknown): ThroughlineError => {
  if (error instanceof ThroughlineError) return error
  const code = kindOf(error)
  const [message, hint] = said[code] ?? [
    error instanceof z.ZodError
      ? 'A value of the wrong shape reached the store.'
      : 'The store could not do what it was asked.',
    'This is a fault of Throughline: please report it with the stack below.',
  ]
  return new ThroughlineError(code, message, hint, scrubbed(error))
}

/** `work` with its errors as ours. Never inside a transaction: the driver retries by its own errors' labels. */
export const guarded =
  <A extends readonly unknown[], R>(work: (...args: A) => Promise<R>) =>
  async (...args: A): Promise<R> => {
    try {
      return await work(...args)
    } catch (error) {
      throw toOurs(error)
    }
  }

export const notFound = (what: string): ThroughlineError =>
  new ThroughlineError(
    'not-found',
    `There is no such ${what}.`,
    'It may have ended, or it belongs to other people.',
  )

export const conflict = (what: string): ThroughlineError =>
  new ThroughlineError(
    'store-conflict',
    `The ${what} has changed since it was read.`,
    'Read it again and repeat what was asked.',
  )
