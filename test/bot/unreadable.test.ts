import { afterAll, beforeAll, describe, expect, it } from 'vitest'

import { MAX_ATTEMPTS } from '../../src/domain/delivery.ts'
import { freshDatabase } from '../setup/database.ts'
import { rawDatabase } from '../store/raw.ts'
import { startTeam, type Team, WEDNESDAY } from './team.ts'

const HOUR = 3_600_000
const tenant = 'example-team'

describe('somebody at whom nobody can look', () => {
  const database = freshDatabase()
  const raw = rawDatabase(database)
  let team: Team
  beforeAll(async () => {
    team = await startTeam(database, WEDNESDAY)
  })
  afterAll(() => team.close())

  const lookOf = (person: string) =>
    raw.table('deliveries').findOne({ _id: `${tenant}/look:${person}` })

  it('is tried again later and later, and in the end stands before the admin as given up', async () => {
    await team.tick()
    await raw
      .table('sessions')
      .updateMany({ tenant, relationship: 'ada-ben' }, { $set: { on: '2026-12-24' } })
    await team.store.transact({ tenant, actor: 'ada' }, tx => tx.lookAt(['ben']))
    await team.tick()
    expect(await lookOf('ben')).toMatchObject({ state: 'pending', attempts: 1 })
    for (let round = 0; round <= MAX_ATTEMPTS; round += 1) {
      team.move(HOUR)
      await team.tick()
    }
    expect(await lookOf('ben')).toMatchObject({ state: 'dead', attempts: MAX_ATTEMPTS })
  })

  it('rests when it is because they were erased, though somebody looks for them again', async () => {
    await team.store.destroyRing({ tenant, kind: 'person', id: 'cleo' })
    await team.store.transact({ tenant, actor: 'ada' }, tx => tx.lookAt(['cleo']))
    await team.tick()
    const look = await lookOf('cleo')
    expect(look).toMatchObject({ state: 'pending', attempts: 0 })
    expect(look).not.toHaveProperty('nextAt')
  })
})
