import type { Imported, PeopleStore } from '../domain/peopleStore.ts'
import { auditTx } from './audit.ts'
import type { Base } from './base.ts'
import { OPERATOR } from './erase.ts'
import { importEnds, importRelationships, importSessions } from './importedPairs.ts'
import { importAdmins, importPeople } from './importedPeople.ts'
import { importKeys } from './importKeys.ts'
import { atomically } from './session.ts'

/** So many at once, so that no transaction grows beyond what the database likes. */
const BATCH = 50

type Step<T> = (base: Base, tenant: string, all: readonly T[]) => Promise<number>

/** One batch after the other, each whole or not at all, with its line in the trail. */
const inBatches = async <T>(
  base: Base,
  tenant: string,
  object: string,
  all: readonly T[],
  step: Step<T>,
): Promise<void> => {
  const trail = auditTx(base, { tenant, actor: OPERATOR })
  for (let start = 0; start < all.length; start += BATCH) {
    const batch = all.slice(start, start + BATCH)
    const work = async (): Promise<void> => {
      const count = await step(base, tenant, batch)
      if (count === 0) return
      await trail.audit({ action: 'imported', object, detail: { count: String(count) } })
    }
    await atomically(base.connection, work)
  }
}

/** Cut off anywhere, it is simply done again: what is there already is left as it is. */
const importAll = async (base: Base, imported: Imported): Promise<void> => {
  const { tenant, people, relationships, sessions, ends, admins } = imported
  await inBatches(base, tenant, 'people', people, importPeople)
  await inBatches(base, tenant, 'relationships', relationships, importRelationships)
  await inBatches(base, tenant, 'sessions', sessions, importSessions)
  await inBatches(base, tenant, 'ends', ends, importEnds)
  await inBatches(base, tenant, 'admins', admins ?? [], importAdmins)
}

export const importStore = (base: Base): Pick<PeopleStore, 'keys' | 'importAll'> => ({
  keys: tenant => importKeys(base, tenant),
  importAll: imported => importAll(base, imported),
})
