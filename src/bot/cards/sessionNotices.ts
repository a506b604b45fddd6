import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { firstName } from '../../domain/people.ts'
import { inOrder } from '../given/work.ts'
import { needs } from '../leadsTo/help.ts'
import type { Composer } from './notices.ts'
import { homeButton, saying } from './words.ts'

/** What arrives by itself about dates, agendas and actions: names, days and counts. */

const agendaReady: Composer = async ({ house, scope }, refs) => {
  const relationship = refs.with ?? ''
  const count = inOrder(await house.store.agendaItems(scope, relationship)).length
  if (count === 0) return undefined
  const topics = count === 1 ? 'one topic' : `${count} topics`
  return {
    ...saying(`Your agenda has ${topics} now.`, [
      { label: 'See the agenda', press: press('agenda', { with: relationship }), tone: 'main' },
      homeButton,
    ]),
    summary: 'Your agenda is ready',
  }
}

const sessionMoved: Composer = async ({ house, scope, people, moment }, refs) => {
  const session = (await house.store.sessions(scope)).find(({ id }) => id === refs.session)
  const name = firstName(people.find(({ id }) => id === refs.by)?.name ?? 'Somebody')
  const from = session?.moves?.at(-1)?.from
  const expected = refs.on === '' ? session?.state === 'moved' : session?.on === refs.on
  if (session === undefined || from === undefined || !expected) return undefined
  const was = sayDate(from, moment.today)
  const refsOf = { session: session.id, on: refs.on ?? '' }
  const other = {
    label: 'Suggest another day',
    press: press('start', { dialog: 'reschedule', session: session.id }),
  }
  if (refs.on === '')
    return {
      ...saying(`${name} cannot meet on ${was}. The new day is to follow.`, [
        { ...other, label: 'Suggest a day' },
        homeButton,
      ]),
      summary: 'A session moves',
    }
  return {
    ...saying(
      `${name} has moved your session from ${was} to ${sayDate(session.on, moment.today)}.`,
      [{ label: 'That works', press: press('moved', refsOf), tone: 'main' }, other],
    ),
    summary: 'A session has moved',
  }
}

const helpAsked: Composer = async ({ people }, refs) => {
  const name = people.find(({ id }) => id === refs.by)?.name
  const words = needs[refs.need ?? '']
  if (name === undefined || words === undefined) return undefined
  return {
    ...saying(`${firstName(name)} would like help with an action: ${words}.`, [homeButton]),
    summary: 'Somebody asks for help',
  }
}

export const sessionComposers: Readonly<Record<string, Composer>> = {
  'agenda.ready': agendaReady,
  'session.moved': sessionMoved,
  'help.asked': helpAsked,
}
