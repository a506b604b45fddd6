import { askable } from '../given/people.ts'
import { notify } from '../notices.ts'
import type { Filed } from './filed.ts'

/** Fixed words and the id they travel under: what is asked for, never what the action is. */
export const needs: Readonly<Record<string, string>> = {
  time: 'time',
  decision: 'a decision',
  person: 'a person',
  information: 'information',
}

/** `help.ask`: tells the named person, in the words that were shown before. */
export const askHelp = async (filed: Filed, [from = '']: readonly string[]): Promise<void> => {
  const { tx, ctx, run, values, relationship } = filed
  const people = await askable(ctx, relationship)
  const whom = people.find(({ text }) => text === values[from])?.id
  const need = Object.entries(needs).find(([, words]) => words === values.need)?.[0]
  if (whom === undefined || need === undefined) return
  await notify(tx, ctx, whom, 'help.asked', { by: ctx.person.id, need, run: run.id })
}
