import { listed } from '../core/listed.ts'
import { firstName } from '../domain/people.ts'
import { others, type Relationship } from '../domain/relationship.ts'
import { homeButton, notFound, saying } from './cards/words.ts'
import type { Context, Plan } from './context.ts'
import { notify } from './notices.ts'
import type { Handler } from './pressed.ts'

/** What is kept about somebody, by kind, in the words of a sentence. */
export const changeable = {
  person: 'your name or job',
  relationship: 'how the two of you are entered here',
  record: 'a record',
  action: 'an action',
  agenda: 'a topic for the agenda',
  session: 'a session date',
  date: 'a due date',
} as const
export type Changeable = keyof typeof changeable

export const isChangeable = (kind: string): kind is Changeable => Object.hasOwn(changeable, kind)

const relationshipOf = async (
  { house, scope }: Context,
  kind: Changeable,
  id: string,
): Promise<string | undefined> => {
  const { store } = house
  const lists = {
    action: () => store.actions(scope),
    agenda: () => store.agendaItems(scope),
    session: () => store.sessions(scope),
    date: () => store.obligations(scope),
  }
  if (kind === 'relationship') return id
  if (kind === 'record') return (await store.record(scope, id))?.relationship
  if (kind === 'person') return undefined
  return (await lists[kind]()).find(each => each.id === id)?.relationship
}

const admins = ({ tenant, person }: Context): readonly string[] =>
  (tenant.admins ?? []).filter(id => id !== person.id)

/** Whom it concerns; undefined = it is not there, or not theirs. */
const concerned = async (
  ctx: Context,
  kind: Changeable,
  id: string,
): Promise<readonly string[] | undefined> => {
  if (kind === 'person') return admins(ctx)
  const relationship = await relationshipOf(ctx, kind, id)
  const all = await ctx.house.store.relationships(ctx.scope)
  const found: Relationship | undefined = all.find(each => each.id === relationship)
  if (found === undefined) return undefined
  if (found.kind === 'line') return admins(ctx)
  return [...new Set(others(found, ctx.person.id).map(({ person }) => person))]
}

const NO_ADMIN =
  'Nobody is named as an admin here yet, so I cannot pass it on. Please tell whoever set Throughline up for you.'

const next: Readonly<Record<Changeable, string>> = {
  person: 'They can change it with the next import.',
  relationship: 'Say what should be different when you next speak; the two of you can change it.',
  record:
    'They do not get any words from me. On the page of the record you can press “Ask for a change”: then it goes back with what you write, and the next version comes to you.',
  action: 'Say what should be different when you next speak; it can be changed or dropped there.',
  agenda: 'Say what should be different when you next speak; it can be taken off the agenda.',
  session: 'Say what should be different when you next speak; a date can be moved.',
  date: 'It follows from the rhythm the two of you set, and moves when that changes.',
}

/** Asks whom it concerns for a change; they learn what kind of thing it is, and no more. */
export const askChange: Handler = async ({ ctx, state, args }): Promise<Plan> => {
  const { kind = '', id = '' } = args
  const people = isChangeable(kind) ? await concerned(ctx, kind, id) : undefined
  if (!isChangeable(kind) || people === undefined) return { state, says: [notFound()] }
  if (people.length === 0)
    return { state, mine: 'Ask for a change', says: [saying(NO_ADMIN, [homeButton])] }
  const names = people.map(each =>
    firstName(ctx.people.find(({ id }) => id === each)?.name ?? 'Somebody'),
  )
  return {
    commit: async tx => {
      const on = ctx.moment.today
      for (const person of people)
        await notify(tx, ctx, person, 'about.change', { by: ctx.person.id, kind, id, on })
      await tx.audit({ action: 'about.change', object: `${kind}/${id}` })
      return {
        state,
        mine: 'Ask for a change',
        says: [
          saying(
            `I tell ${listed(names)} that you ask for a change in ${changeable[kind]}. ${next[kind]}`,
            [homeButton],
          ),
        ],
      }
    },
  }
}
