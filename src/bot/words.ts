import type { Dialog } from '../core/dialogData.ts'
import type { CommandWords } from '../core/focus.ts'
import { aboutCommand, aboutWords } from './aboutMe.ts'
import { askedCommand, askedWords } from './asked.ts'
import type { Context, Plan } from './context.ts'
import { needsAction } from './given/about.ts'
import { notePlan } from './notes.ts'
import { startPlan } from './starting.ts'
import type { PersonState } from './state.ts'
import { togetherCommand, togetherWords } from './together/index.ts'

/** Extra words for dialogs, beside their titles: what people actually type. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  session: ['session', 'record', 'record session', 'record a session', 'record the session'],
  agenda: ['agenda', 'our agenda', 'build the agenda', 'make the agenda'],
  preparation: ['prepare', 'prep', 'preparation', 'get ready'],
  reschedule: ['move', 'move it', 'reschedule', 'move the session', 'postpone', 'another day'],
  feedback: ['feedback', 'give feedback'],
  'coaching-session': ['coaching', 'coach'],
  'coaching-agreement': ['coaching agreement'],
  improvement: ['improve'],
}

const wordsFor = (dialog: Dialog): readonly string[] => [
  dialog.title.toLowerCase(),
  dialog.id.replaceAll('-', ' '),
  ...(synonyms[dialog.id] ?? []),
]

/** Every command a person may type. */
export const commandWords = ({ house }: Context): CommandWords => ({
  whole: [
    ...togetherWords,
    ...aboutWords,
    ...askedWords,
    ...[...house.library.dialogs.values()].filter(each => !needsAction(each)).flatMap(wordsFor),
  ],
  openers: ['note', 'start'],
})

/** Runs a typed or slash command by its word; undefined when there is none like that. */
export const commandPlan = async (
  ctx: Context,
  state: PersonState,
  name: string,
  rest: string,
): Promise<Plan | undefined> => {
  if (name === 'note') return notePlan(ctx, state, rest)
  const ours = togetherCommand(ctx, state, name)
  if (ours !== undefined) return ours
  const about = aboutCommand(state, name)
  if (about !== undefined) return about
  const asked = askedCommand(ctx, state, name)
  if (asked !== undefined) return asked
  const word = name === 'start' ? rest.trim().toLowerCase() : name
  const dialog = [...ctx.house.library.dialogs.values()].find(each => wordsFor(each).includes(word))
  if (dialog === undefined) return undefined
  return startPlan(ctx, state, dialog.id, { mine: rest === '' ? name : `${name} ${rest}` })
}
