import { chmod, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { kekFromFile, kekFromText } from '../../src/store/index.ts'
import { temporaryFolder } from '../setup/privateMongod.ts'
import { newTenant } from './contract/bench.ts'
import { actionOf, addressOf, as, MONDAY, recordOf, runOf, sectionOf, seedOf } from './hearth.ts'
import { freshStore, newKey } from './openStore.ts'
import { rawDatabase } from './raw.ts'

describe('the key', () => {
  const fresh = freshStore()

  test('is made at the very first start, for the owner’s eyes only', async ({ onTestFinished }) => {
    const path = join(await temporaryFolder(onTestFinished), 'keys', 'throughline.key')
    const [first, second] = await Promise.all([
      fresh.open({ kek: kekFromFile(path) }),
      fresh.open({ kek: kekFromFile(path) }),
    ])
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    expect(await readdir(join(path, '..'))).toEqual(['throughline.key'])
    await first.seed(seedOf('hearth'))
    expect(await second.people(as('hearth', 'ana'))).toHaveLength(7)

    const text = await readFile(path, 'utf8')
    await rm(path)
    const lost = fresh.open({ kek: kekFromFile(path) })
    await expect(lost).rejects.toMatchObject({ code: 'key-missing' })
    await expect(stat(path)).rejects.toThrow()

    await writeFile(path, newKey(), { mode: 0o600 })
    const wrong = fresh.open({ kek: kekFromFile(path) })
    await expect(wrong).rejects.toMatchObject({ code: 'key-wrong' })

    await writeFile(path, text)
    await chmod(path, 0o644)
    const open = fresh.open({ kek: kekFromFile(path) })
    await expect(open).rejects.toMatchObject({ code: 'key-wrong' })
    await chmod(path, 0o600)
    expect(await (await fresh.open({ kek: kekFromFile(path) })).tenants()).toHaveLength(1)
  })

  test('that is no key is refused before anything is written', async () => {
    const opening = fresh.open({ kek: async () => kekFromText('too short')(true) })
    await expect(opening).rejects.toMatchObject({ code: 'key-wrong' })
  })

  test('is not made anew when only its mark was removed from the database', async () => {
    const raw = rawDatabase(fresh.database)
    await raw.table('system').deleteOne({ _id: 'kek' })
    const opening = fresh.open({ kek: kekFromText(newKey()) })
    await expect(opening).rejects.toMatchObject({ code: 'key-wrong' })
  })
})

describe('a new key', () => {
  const fresh = freshStore()
  const raw = rawDatabase(fresh.database)
  const next = newKey()

  test('wraps everything anew and the old one opens nothing any more', async () => {
    const store = await fresh.open()
    const tenant = await newTenant({ store, other: store, clock: fresh.clock })
    const before = await store.exportTenant(tenant)
    const rings = await raw.table('rings').countDocuments()
    expect(await store.rotateKek(kekFromText(next))).toBe(rings)
    expect(await store.exportTenant(tenant)).toEqual(before)
    await store.seed(seedOf(`${tenant}2`))

    const restarted = await fresh.open({ kek: kekFromText(next) })
    expect(await restarted.exportTenant(tenant)).toEqual(before)
    expect(await restarted.people(as(`${tenant}2`, 'ana'))).toHaveLength(7)
    await expect(fresh.open()).rejects.toMatchObject({ code: 'key-wrong' })
    expect(await restarted.rotateKek(kekFromText(next))).toBe(0)
  })

  test('whose rotation was cut off is finished with both keys', async () => {
    const store = await fresh.open({ kek: kekFromText(next) })
    const third = newKey()
    const half = await raw.table('rings').find({}).limit(4).toArray()
    await store.rotateKek(kekFromText(third))
    // As it was in the middle: some wrapped by one key, some by the other, both in use.
    for (const { _id, ...ring } of half) await raw.table('rings').replaceOne({ _id }, ring)
    const state = await raw.table('system').findOne({ _id: 'kek' })
    const gone = state?.retired.at(-1).name
    const check = kekFromText(next)(false).then(([kek]) => kek?.check)
    await raw
      .table('system')
      .updateOne({ _id: 'kek' }, { $set: { 'inUse.1': { name: gone, check: await check } } })

    for (const one of [next, third]) {
      const opening = fresh.open({ kek: kekFromText(one) })
      await expect(opening).rejects.toMatchObject({ code: 'key-wrong' })
    }
    const warnings: string[] = []
    const onWarning = (warning: string) => warnings.push(warning)
    const both = await fresh.open({ kek: kekFromText(next, third), onWarning })
    expect(warnings).toHaveLength(1)
    for (const { id } of await both.tenants()) expect(await both.exportTenant(id)).toBeTruthy()
    expect(await both.rotateKek(kekFromText(third))).toBe(4)
    const after = await fresh.open({ kek: kekFromText(third) })
    for (const { id } of await after.tenants()) expect(await after.exportTenant(id)).toBeTruthy()
  })
})

describe('somebody who is erased', () => {
  const fresh = freshStore()

  test('leaves a gap instead of a name, and what they shared with the other', async () => {
    const store = await fresh.open()
    const other = await fresh.open()
    const tenant = await newTenant({ store, other, clock: fresh.clock })
    const ben = { tenant, person: 'ben' }
    const note = { id: 'n', tenant, author: 'ben', at: MONDAY, text: 'mine' }
    await store.transact(as(tenant, 'ben'), tx => tx.addNote(note))
    await store.accept(ben, { id: 'e', at: MONDAY, body: 'hello' })
    expect(await other.notes(as(tenant, 'ben'))).toHaveLength(1)

    const owner = { tenant, kind: 'person', id: 'ben' } as const
    await store.destroyRing(owner)
    await store.destroyRing(owner)
    fresh.clock.at += 61_000
    for (const each of [store, other]) {
      expect(await each.notes(as(tenant, 'ben'))).toEqual([])
      const people = await each.people(as(tenant, 'ana'))
      expect(people.find(({ id }) => id === 'ben')?.name).toBe('Somebody who was erased')
      expect(await each.unsettled(fresh.clock.at)).toEqual([])
      const accepting = each.accept(ben, { id: 'e2', at: MONDAY, body: 'hello' })
      await expect(accepting).rejects.toMatchObject({ code: 'not-found' })
      const left = (await each.relationships(as(tenant, 'ana'))).map(({ id }) => id)
      expect(left).toEqual(['line'])
    }
    expect(await store.exportTenant(tenant)).toMatchObject({ notes: [] })

    const [erasure] = await store.erasures()
    expect(erasure).toMatchObject({ owner, pending: true })
    await store.rotateKek(kekFromText(newKey()))
    expect(await store.erasures()).toMatchObject([{ owner, pending: false }])
    const unknown = store.destroyRing({ tenant, kind: 'person', id: 'nobody' })
    await expect(unknown).rejects.toMatchObject({ code: 'not-found' })
  })
})

describe('what two people shared', () => {
  const fresh = freshStore()

  test('is gone for both once it was erased, and nothing else breaks', async () => {
    const store = await fresh.open()
    const tenant = await newTenant({ store, other: store, clock: fresh.clock })
    const ana = as(tenant, 'ana')
    await store.transact(ana, async tx => {
      await tx.addRun(runOf(tenant, 'r'))
      await tx.addAction(actionOf(tenant, 'a', 'Call'))
      await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', 'ours')]))
      await tx.addNote({ id: 'n', tenant, author: 'ana', at: MONDAY, text: 'mine' })
    })
    await store.destroyRing({ tenant, kind: 'relationship', id: 'pair' })
    expect(await store.records(ana)).toEqual([])
    expect(await store.record(ana, 'rec', 1)).toBeUndefined()
    expect(await store.actions(ana)).toEqual([])
    expect(await store.openRuns(ana)).toEqual([])
    expect(await store.stances(ana, 'rec')).toEqual([])
    expect((await store.relationships(ana)).map(({ id }) => id)).toEqual(['line'])
    expect(await store.notes(ana)).toHaveLength(1)
    const adding = store.transact(ana, tx => tx.addAction(actionOf(tenant, 'b', 'late')))
    await expect(adding).rejects.toMatchObject({ code: 'not-found' })
    expect(await store.exportTenant(tenant)).toMatchObject({ records: [], actions: [], runs: [] })
  })

  test('goes with the whole organisation, without stopping another’s messages', async () => {
    const store = await fresh.open()
    const gone = await newTenant({ store, other: store, clock: fresh.clock })
    const stays = await newTenant({ store, other: store, clock: fresh.clock })
    for (const tenant of [gone, stays]) {
      const refs = { dialog: 'improvement-plan' }
      const times = { dueAt: MONDAY, expiresAt: MONDAY + 1, reason: 'now' }
      const notice = { id: 'd', tenant, person: 'ben', kind: 'notice', what: 'x', refs } as const
      await store.transact(as(tenant, 'ana'), tx => tx.deliver({ ...notice, ...times }, MONDAY))
    }
    await store.destroyRing({ tenant: gone, kind: 'tenant', id: gone })
    expect(await store.tenant(gone)).toBeUndefined()
    expect(await store.whoIs(addressOf(`${gone}-ana`))).toBeUndefined()
    expect((await store.claimDue(10, 1000)).map(({ tenant }) => tenant)).toEqual([stays])
    await expect(store.exportTenant(gone)).rejects.toMatchObject({ code: 'not-found' })
    expect((await store.tenants()).map(({ id }) => id)).not.toContain(gone)
  })
})
