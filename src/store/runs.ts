import type { StoredRun } from '../domain/run.ts'
import type { Scope, Store, Tx } from '../domain/store.ts'
import type { Base } from './base.ts'
import type { RunDocument } from './documents.ts'
import { conflict, notFound } from './errors.ts'
import { keyOf, ofTenant, type Query, readable } from './query.ts'
import { liveRelationship } from './relationships.ts'
import { openRun, runRings, sealRun } from './runSeal.ts'

export const findRuns = async (
  base: Base,
  query: Query,
  mine: Parameters<typeof openRun>[3],
): Promise<readonly StoredRun[]> => {
  const found = await base.tables.runs.list(query, { sort: { startedAt: 1, _id: 1 } })
  const all: StoredRun[] = []
  for (const document of found) {
    const keys = await runRings(base, document)
    if (keys !== undefined) all.push(await openRun(base, keys, document, mine))
  }
  return all
}

const own = async (base: Base, scope: Scope, wanted: Parameters<typeof readable>[2]) => {
  const query = readable(scope, await base.tenantNow(scope.tenant), wanted)
  return findRuns(base, query, ({ readers }) => readers.includes(scope.actor))
}

const hasPart =
  (person: string) =>
  ({ parties, openFor }: StoredRun): boolean =>
    parties.some(party => party.person === person && openFor.includes(party.role))

export const runStore = (base: Base): Pick<Store, 'run' | 'openRuns' | 'runsUnderWay'> => ({
  run: async (scope, id) => (await own(base, scope, { _id: keyOf(scope.tenant, id) }))[0],
  runsUnderWay: scope => own(base, scope, { state: 'open', 'parties.person': scope.actor }),
  openRuns: async scope => (await own(base, scope, { state: 'open' })).filter(hasPart(scope.actor)),
})

const current = (base: Base, scope: Scope, id: string): Promise<RunDocument | undefined> =>
  base.tables.runs.one(
    ofTenant(scope.tenant, { _id: keyOf(scope.tenant, id), 'parties.person': scope.actor }),
  )

type RunTx = Pick<Tx, 'run' | 'addRun' | 'saveRun'>

export const runTx = (base: Base, scope: Scope): RunTx => ({
  run: async id => {
    const wanted = { _id: keyOf(scope.tenant, id), 'parties.person': scope.actor }
    const [found] = await findRuns(base, ofTenant(scope.tenant, wanted), () => true)
    return found
  },
  addRun: async run => {
    const relationship = await liveRelationship(base, scope, run.relationship)
    const known = new Set(relationship?.parties.map(({ person }) => person))
    const keys = await runRings(base, run)
    const isTheirs = run.parties.every(({ person }) => known.has(person))
    if (keys === undefined || run.tenant !== scope.tenant || !isTheirs) {
      throw notFound('relationship')
    }
    const readers = run.parties.map(({ person, role }) => ({ person, basis: role }))
    await base.tables.runs.insert([await sealRun(base, keys, { ...run, rev: 0 }, readers)])
  },
  saveRun: async run => {
    const before = await current(base, scope, run.id)
    const keys = before && (await runRings(base, before))
    if (before === undefined || keys === undefined) throw notFound('run')
    const { tenant, relationship, parties } = before
    const next = { ...run, tenant, relationship, parties, rev: run.rev + 1 }
    const document = await sealRun(base, keys, next, before.readers)
    const query = ofTenant(tenant, { _id: before._id, rev: run.rev })
    if (!(await base.tables.runs.replace(query, document))) throw conflict('run')
  },
})
