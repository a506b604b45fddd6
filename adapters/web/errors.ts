import { isThroughlineError, ThroughlineError } from '../../src/core/errors.ts'
import type { Reason } from './gate.ts'

/** What the local chat reports to whoever keeps the log: never a text, an address or a name. */
export type Incident =
  | { readonly kind: 'refused'; readonly why: Reason }
  | { readonly kind: 'failed'; readonly error: ThroughlineError }

/** Every answer that is not the thing asked for. What is refused looks exactly like what is not there. */
export const ANSWERS = {
  notFound: { status: 404, says: 'not found' },
  tooMany: { status: 429, says: 'too many requests' },
  unavailable: { status: 503, says: 'not available right now' },
} as const

/** A failure behind a request: the page tries again, the log learns the code and the cause. */
export const failure = (doing: string, cause: unknown): ThroughlineError =>
  isThroughlineError(cause)
    ? cause
    : new ThroughlineError(
        'internal',
        `The local chat failed while ${doing}.`,
        'The page tries again by itself. If this repeats, look at the cause.',
        cause,
      )

export const bundleFailure = (cause: unknown): ThroughlineError =>
  new ThroughlineError(
    'internal',
    'The page of the local chat could not be built.',
    'Run `npm ci` again: esbuild or preact is missing or broken.',
    cause,
  )
