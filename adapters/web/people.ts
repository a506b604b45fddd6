import type { Demo, Persona } from '../../src/core/adapter.ts'
import type { Address } from '../../src/core/turn.ts'
import { personKey } from './ids.ts'
import type { Person } from './wire.ts'

/** The people one may be in a demo tenant; nobody else can be reached through the local chat. */
export interface Team {
  list(): Promise<readonly Person[]>
  find(key: string): Promise<Address | undefined>
}

const shown = ({ address, name, role }: Persona): Person => ({
  key: personKey(address),
  name,
  role,
})

/** Addresses are remembered, so that a turn need not ask again whose it is. */
export const createTeam = (demo: Demo): Team => {
  const known = new Map<string, Address>()
  const list = async (): Promise<readonly Person[]> => {
    const personas = await demo.people()
    known.clear()
    for (const { address } of personas) known.set(personKey(address), address)
    return personas.map(shown)
  }
  return {
    list,
    find: async key => {
      if (!known.has(key)) await list()
      return known.get(key)
    },
  }
}
