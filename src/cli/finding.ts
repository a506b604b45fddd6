import type { Finding } from '../core/adapter.ts'
import { isThroughlineError } from '../core/errors.ts'

export const fine = (part: string, says: string): Finding => ({ part, ok: true, says })

export const wrong = (part: string, says: string, hint: string): Finding => ({
  part,
  ok: false,
  says,
  hint,
})

/** A failure as a finding; the words of errors that are not ours stay out of it. */
export const failing = (part: string, error: unknown): Finding =>
  isThroughlineError(error)
    ? wrong(part, error.message, error.hint)
    : wrong(
        part,
        `It failed in a way it should not (${error instanceof Error ? error.name : 'unknown'}).`,
        'Please report it with what you did before.',
      )

/** Looks at one part; what it throws is what is wrong with it. */
export const look = async (
  part: string,
  work: () => Promise<Finding> | Finding,
): Promise<Finding> => {
  try {
    return await work()
  } catch (error) {
    return failing(part, error)
  }
}
