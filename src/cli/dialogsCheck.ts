import { givenReaders } from '../../dialogs/given.ts'
import { dialogs, planned } from '../../dialogs/index.ts'
import { nudges } from '../../dialogs/nudges.ts'
import { tone } from '../../dialogs/tone.ts'
import { checkDialog, plannedStarts } from '../core/check.ts'
import type { Finding, Surroundings } from '../core/checkFound.ts'
import type { Dialog } from '../core/dialogData.ts'
import { checkNudges } from '../domain/nudgeWords.ts'
import { many } from './command.ts'

export const surroundings: Surroundings = {
  dialogs: dialogs.map(({ id }) => id),
  planned,
  given: givenReaders,
  tone,
}

type Print = (line: string) => void

const printFindings = (dialog: Dialog, findings: readonly Finding[], print: Print): void => {
  print('')
  print(`${dialog.title} (${dialog.id}, ${dialog.source})`)
  for (const { where, wrong, todo, weight } of findings) {
    print(`  ${weight === 'wrong' ? 'wrong ' : 'advice'}  ${where}`)
    print(`          ${wrong}`)
    print(`          → ${todo}`)
  }
}

const printPlanned = (checked: readonly Dialog[], print: Print): void => {
  const starts = checked.flatMap(dialog =>
    plannedStarts(dialog, surroundings).map(each => ({ ...each, from: dialog.title })),
  )
  if (starts.length === 0) return
  print('')
  print('Not built yet, and what a person reads instead:')
  for (const start of new Set(starts.map(each => each.start))) {
    const from = starts.filter(each => each.start === start).map(each => each.from)
    print(`  ${start} (from: ${[...new Set(from)].join(', ')})`)
    print(`          ${planned[start]}`)
  }
}

const conclusion = (checked: readonly Dialog[], findings: readonly Finding[]): string => {
  const wrong = findings.filter(({ weight }) => weight === 'wrong').length
  const advice = findings.length - wrong
  const all = `${many(checked.length, 'dialog')} checked`
  if (findings.length === 0) return `${all}: all in order.`
  const advised = advice === 0 ? '' : `${wrong === 0 ? '' : ', '}${many(advice, 'piece')} of advice`
  return `${all}: ${wrong === 0 ? '' : `${wrong} to mend`}${advised}.`
}

/** Only when everything is checked: a nudge belongs to no dialog. */
const printNudges = (print: Print): number => {
  const found = checkNudges(nudges, tone)
  for (const { where, wrong } of found) print(`  wrong   ${where}\n          ${wrong}`)
  return found.length
}

/** Prints what is wrong with the dialogs, or with those named; answers the exit code: 1 when something has to be mended. */
export const dialogsCheck = (
  print: Print,
  only: readonly string[] = [],
  all: readonly Dialog[] = dialogs,
): number => {
  const checked = all.filter(({ id }) => only.length === 0 || only.includes(id))
  const unknown = only.filter(id => !all.some(dialog => dialog.id === id))
  if (unknown.length > 0) {
    print(`There is no dialog called ${unknown.map(id => `“${id}”`).join(' or ')}.`)
    print(`Those there are: ${all.map(({ id }) => id).join(', ')}.`)
    return 1
  }
  const found = checked.map(dialog => [dialog, checkDialog(dialog, surroundings)] as const)
  for (const [dialog, findings] of found)
    if (findings.length > 0) printFindings(dialog, findings, print)
  printPlanned(checked, print)
  const findings = found.flatMap(([, each]) => each)
  print('')
  const nudgesWrong = only.length === 0 ? printNudges(print) : 0
  print(conclusion(checked, findings))
  return nudgesWrong > 0 || findings.some(({ weight }) => weight === 'wrong') ? 1 : 0
}
