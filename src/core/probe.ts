import type { Dialog } from './dialogData.ts'
import { has } from './flow.ts'
import { kindOf } from './kind.ts'
import type { Part } from './part.ts'
import type { Raw } from './read.ts'
import type { AskPoint } from './walk.ts'

/** Said once when a longer answer is very short, where the step has no better question (D0). */
export const SHORT_PROBE = 'Could you say a little more, or shall I leave it at that?'

/** The gentle second question this answer calls for, if it was not asked before. */
export const probeFor = (
  dialog: Dialog,
  part: Part,
  point: AskPoint,
  value: unknown,
): string | undefined => {
  if (has(part.probed, point.key)) return undefined
  const { probes = [] } = point.step
  for (const [test, words] of probes) {
    if (dialog.practice.probes[test]?.(value) === true) return words
  }
  const short = dialog.practice.probes.short
  return probes.length === 0 && kindOf(point.schema).kind === 'long' && short?.(value) === true
    ? SHORT_PROBE
    : undefined
}

/** A second answer to a gentle question adds to the first; it does not replace it. */
export const merge = (part: Part, point: AskPoint, raw: Raw): Raw => {
  const first = part.answers[point.key]
  if (part.probing !== point.key || first === undefined) return raw
  const more = typeof raw === 'string' ? raw : raw.join('\n')
  if (typeof first === 'string') return `${first}\n${more}`
  return Array.isArray(first) && first.every(each => typeof each === 'string')
    ? [...first, more]
    : raw
}
