import type { Field, FieldKind, FieldValue, Option } from './card.ts'
import { readingFor } from './current.ts'
import type { Dialog } from './dialogData.ts'
import { type Advanced, plus, settle } from './flow.ts'
import { type Kind, kindOf } from './kind.ts'
import type { Moment, Part } from './part.ts'
import { path } from './path.ts'
import { isClosed, type Raw, read } from './read.ts'
import { readersOf } from './readers.ts'
import { say } from './say.ts'
import { typed } from './typed.ts'
import type { AskPoint } from './walk.ts'

/**
 * The questions that can be asked at once: all that are on the way now, up to a point where something else happens first.
 * What depends on an answer inside the form comes after it.
 */
export const stretch = (dialog: Dialog, part: Part, today: string): readonly AskPoint[] => {
  const points = path(dialog, { ...part, mode: 'all' }, today)
  const end = points.findIndex(
    point => ['wait', 'start', 'stop'].includes(point.kind) && !part.passed.includes(point.key),
  )
  return (end < 0 ? points : points.slice(0, end)).filter(point => point.kind === 'ask')
}

const fieldKind = (kind: Kind, options: readonly string[]): FieldKind => {
  switch (kind.kind) {
    case 'choice':
    case 'several':
    case 'number':
    case 'scale':
    case 'date':
    case 'long':
      return kind.kind
    case 'date or':
      return 'date'
    case 'list':
      return options.length > 0 ? 'several' : 'list'
    case 'things':
      return 'long'
    case 'time':
    case 'text':
      return options.length > 0 ? 'choice' : 'text'
    default:
      return kind satisfies never
  }
}

const choices = (kind: Kind, options: readonly string[]): readonly Option[] => {
  if (kind.kind === 'date') return []
  const words = 'options' in kind ? kind.options : 'words' in kind ? [kind.words] : options
  return words.map(each => ({ value: each, label: each }))
}

/** One question as a labelled field. */
export const field = (dialog: Dialog, part: Part, point: AskPoint, today: string): Field => {
  const { step, key, place, schema } = point
  const kind = kindOf(schema)
  const { options: given } = readingFor(dialog, part, point, today)
  const options = choices(kind, given)
  const value: FieldValue | undefined = part.rough?.[key] ?? typed(part.answers[key])
  return {
    name: key,
    label: say(step.say, part, place, today),
    kind: fieldKind(kind, given),
    required: step.must === true,
    readers: readersOf(dialog, step, part.party, part.names),
    ...(step.hint === undefined ? {} : { hint: say(step.hint, part, place, today) }),
    ...(options.length === 0 ? {} : { options }),
    ...(given.length > 0 && !isClosed(schema) ? { open: true as const } : {}),
    ...(value === undefined ? {} : { value }),
    ...(step.must === true ? {} : { more: true as const }),
  }
}

const isBlank = (raw: Raw): boolean =>
  typeof raw === 'string' ? raw.trim() === '' : raw.every(each => each.trim() === '')

const sameAs = (raw: Raw, stands: FieldValue | undefined): boolean =>
  JSON.stringify(raw) === JSON.stringify(stands)

/** What the schema itself says of no answer at all. */
const needed = ({ schema }: AskPoint, today: string): string => {
  const empty = read(schema, '', { today, options: [], people: [] })
  return empty.ok ? 'If there is nothing to put here, “None” is fine.' : empty.says
}

type Values = Readonly<Record<string, Raw>>

/** Values of a form that was closed half-way: kept as typed, nothing is checked. */
export const keepRough = (part: Part, values: Values): Part => ({
  ...part,
  rough: { ...part.rough, ...values },
})

type Judged =
  | { readonly is: 'blank' | 'unchanged' }
  | { readonly is: 'wrong'; readonly says: string }
  | { readonly is: 'new'; readonly value: Part['answers'][string] }

/** What one value of a form comes to; a required one must not be empty. */
const judge = (dialog: Dialog, part: Part, point: AskPoint, raw: Raw, today: string): Judged => {
  if (isBlank(raw))
    return point.step.must === true ? { is: 'wrong', says: needed(point, today) } : { is: 'blank' }
  // What stands there already is not read again: a day that was to come may have passed since.
  const stands = part.answers[point.key]
  if (stands !== undefined && sameAs(raw, typed(stands))) return { is: 'unchanged' }
  const found = read(point.schema, raw, readingFor(dialog, part, point, today))
  return found.ok ? { is: 'new', value: found.value } : { is: 'wrong', says: found.says }
}

const givenOn = (dialog: Dialog, part: Part, values: Values, today: string) =>
  stretch(dialog, part, today).flatMap(point => {
    const raw = values[point.key]
    return raw === undefined ? [] : [{ point, raw }]
  })

/** What is wrong with these values alone: one page of a form, before the next. */
export const faultsIn = (
  dialog: Dialog,
  part: Part,
  values: Values,
  today: string,
): Readonly<Record<string, string>> =>
  Object.fromEntries(
    givenOn(dialog, part, values, today).flatMap(({ point, raw }) => {
      const judged = judge(dialog, part, point, raw, today)
      return judged.is === 'wrong' ? [[point.key, judged.says]] : []
    }),
  )

/** Left empty where everything is asked means skipped; under "Add more" it may not have been seen. */
const withoutAnswer = (part: Part, key: string): Part => {
  const { [key]: _, ...answers } = part.answers
  const skipped = part.mode === 'all' ? plus(part.skipped, key) : part.skipped
  return { ...part, answers, skipped }
}

/** A submitted form as answers: the same schemas, the same words when one does not fit, and nothing typed is lost. */
export const submit = (dialog: Dialog, part: Part, values: Values, { today }: Moment): Advanced => {
  const errors: Record<string, string> = {}
  let next = part
  for (const { point, raw } of givenOn(dialog, part, values, today)) {
    const { key, step } = point
    const judged = judge(dialog, next, point, raw, today)
    if (judged.is === 'wrong') errors[key] = judged.says
    if (judged.is === 'blank' || (isBlank(raw) && step.must === true))
      next = withoutAnswer(next, key)
    if (judged.is === 'new') next = { ...next, answers: { ...next.answers, [key]: judged.value } }
  }
  if (Object.keys(errors).length > 0) return [keepRough(next, values), [{ do: 'errors', errors }]]
  const { rough: _, ...checked } = next
  return settle(dialog, checked, today)
}
