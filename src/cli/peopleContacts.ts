import type { Tenant } from '../domain/people.ts'
import { refuse, type Work, working } from './peoplePlaces.ts'

const tell = ({ given }: Work, contacts: Tenant['safetyContacts']): number => {
  if (contacts.length === 0) given.print('Nobody is named to call when a child may be in danger.')
  for (const { who, how } of contacts) given.print(`${who}: ${how}`)
  return 0
}

/** `contacts`, `contacts add WHO HOW`, `contacts remove WHO`: whom to call when a child may be in danger. */
export const contacts = working(async work => {
  const { given, store, tenant, asked } = work
  const [verb, who = '', ...rest] = asked.words
  const how = rest.join(' ')
  const before = tenant.safetyContacts
  if (verb === undefined) return tell(work, before)
  if (verb !== 'add' && verb !== 'remove') return refuse(given, 'Say add or remove.')
  const others = before.filter(each => each.who !== who)
  if (verb === 'remove' && others.length === before.length)
    return refuse(given, `“${who}” is not among them.`)
  if (verb === 'add' && (who === '' || how === '' || who.length > 120 || how.length > 200))
    return refuse(given, 'Say who, and how to reach them: contacts add "Duty team" "01632 960 001"')
  const after = verb === 'add' ? [...others, { who, how }] : others
  await store.setContacts(tenant.id, after)
  return tell(work, after)
})
