import { checkFlow } from './checkFlow.ts'
import type { Finding, Surroundings } from './checkFound.ts'
import { checkNames } from './checkNames.ts'
import { checkReaders } from './checkReaders.ts'
import { walk } from './checkWalk.ts'
import { checkWords } from './checkWords.ts'
import type { Dialog } from './dialogData.ts'

/** Everything that is wrong with one dialog; nothing is asked of anyone, nothing is run. */
export const checkDialog = (dialog: Dialog, all: Surroundings): readonly Finding[] => {
  const spots = walk(dialog, all.given)
  const found = [
    ...checkFlow(dialog, spots, all),
    ...checkNames(dialog, spots),
    ...checkReaders(dialog, spots),
    ...checkWords(dialog, spots, all.tone),
  ]
  return found.map(each => ({ dialog: dialog.id, ...each }))
}

/** `start`s that lead to dialogs not built yet: each with the line a person reads instead. */
export const plannedStarts = (
  dialog: Dialog,
  all: Surroundings,
): readonly { readonly where: string; readonly start: string; readonly line: string }[] =>
  walk(dialog, all.given).flatMap(({ step, where }) => {
    const line = 'start' in step ? all.planned[step.start] : undefined
    return 'start' in step && line !== undefined ? [{ where, start: step.start, line }] : []
  })
