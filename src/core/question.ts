import { settled } from './assume.ts'
import { current, readingFor } from './current.ts'
import type { Audience } from './dialog.ts'
import type { Dialog } from './dialogData.ts'
import { has, isOpen } from './flow.ts'
import { type Kind, kindOf } from './kind.ts'
import type { Part } from './part.ts'
import { asks, path } from './path.ts'
import { audienceOf, readersOf } from './readers.ts'
import { quotes, say } from './say.ts'
import { show } from './show.ts'
import type { AskPoint } from './walk.ts'

/** The question a part is at, with all that showing it takes. */
export interface Question {
  readonly key: string
  readonly says: string
  /** The question repeats what somebody said. */
  readonly quotes: boolean
  readonly hint?: string
  readonly kind: Kind
  readonly options: readonly string[]
  /** The options as days are said, where they are days. */
  readonly days: readonly string[]
  readonly must: boolean
  readonly audience: Audience
  readonly readers: string
  /** What stands there now, after `back` or `edit`. */
  readonly answered: readonly string[]
  readonly probing: boolean
  readonly done: number
  readonly of: number
  readonly canBack: boolean
}

export const question = (dialog: Dialog, part: Part, today: string): Question | undefined => {
  const point = current(dialog, part, today)
  if (point === undefined) return undefined
  const all = asks(path(dialog, part, today))
  const audience = audienceOf(dialog, point.step)
  const { hint } = point.step
  const { options } = readingFor(dialog, part, point, today)
  return {
    key: point.key,
    says: say(point.step.say, part, point.place, today),
    quotes: quotes(point.step.say, part),
    ...(hint === undefined ? {} : { hint: say(hint, part, point.place, today) }),
    kind: kindOf(point.schema),
    options,
    days: show([...options], today),
    must: point.step.must === true,
    audience,
    readers: readersOf(dialog, point.step, part.party, part.names),
    answered: show(part.answers[point.key], today),
    probing: part.probing === point.key,
    done: all.filter(each => !isOpen(part, each)).length,
    of: all.length,
    canBack: all.some(each => each.key !== point.key && !isOpen(part, each)),
  }
}

/** One line of the read-back, and of the record it becomes. */
export interface Line {
  readonly point: AskPoint
  readonly heading: string
  readonly shown: readonly string[]
  readonly value: unknown
  readonly assumed: boolean
  readonly readers: string
  readonly audience: Audience
}

/** What will be filed from this part, in the order it was asked: nothing that no longer applies. */
export const readBack = (dialog: Dialog, part: Part, today: string): readonly Line[] =>
  asks(path(dialog, { ...part, mode: 'all' }, today)).flatMap(point => {
    const stands = settled(part, point, today)
    if (stands === undefined || point.step.ask === 'again') return []
    const { value, assumed } = stands
    const shown = show(value, today)
    const heading = say(point.step.heading ?? point.step.say, part, point.place, today)
    const readers = readersOf(dialog, point.step, part.party, part.names)
    const audience = audienceOf(dialog, point.step)
    return [
      {
        point,
        heading,
        value,
        assumed,
        readers,
        audience,
        shown: shown.length === 0 ? ['None'] : shown,
      },
    ]
  })

/** How many questions still wait under "Add more". */
export const waiting = (dialog: Dialog, part: Part, today: string): number =>
  asks(path(dialog, { ...part, mode: 'all' }, today)).filter(
    point => part.answers[point.key] === undefined && !has(part.skipped, point.key),
  ).length
