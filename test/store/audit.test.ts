import { appendFile, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import type { MongoStore } from '../../src/store/index.ts'
import { temporaryFolder } from '../setup/privateMongod.ts'
import { newTenant } from './contract/bench.ts'
import { as } from './hearth.ts'
import { freshStore } from './openStore.ts'
import { rawDatabase } from './raw.ts'

const fresh = freshStore()
const raw = rawDatabase(fresh.database)

const act = (store: MongoStore, tenant: string, from: number, count: number) =>
  store.transact(as(tenant, 'ana'), async tx => {
    for (let n = from; n < from + count; n += 1) {
      await tx.audit({ action: 'record.filed', object: `record/${n}`, detail: { n: String(n) } })
    }
  })

/** A trail of twelve entries, sealed and anchored in two goes. */
const trail = async (onTestFinished: Parameters<typeof temporaryFolder>[0]) => {
  const anchor = join(await temporaryFolder(onTestFinished), 'audit.anchor')
  const store = await fresh.open({ anchor })
  await raw.table('audit').deleteMany({})
  const tenant = await newTenant({ store, other: store, clock: fresh.clock })
  await act(store, tenant, 0, 7)
  await store.sealAudit()
  await act(store, tenant, 7, 5)
  await store.sealAudit()
  return { anchor, store, tenant, audit: raw.table('audit') }
}

describe('the audit trail', () => {
  test('tells in order what was done, and holds when nobody touched it', async ({
    onTestFinished,
  }) => {
    const { store, tenant, anchor } = await trail(onTestFinished)
    await act(store, tenant, 12, 1)
    const report = { entries: 12, unsealed: 1, anchors: 2, problems: [] }
    expect(await store.verifyAudit()).toEqual(report)
    const { audit } = await store.exportTenant(tenant)
    expect(audit.map(({ object }) => object)).toEqual(
      Array.from({ length: 13 }, (_, n) => `record/${n}`),
    )
    expect(audit[0]).toEqual({
      ...{ actor: 'ana', action: 'record.filed' },
      ...{ object: 'record/0', detail: { n: '0' } },
    })
    expect((await readFile(anchor, 'utf8')).trim().split('\n')).toHaveLength(2)
  })

  test('shows an entry that was changed', async ({ onTestFinished }) => {
    const { store, tenant, audit } = await trail(onTestFinished)
    await audit.updateOne({ seq: 4 }, { $set: { actor: 'gus' } })
    expect((await store.verifyAudit()).problems).toEqual([{ tenant, seq: 4, is: 'edited' }])
  })

  test('shows an entry that was taken out, at the end too', async ({ onTestFinished }) => {
    const { store, tenant, audit } = await trail(onTestFinished)
    await audit.deleteOne({ seq: 4 })
    expect((await store.verifyAudit()).problems).toEqual([{ tenant, seq: 4, is: 'cut' }])
    await audit.deleteMany({ seq: { $gt: 10 } })
    expect((await store.verifyAudit()).problems).toContainEqual({ tenant, seq: 12, is: 'cut' })
    await audit.deleteMany({})
    expect((await store.verifyAudit()).problems).toContainEqual({ tenant, seq: 7, is: 'cut' })
  })

  test('shows entries that changed places', async ({ onTestFinished }) => {
    const { store, audit } = await trail(onTestFinished)
    const [a, b] = await audit.find({ seq: { $in: [4, 5] } }).toArray()
    if (!a || !b) throw new Error('both are there')
    await audit.updateOne({ _id: a._id }, { $set: { seq: 99 } })
    await audit.updateOne({ _id: b._id }, { $set: { seq: a.seq } })
    await audit.updateOne({ _id: a._id }, { $set: { seq: b.seq } })
    const { problems } = await store.verifyAudit()
    expect(new Set(problems.map(({ is }) => is))).toEqual(new Set(['moved', 'edited']))
  })

  test('that was written anew from its start does not fit what was anchored', async ({
    onTestFinished,
  }) => {
    const { store, tenant, audit } = await trail(onTestFinished)
    await audit.updateOne({ seq: 4 }, { $set: { actor: 'gus' } })
    await audit.updateMany(
      {},
      { $set: { unsealed: true }, $unset: { seq: 1, hash: 1, prevHash: 1 } },
    )
    const forger = await fresh.open()
    await forger.sealAudit()
    const anchored = [7, 12].map(seq => ({ tenant, seq, is: 'anchor' }))
    expect((await store.verifyAudit()).problems).toEqual(anchored)
  })

  test('is one chain however many seal it at once', async ({ onTestFinished }) => {
    const { store, tenant, anchor } = await trail(onTestFinished)
    const others = await Promise.all([1, 2, 3].map(() => fresh.open({ anchor })))
    for (let round = 0; round < 5; round += 1) {
      await act(store, tenant, 100 * round, 30)
      await Promise.all([store, ...others].map(each => each.sealAudit()))
    }
    await store.sealAudit()
    const report = { entries: 12 + 150, unsealed: 0, problems: [] }
    expect(await store.verifyAudit()).toMatchObject(report)
  })

  test('goes on after a crash between sealing and anchoring, or in the middle of a line', async ({
    onTestFinished,
  }) => {
    const { store, tenant, anchor } = await trail(onTestFinished)
    const whole = await readFile(anchor, 'utf8')
    await writeFile(anchor, whole.split('\n').slice(0, 1).concat('').join('\n'))
    await appendFile(anchor, '{"is":"head","ten')
    const restarted = await fresh.open({ anchor })
    await restarted.sealAudit()
    expect(await store.verifyAudit()).toMatchObject({ anchors: 2, problems: [] })
    expect(await readFile(anchor, 'utf8')).toContain(tenant)
  })

  test('without a place for its anchor says that nothing was compared', async () => {
    const store = await fresh.open()
    expect(await store.verifyAudit()).toMatchObject({ anchors: 0 })
  })
})
