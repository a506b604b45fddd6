import type { Did } from '../core/turn.ts'
import { saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { formPlan } from './forms.ts'
import { notePlan } from './notes.ts'
import { pressPlan } from './presses.ts'
import type { PersonState } from './state.ts'
import { helpPlan, homePlan, textPlan } from './text.ts'
import { meeting } from './together/hello.ts'
import { commandPlan } from './words.ts'

/** A command given as such: `set up` comes as two words, and an unknown one gets help. */
const slashPlan = async (
  ctx: Context,
  state: PersonState,
  name: string,
  rest: string,
): Promise<Plan> => {
  if (name === 'home') return homePlan(ctx, state, 'home')
  const phrase = `${name} ${rest.trim().toLowerCase()}`.trim()
  const whole = name === 'note' ? undefined : await commandPlan(ctx, state, phrase, '')
  return whole ?? (await commandPlan(ctx, state, name, rest)) ?? helpPlan(ctx, state, name)
}

const react = async (ctx: Context, state: PersonState, did: Did): Promise<Plan> => {
  switch (did.kind) {
    case 'text':
      return textPlan(ctx, state, did.text)
    case 'press':
      return pressPlan(ctx, state, did.press, did.values ?? [])
    case 'form':
      return formPlan(ctx, state, did.form, did.values, did)
    case 'command':
      return slashPlan(ctx, state, did.name.toLowerCase(), did.text)
    case 'capture':
      return notePlan(ctx, state, did.text)
    case 'home':
      return homePlan(ctx, state, 'home')
    case 'joined':
      return helpPlan(ctx, state)
    case 'left':
      return { state, says: [] }
    case 'attachment':
      return {
        state,
        mine: '(a file, not kept)',
        says: [
          saying(
            'I cannot take files, photos or voice messages: they can show a family, and they belong in the case system. Words are fine.',
          ),
        ],
      }
    default:
      return did satisfies never
  }
}

/** What one thing a person did leads to. */
export const handle = meeting(react)
