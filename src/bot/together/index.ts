import type { Context, Plan } from '../context.ts'
import type { FormHandler, Handler } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { amBack, amBackPlan, awayPlan, openAway, saveAway } from './away.ts'
import { confirm, decline } from './confirm.ts'
import { coverPlan, openCover, saveCover, takeCover } from './cover.ts'
import { datesPlan, openDates, saveDates } from './dates.ts'
import { openGoesOver, saveGoesOver } from './goesOver.ts'
import { handOverPlan, openHandOver, saveHandOver } from './handOver.ts'
import { helloPlan, worksRight } from './hello.ts'
import { openRhythm, rhythmPlan, saveRhythm } from './rhythm.ts'
import {
  openNudges,
  openWorks,
  pause,
  resume,
  saveNudges,
  savePause,
  saveWorks,
  settingsPlan,
} from './settings.ts'
import { openSetUp, saveSetUp, setUpPlan } from './setUp.ts'

export const togetherPresses: Readonly<Record<string, Handler>> = {
  hello: ({ ctx, state }) => helloPlan(ctx, state),
  'works right': worksRight,
  settings: ({ ctx, state }) => settingsPlan(ctx, state),
  works: openWorks,
  nudges: openNudges,
  pause,
  resume,
  'set up': openSetUp,
  confirm,
  decline,
  rhythm: openRhythm,
  dates: openDates,
  away: openAway,
  'am back': amBack,
  cover: openCover,
  'take cover': takeCover,
  'hand over': openHandOver,
  'what goes over': openGoesOver,
}

export const togetherForms: Readonly<Record<string, FormHandler>> = {
  works: saveWorks,
  nudges: saveNudges,
  pause: savePause,
  'set up': saveSetUp,
  rhythm: saveRhythm,
  dates: saveDates,
  away: saveAway,
  cover: saveCover,
  'hand over': saveHandOver,
  'goes over': saveGoesOver,
}

type Command = (ctx: Context, state: PersonState, typed: string) => Plan | Promise<Plan>

const commands: Readonly<Record<string, Command>> = {
  hello: helloPlan,
  hi: helloPlan,
  settings: settingsPlan,
  pause: settingsPlan,
  'set up': setUpPlan,
  'set up supervision': setUpPlan,
  'how often': rhythmPlan,
  'book dates': datesPlan,
  away: awayPlan,
  'i’m away': awayPlan,
  "i'm away": awayPlan,
  'i’m back': amBackPlan,
  "i'm back": amBackPlan,
  cover: coverPlan,
  'hand over': handOverPlan,
}

/** Words that do one of these, typed as the whole message. */
export const togetherWords: readonly string[] = Object.keys(commands)

/** Undefined: none of ours. */
export const togetherCommand = (
  ctx: Context,
  state: PersonState,
  name: string,
): Plan | Promise<Plan> | undefined =>
  Object.hasOwn(commands, name) ? commands[name]?.(ctx, state, name) : undefined
