import type * as z from 'zod'

import { current, readingFor } from './current.ts'
import type { Dialog } from './dialogData.ts'
import { type Advanced, has, isOpen, plus, settle, tellsBefore } from './flow.ts'
import { keepRough, submit } from './form.ts'
import { type Moment, type Part, READ_BACK } from './part.ts'
import { asks, path } from './path.ts'
import { merge, probeFor } from './probe.ts'
import { type Raw, read } from './read.ts'
import { say } from './say.ts'

/** What a person did in a part. `step` is the key a button or form was made for. */
export type Input =
  | { readonly do: 'answer'; readonly step?: string; readonly raw: Raw }
  | { readonly do: 'skip' | 'keep'; readonly step?: string }
  | { readonly do: 'edit'; readonly step: string }
  /** `go on` ends a wait early, or returns from another dialog. */
  | { readonly do: 'back' | 'later' | 'more' | 'done' | 'cancel' | 'open' | 'go on' }
  | {
      readonly do: 'form'
      readonly values: Readonly<Record<string, Raw>>
      readonly submit: boolean
    }

const keep = (part: Part, key: string, value: z.core.util.JSONType): Part => ({
  ...part,
  answers: { ...part.answers, [key]: value },
  skipped: part.skipped.filter(each => each !== key),
})

const answer = (dialog: Dialog, part: Part, raw: Raw, moment: Moment): Advanced => {
  const point = current(dialog, part, moment.today)
  if (point === undefined) return [part, [{ do: 'stale' }]]
  const found = read(
    point.schema,
    merge(part, point, raw),
    readingFor(dialog, part, point, moment.today),
  )
  if (!found.ok) return [part, [{ do: 'refuse', says: found.says }]]
  const kept = keep(part, point.key, found.value)
  const words = probeFor(dialog, part, point, found.value)
  if (words === undefined) return settle(dialog, kept, moment.today)
  const probed: Part = { ...kept, probed: plus(kept.probed, point.key), probing: point.key }
  return [probed, [{ do: 'probe', says: say(words, part, point.place, moment.today) }]]
}

const skip = (dialog: Dialog, part: Part, moment: Moment): Advanced => {
  const point = current(dialog, part, moment.today)
  if (point === undefined) return [part, []]
  const empty = point.step.probes?.find(([test]) => test === 'empty')
  if (empty !== undefined && !has(part.probed, point.key))
    return [
      { ...part, probed: plus(part.probed, point.key) },
      [{ do: 'probe', says: say(empty[1], part, point.place, moment.today) }],
    ]
  if (point.step.must === true)
    return [
      part,
      [
        {
          do: 'refuse',
          says: 'This one is needed. A few words are enough, or say “later” and it waits for you.',
        },
      ],
    ]
  const { [point.key]: _, ...answers } = part.answers
  return settle(dialog, { ...part, answers, skipped: plus(part.skipped, point.key) }, moment.today)
}

const back = (dialog: Dialog, part: Part, today: string): Advanced => {
  const all = asks(path(dialog, part, today))
  const here = all.findIndex(point => point.key === part.at)
  const before = (here < 0 ? all : all.slice(0, here)).findLast(point => !isOpen(part, point))
  if (before === undefined) return [part, [{ do: 'refuse', says: 'This is the first question.' }]]
  const { probing: _, ...calm } = part
  return [{ ...calm, at: before.key }, []]
}

const edit = (dialog: Dialog, part: Part, step: string, today: string): Advanced => {
  const point = asks(path(dialog, { ...part, mode: 'all' }, today)).find(each => each.key === step)
  return point === undefined ? [part, [{ do: 'stale' }]] : [{ ...part, at: point.key }, []]
}

const goOn = (dialog: Dialog, part: Part, today: string): Advanced =>
  settle(
    dialog,
    { ...part, passed: part.at.includes(':') ? plus(part.passed, part.at) : part.passed },
    today,
  )

const finish = (dialog: Dialog, part: Part, today: string): Advanced => {
  const [settledPart, effects] = settle(dialog, part, today)
  if (settledPart.at !== READ_BACK) return [settledPart, effects]
  return [settledPart, [...effects, { do: 'finish' }]]
}

/** One input in one part. Pure: what it wants done comes back as effects, never as an exception. */
export const advance = (dialog: Dialog, part: Part, input: Input, moment: Moment): Advanced => {
  const { today } = moment
  if ('step' in input && input.do !== 'edit' && input.step !== undefined && input.step !== part.at)
    return [part, [{ do: 'stale' }]]
  switch (input.do) {
    case 'answer':
      return answer(dialog, part, input.raw, moment)
    case 'skip':
      return skip(dialog, part, moment)
    case 'keep':
      return settle(dialog, part, today)
    case 'edit':
      return edit(dialog, part, input.step, today)
    case 'back':
      return back(dialog, part, today)
    case 'more':
      return settle(dialog, { ...part, mode: 'all' }, today)
    case 'go on':
      return goOn(dialog, part, today)
    case 'open':
      return part.at.startsWith('wait:')
        ? settle(dialog, part, today)
        : [part, tellsBefore(dialog, part, today)]
    case 'later':
      return [part, [{ do: 'rest' }]]
    case 'done':
      return part.at === READ_BACK ? finish(dialog, part, today) : [part, [{ do: 'stale' }]]
    case 'cancel':
      return [part, [{ do: 'cancel' }]]
    case 'form':
      return input.submit
        ? submit(dialog, part, input.values, moment)
        : [keepRough(part, input.values), []]
    default:
      return input satisfies never
  }
}
