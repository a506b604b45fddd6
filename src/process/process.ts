import { isThroughlineError } from '../core/errors.ts'
import { describe, type Log } from '../log.ts'
import { createLifecycle, type Lifecycle } from './lifecycle.ts'

const SIGNALS = { SIGINT: 130, SIGTERM: 143, SIGHUP: 129 } as const

/** What a person reads about a failure: what was being done and what to do next, never a stack. */
export const lastWords = (error: unknown): string => {
  if (isThroughlineError(error)) return `${error.message}\n${error.hint}`
  const { error: name, at } = describe(error)
  return `Throughline failed in a way it should not (${name}).\nPlease report it with this: ${at}`
}

const say = (words: string): void => {
  process.stderr.write(`${words}\n`)
}

export interface Life {
  readonly lifecycle: Lifecycle
  /** From here on the process writes its log here. */
  logTo(log: Log): void
  /** Its work is done: closes everything and exits with this code. */
  done(code: number): Promise<void>
}

/** Runs `start` as the life of this process: it ends on a signal, or when it cannot go on. */
export const live = async (start: (life: Life) => Promise<void>): Promise<void> => {
  let log: Log | undefined
  const lifecycle = createLifecycle(() => log)

  const end = async (code: number): Promise<void> => {
    const inTime = await lifecycle.end()
    log?.info(inTime ? 'stopped' : 'stopped before everything was done')
    process.exit(inTime ? code : 1)
  }
  for (const [signal, code] of Object.entries(SIGNALS))
    process.on(signal, () => {
      if (lifecycle.ending) process.exit(code)
      log?.info('asked to stop', { signal })
      void end(0)
    })
  const cannotGoOn = (error: unknown): void => {
    log?.failed('cannot go on', error)
    if (lifecycle.ending) return
    say(lastWords(error))
    void end(1)
  }
  process.on('uncaughtException', cannotGoOn)
  process.on('unhandledRejection', cannotGoOn)

  try {
    await start({
      lifecycle,
      done: end,
      logTo: to => {
        log = to
      },
    })
  } catch (error) {
    cannotGoOn(error)
  }
}
