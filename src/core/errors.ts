/** Every way in which Throughline itself can fail. A new cause gets a new code here, never a bare `Error`. */
export type ErrorCode =
  | 'config-invalid'
  | 'port-taken'
  | 'data-dir-unusable'
  | 'data-dir-in-use'
  | 'mongod-missing'
  | 'mongod-failed'
  | 'series-mismatch'
  | 'store-unavailable'
  | 'store-conflict'
  | 'key-missing'
  | 'key-wrong'
  | 'tampered'
  | 'not-found'
  | 'newer-data'
  | 'migration-failed'
  | 'backup-unreadable'
  | 'dialog-broken'
  | 'input-refused'
  | 'delivery-failed'
  /** Sent, and nobody said whether it arrived. */
  | 'delivery-unknown'
  /** The platform will never take it: the person or the whole place cannot be reached. */
  | 'delivery-refused'
  | 'internal'

/** An error that says what was being done (`message`), what to do next (`hint`) and keeps its cause. Never carries a person's text. */
export class ThroughlineError extends Error {
  readonly code: ErrorCode
  readonly hint: string
  /** Of a delivery: the other side wants nothing before this has passed. */
  readonly retryAfterMs: number | undefined

  constructor(
    code: ErrorCode,
    message: string,
    hint: string,
    cause?: unknown,
    retryAfterMs?: number,
  ) {
    super(message, cause === undefined ? undefined : { cause })
    this.name = 'ThroughlineError'
    this.code = code
    this.hint = hint
    this.retryAfterMs = retryAfterMs
  }
}

/** True when `error` is ours and, if given, carries this code. */
export const isThroughlineError = (error: unknown, code?: ErrorCode): error is ThroughlineError =>
  error instanceof ThroughlineError && (code === undefined || error.code === code)
