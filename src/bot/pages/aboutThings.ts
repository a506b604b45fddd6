import type { Block, ListItem, Page } from '../../core/card.ts'
import { dateAt, sayDate, sayInstant } from '../../core/time.ts'
import type { Note, Session } from '../../domain/action.ts'
import { ruleOf } from '../../domain/programmes/index.ts'
import type { Context } from '../context.ts'
import { askChange } from './aboutMe.ts'
import { firstNameOf, section, withWhom } from './sections.ts'

const actionWords = {
  open: 'open',
  partly: 'partly done',
  done: 'done',
  changed: 'changed',
  dropped: 'dropped',
} as const

const sessionItem = (today: string, session: Session, who: string): ListItem => ({
  text: sayDate(session.on, today),
  detail: `${who}, ${session.state}`,
  buttons: [askChange('session', session.id)],
})

/** Actions, agenda and dates of a person, one by one. */
export const aboutThingsPage = async (ctx: Context): Promise<Page> => {
  const { scope, moment, house } = ctx
  const { store } = house
  const [relationships, actions, agenda, sessions, dates] = await Promise.all([
    store.relationships(scope),
    store.actions(scope),
    store.agendaItems(scope),
    store.sessions(scope),
    store.obligations(scope),
  ])
  const who = (relationship: string): string => withWhom(ctx, relationships, relationship)
  const say = (day: string): string => sayDate(day, moment.today)
  const blocks: readonly Block[] = [
    ...section(
      2,
      'Actions',
      actions.map(({ id, what, owner, by, state, relationship }) => ({
        text: what,
        detail: `${owner === ctx.person.id ? 'you' : firstNameOf(ctx, owner)}, by ${say(by)}, ${actionWords[state]}; with ${who(relationship)}`,
        buttons: [askChange('action', id)],
      })),
      'None.',
    ),
    ...section(
      2,
      'Topics for the agenda',
      agenda.map(({ id, topic, raisedBy, state, relationship }) => ({
        text: topic,
        detail: `from ${raisedBy === ctx.person.id ? 'you' : firstNameOf(ctx, raisedBy)}, ${state}; with ${who(relationship)}`,
        buttons: [askChange('agenda', id)],
      })),
      'None.',
    ),
    ...section(
      2,
      'Sessions',
      sessions
        .toSorted((a, b) => b.on.localeCompare(a.on))
        .map(session => sessionItem(moment.today, session, who(session.relationship))),
      'None.',
    ),
    ...section(
      2,
      'Due dates',
      dates
        .toSorted((a, b) => b.dueOn.localeCompare(a.dueOn))
        .map(({ id, dueOn, programme, rule, relationship }) => ({
          text: `by ${say(dueOn)}`,
          detail: `${ruleOf(programme, rule)?.says ?? rule}; with ${who(relationship)}`,
          buttons: [askChange('date', id)],
        })),
      'None.',
    ),
  ]
  return { title: 'What we agreed and planned', blocks }
}

/** All private notes; only their author ever sees this page. */
export const ownNotesPage = ({ person, moment }: Context, notes: readonly Note[]): Page => ({
  title: 'Your private notes',
  blocks: [
    { kind: 'note', tone: 'readers', text: 'Only you can read these.' },
    {
      kind: 'list',
      confidential: true,
      items: notes.map(({ text, at }) => ({
        text,
        detail: sayInstant(at, person.works.zone, dateAt(moment.now, person.works.zone)),
      })),
    },
  ],
})
