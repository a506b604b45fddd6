import type { Dialog } from './dialogData.ts'
import { lookup } from './lookup.ts'
import { type Moment, type Part, READ_BACK, REVISION } from './part.ts'
import { path } from './path.ts'
import { say } from './say.ts'
import { addDays, addWorkingDays } from './time.ts'
import type { Point } from './walk.ts'

/** What the engine wants done; the caller does it. */
export type Effect =
  | { readonly do: 'refuse'; readonly says: string }
  | { readonly do: 'probe'; readonly says: string }
  | { readonly do: 'tell'; readonly says: string; readonly tone?: 'safety' }
  | { readonly do: 'stop'; readonly says: string }
  | { readonly do: 'start'; readonly dialog: string; readonly how: 'instead' | 'aside' | 'after' }
  /** Rests until this ISO date, or until the person comes back. */
  | { readonly do: 'rest'; readonly until?: string; readonly says?: string }
  | { readonly do: 'errors'; readonly errors: Readonly<Record<string, string>> }
  /** A button of a question that is no longer open. */
  | { readonly do: 'stale' }
  | { readonly do: 'finish' }
  | { readonly do: 'cancel' }

type WaitPoint = Extract<Point, { kind: 'wait' }>

export type Advanced = readonly [part: Part, effects: readonly Effect[]]

export const has = (list: readonly string[], key: string): boolean => list.includes(key)
export const plus = (list: readonly string[], key: string): readonly string[] =>
  has(list, key) ? list : [...list, key]

export const isOpen = (part: Part, point: Point): boolean =>
  point.kind === 'ask'
    ? part.answers[point.key] === undefined && !has(part.skipped, point.key)
    : !has(part.passed, point.key)

/** The day a wait ends: fixed once it has begun, so that looking in early does not begin it again. */
const endOfWait = (part: Part, point: WaitPoint, today: string): string => {
  const { wait } = point.step
  if (typeof wait !== 'string')
    return part.waits?.[point.key] ?? addWorkingDays(today, wait.workingDays, [1, 2, 3, 4, 5])
  const day = lookup(part, point.place, wait)
  return typeof day === 'string' ? day : addDays(today, 1)
}

const resting = (part: Part, point: WaitPoint, until: string, today: string): Effect => {
  const { say: words } = point.step
  return {
    do: 'rest',
    until,
    ...(words === undefined ? {} : { says: say(words, part, point.place, today) }),
  }
}

const telling = (part: Part, point: Extract<Point, { kind: 'tell' }>, today: string): Effect => {
  const { tell, tone } = point.step
  return { do: 'tell', says: say(tell, part, point.place, today), ...(tone ? { tone } : {}) }
}

/** What leads up to the current question, for somebody who comes back to it. */
export const tellsBefore = (dialog: Dialog, part: Part, today: string): readonly Effect[] => {
  const points = path(dialog, part, today)
  const here = points.findIndex(({ key }) => key === part.at)
  const before = here < 0 ? points : points.slice(0, here)
  const from = before.findLastIndex(({ kind }) => kind !== 'tell') + 1
  return before
    .slice(from)
    .flatMap(point => (point.kind === 'tell' ? [telling(part, point, today)] : []))
}

/** Moves to the first thing that is still open, telling and starting what lies on the way. */
export const settle = (
  dialog: Dialog,
  part: Part,
  today: string,
  before: readonly Effect[] = [],
): Advanced => {
  const { probing: _, ...calm } = part
  const point = path(dialog, calm, today).find(each => isOpen(calm, each))
  if (point === undefined) return [{ ...calm, at: READ_BACK }, before]
  const here: Part = { ...calm, at: point.key }
  if (point.kind === 'ask') return [here, before]
  const passed: Part = { ...here, passed: [...here.passed, point.key] }
  if (point.kind === 'tell')
    return settle(dialog, passed, today, [...before, telling(part, point, today)])
  if (point.kind === 'stop')
    return [
      passed,
      [...before, { do: 'stop', says: say(point.step.stop, part, point.place, today) }],
    ]
  if (point.kind === 'start') {
    const effects: readonly Effect[] = [
      ...before,
      { do: 'start', dialog: point.step.start, how: point.step.how },
    ]
    return point.step.how === 'after' ? settle(dialog, passed, today, effects) : [passed, effects]
  }
  // A wait stays the current point until its day has come or the person goes on.
  const until = endOfWait(part, point, today)
  if (until <= today) return settle(dialog, passed, today, before)
  const waiting: Part = { ...here, waits: { ...here.waits, [point.key]: until } }
  return [waiting, [...before, resting(part, point, until, today)]]
}

/** A stretch without a needed question asks its others at once: nobody is sent to an empty read-back. */
const modeFor = (dialog: Dialog, part: Part, today: string): Part['mode'] =>
  part.scene === REVISION || path(dialog, part, today).some(({ kind }) => kind === 'ask')
    ? part.mode
    : 'all'

/** Opens a part: at its first question, or at the read-back when everything is answered (a revision). */
export const begin = (dialog: Dialog, part: Part, { today }: Moment): Advanced =>
  settle(dialog, { ...part, mode: modeFor(dialog, part, today) }, today)
