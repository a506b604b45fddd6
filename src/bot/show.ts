import type { Card, Form } from '../core/card.ts'
import type { Dialog, SceneData } from '../core/dialogData.ts'
import type { Effect } from '../core/flow.ts'
import { field, stretch } from '../core/form.ts'
import { outside } from '../core/lookup.ts'
import { type Part, READ_BACK, REVISION } from '../core/part.ts'
import { path } from '../core/path.ts'
import { press } from '../core/press.ts'
import { type Line, question, readBack, waiting } from '../core/question.ts'
import { audienceOf } from '../core/readers.ts'
import { say } from '../core/say.ts'
import { sayDate } from '../core/time.ts'
import { questionCard } from './cards/question.ts'
import { readBackCard } from './cards/readBack.ts'
import type { Context } from './context.ts'

const sceneOf = (dialog: Dialog, part: Part): SceneData | undefined =>
  dialog.scenes.find(({ scene }) => scene === part.scene)

/** The words of a part's last button. */
export const doneWords = (dialog: Dialog, part: Part, today: string): string => {
  if (part.scene === REVISION) return 'Share the new version'
  const { done } = sceneOf(dialog, part) ?? {}
  return done === undefined ? 'Send it' : say(done, part, outside, today)
}

/** On a platform that keeps messages, what was answered privately is not repeated in one. */
const veiled = (lines: readonly Line[], dialog: Dialog, keeps: boolean): readonly Line[] =>
  lines.map(line =>
    keeps && audienceOf(dialog, line.point.step).formOnly
      ? { ...line, shown: ['Answered privately'] }
      : line,
  )

/** What people say in this dialog is for its two alone, so quoting it is for this moment only. */
const isRestricted = (dialog: Dialog): boolean =>
  dialog.practice.audiences[dialog.files.readers]?.formOnly === true

/** A line of the dialog by itself; it may quote somebody. */
export const tellCard = (dialog: Dialog, text: string): Card => ({
  summary: `${dialog.title}: before you go on`,
  blocks: [
    {
      kind: 'text',
      text,
      confidential: true,
      ...(isRestricted(dialog) ? { fleeting: true as const } : {}),
    },
  ],
})

/** Where a part is: its question or its read-back, after what was just said. */
export const partCard = (
  ctx: Context,
  dialog: Dialog,
  part: Part,
  effects: readonly Effect[],
): Card => {
  const { today } = ctx.moment
  const keeps = ctx.house.keepsMessages(ctx.address.platform)
  const asked = question(dialog, part, today)
  const restricted = isRestricted(dialog)
  if (part.at !== READ_BACK && asked !== undefined)
    return questionCard({
      part,
      title: dialog.title,
      question: asked,
      effects,
      formFields: asked.done === 0 ? stretch(dialog, part, today).length : 0,
      privately: keeps && asked.audience.formOnly,
      restricted,
    })
  return readBackCard({
    part,
    title: dialog.title,
    lines: veiled(readBack(dialog, part, today), dialog, keeps),
    done: doneWords(dialog, part, today),
    waiting: waiting(dialog, part, today),
    restricted,
    discardable: part.scene === REVISION || part.scene === dialog.scenes[0]?.scene,
    effects,
  })
}

/** Says until when a part rests, and how to come back sooner. */
export const restCard = (
  ctx: Context,
  dialog: Dialog,
  part: Part,
  until?: string,
  says?: string,
): Card => {
  const when =
    until === undefined ? 'whenever you are ready' : `on ${sayDate(until, ctx.moment.today)}`
  return {
    summary: 'Saved for later',
    asks: part.id,
    blocks: [
      { kind: 'text', text: says ?? `Saved. It waits for you here, ${when}.` },
      {
        kind: 'buttons',
        buttons: [
          { label: 'Carry on now', press: press('open', { part: part.id }) },
          { label: 'Home', press: press('home'), tone: 'quiet' },
        ],
      },
      { kind: 'note', text: `${dialog.title} · About: ${part.about}` },
    ],
  }
}

/** What the chat would say on the way through these questions. */
const tellsIn = (dialog: Dialog, part: Part, today: string): readonly string[] =>
  path(dialog, part, today).flatMap(point =>
    point.kind === 'tell' ? [say(point.step.tell, part, point.place, today)] : [],
  )

/** The questions that can be asked at once, or only one of them, as a form. */
export const partForm = (
  ctx: Context,
  dialog: Dialog,
  part: Part,
  errors: Readonly<Record<string, string>> = {},
  only?: string,
): Form => {
  const { today } = ctx.moment
  const points = stretch(dialog, part, today).filter(
    ({ key }) => only === undefined || key === only,
  )
  return {
    id: press('part', { part: part.id, ...(only === undefined ? {} : { only }) }),
    title: dialog.title,
    intro: [
      { kind: 'note', text: `About: ${part.about}` },
      ...tellsIn(dialog, part, today).map(text => ({
        kind: 'text' as const,
        text,
        confidential: true as const,
      })),
    ],
    fields: points.map(point => {
      const { more: _, ...plain } = field(dialog, part, point, today)
      const error = errors[point.key]
      const under = only === undefined && point.step.must !== true
      return {
        ...plain,
        ...(under ? { more: true as const } : {}),
        ...(error === undefined ? {} : { error }),
      }
    }),
    submit: 'Save',
  }
}
