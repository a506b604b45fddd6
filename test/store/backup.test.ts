import { randomUUID } from 'node:crypto'
import { readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, test } from 'vitest'

import { kekFromText, type MongoStore, restore } from '../../src/store/index.ts'
import { freshDatabase } from '../setup/database.ts'
import { temporaryFolder } from '../setup/privateMongod.ts'
import { newTenant } from './contract/bench.ts'
import { actionOf, addressOf, as, MONDAY, recordOf, runOf, sectionOf } from './hearth.ts'
import { freshStore, newKey } from './openStore.ts'
import { rawDatabase } from './raw.ts'

const CANARY = 'canary-51b0'
const from = freshStore()
type After = Parameters<typeof temporaryFolder>[0]

/** An organisation in the middle of its work. */
const atWork = async (store: MongoStore): Promise<string> => {
  const tenant = await newTenant({ store, other: store, clock: from.clock })
  const who = { tenant, person: 'ana' }
  const { turns } = await store.accept(who, { id: 'e', at: MONDAY, body: CANARY })
  const reply = { id: 'r', at: MONDAY, address: addressOf('x'), mine: CANARY }
  await store.settle(turns, { state: CANARY, handled: [], replies: [reply] })
  await store.transact(as(tenant, 'ana'), async tx => {
    await tx.addRun(runOf(tenant, 'run', { dialog: { id: 'improvement-plan', version: 1 } }))
    await tx.file(recordOf(tenant, 'rec', [sectionOf('pair', CANARY)]))
    await tx.addAction(actionOf(tenant, 'a', CANARY))
    await tx.addNote({ id: 'n', tenant, author: 'ana', at: MONDAY, text: CANARY })
    const times = { dueAt: MONDAY, expiresAt: MONDAY + 1, reason: 'now' }
    const notice = { kind: 'notice', what: 'record.shared', refs: { record: 'rec' } } as const
    await tx.deliver({ id: 'd', tenant, person: 'ben', ...notice, ...times }, MONDAY)
    await tx.audit({ action: 'record.filed', object: 'rec' })
  })
  return tenant
}

const into = () => `test_${randomUUID().replaceAll('-', '')}`

const target = freshDatabase()
const { client } = rawDatabase(target)

/** A restored store, and what the restore said; gone when the test is over. */
const restored = async (after: After, path: string, anchor?: string, key = from.key) => {
  const database = into()
  after(async () => {
    await client.db(database).dropDatabase()
  })
  const where = { uri: from.database.uri, database, kek: kekFromText(key) }
  const options = { ...where, now: () => from.clock.at, ...(anchor && { anchor }) }
  const report = await restore({ ...options, path })
  const store = await from.open(options)
  return { store, report, options }
}

describe('a backup', () => {
  test('brings everything back, readable and whole', async ({ onTestFinished }) => {
    const folder = await temporaryFolder(onTestFinished)
    const anchor = join(folder, 'audit.anchor')
    const path = join(folder, 'monday.backup')
    const store = await from.open({ anchor })
    const tenant = await atWork(store)
    await store.sealAudit()
    const before = await store.exportTenant(tenant)
    const { counts } = await store.backup(path)
    expect((await stat(path)).mode & 0o777).toBe(0o600)
    const bytes = await readFile(path)
    for (const text of [CANARY, tenant, 'supervisor']) expect(bytes.includes(text)).toBe(false)
    await expect(store.backup(path)).rejects.toMatchObject({ code: 'input-refused' })
    expect(await readdir(folder)).toEqual(['audit.anchor', 'monday.backup'])
    const nowhere = store.backup(join(folder, 'none', 'backup'))
    await expect(nowhere).rejects.toMatchObject({ code: 'data-dir-unusable' })

    from.clock.at += 1000
    const { store: back, report } = await restored(onTestFinished, path, anchor)
    expect(report).toEqual({ counts, erased: 0, expired: 1 })
    const after = await back.exportTenant(tenant)
    const note = { actor: 'operator', action: 'restored', object: 'backup' }
    expect(after).toEqual({
      ...before,
      deliveries: before.deliveries.map(each => ({ ...each, state: 'expired', fence: 1 })),
      audit: [...before.audit, note],
    })
    await back.sealAudit()
    expect((await back.verifyAudit()).problems).toEqual([])
    const turns = await back.turns({ tenant, person: 'ana' })
    expect(await back.settle(turns, { state: 2, handled: ['e'], replies: [] })).toBe(true)
  })

  test('does not bring back who was erased since', async ({ onTestFinished }) => {
    const folder = await temporaryFolder(onTestFinished)
    const anchor = join(folder, 'audit.anchor')
    const path = join(folder, 'backup')
    const store = await from.open({ anchor })
    const tenant = await atWork(store)
    await store.sealAudit()
    await store.backup(path)
    await store.destroyRing({ tenant, kind: 'person', id: 'ana' })
    await store.sealAudit()

    const { store: back, report } = await restored(onTestFinished, path, anchor)
    expect(report.erased).toBe(1)
    expect(await back.notes(as(tenant, 'ana'))).toEqual([])
    expect(await back.records(as(tenant, 'ben'))).toHaveLength(1)
    expect((await back.verifyAudit()).problems).toEqual([])
    await back.sealAudit()
    expect((await back.verifyAudit()).problems).toEqual([])
  })

  test('that is cut, changed, of another key or no backup is refused, and nothing written', async ({
    onTestFinished,
  }) => {
    const path = join(await temporaryFolder(onTestFinished), 'backup')
    const store = await from.open()
    await atWork(store)
    await store.backup(path)
    const whole = await readFile(path)
    const database = into()
    const options = { uri: from.database.uri, database, now: () => MONDAY, path }
    const attempt = (key = from.key) => restore({ ...options, kek: kekFromText(key) })

    await expect(attempt(newKey())).rejects.toMatchObject({ code: 'key-wrong' })
    for (const cut of [whole.length - 1, whole.length - 200, 300, 20, 0]) {
      await writeFile(path, whole)
      await truncate(path, cut)
      await expect(attempt()).rejects.toMatchObject({ code: 'backup-unreadable' })
    }
    const changed = Buffer.from(whole)
    changed.writeUInt8(changed.readUInt8(whole.length >> 1) ^ 1, whole.length >> 1)
    await writeFile(path, changed)
    await expect(attempt()).rejects.toMatchObject({ code: 'backup-unreadable' })
    expect(await client.db(database).listCollections().toArray()).toEqual([])
    await rm(path)
    await expect(attempt()).rejects.toMatchObject({ code: 'backup-unreadable' })
    await writeFile(path, 'hello\n')
    await expect(attempt()).rejects.toMatchObject({ code: 'backup-unreadable' })
  })

  test('goes into an empty database only', async ({ onTestFinished }) => {
    const path = join(await temporaryFolder(onTestFinished), 'backup')
    const store = await from.open()
    await atWork(store)
    await store.backup(path)
    const { uri, name } = from.database
    const where = { uri, database: name, kek: kekFromText(from.key), now: () => MONDAY }
    const restoring = restore({ ...where, path })
    await expect(restoring).rejects.toMatchObject({ code: 'backup-unreadable' })
  })

  test('whose restore was cut off is no database until it was done again', async ({
    onTestFinished,
  }) => {
    const path = join(await temporaryFolder(onTestFinished), 'backup')
    const store = await from.open()
    const tenant = await atWork(store)
    await store.backup(path)
    const { options, store: back } = await restored(onTestFinished, path)
    await back.close()
    const half = client.db(options.database)
    await half.collection<{ _id: string }>('system').insertOne({ _id: 'restoring' })
    await half.collection('actions').deleteMany({})
    await expect(from.open(options)).rejects.toMatchObject({ code: 'backup-unreadable' })
    await restore({ ...options, path })
    const again = await from.open(options)
    expect(await again.actions(as(tenant, 'ana'))).toHaveLength(1)
  })

  test('made while people work holds each of their steps whole', async ({ onTestFinished }) => {
    const path = join(await temporaryFolder(onTestFinished), 'backup')
    const store = await from.open()
    const tenant = await atWork(store)
    let isOver = false
    const working = (async () => {
      for (let n = 0; !isOver; n += 1) {
        await store.transact(as(tenant, 'ana'), async tx => {
          await tx.addNote({ id: `w${n}`, tenant, author: 'ana', at: MONDAY, text: 'x' })
          await tx.addAction(actionOf(tenant, `w${n}`, 'x'))
          await tx.audit({ action: 'worked', object: `w${n}` })
        })
      }
    })()
    await store.backup(path)
    isOver = true
    await working
    const { store: back } = await restored(onTestFinished, path)
    const { notes, actions, audit } = await back.exportTenant(tenant)
    expect(actions).toHaveLength(notes.length)
    expect(audit.filter(({ action }) => action === 'worked')).toHaveLength(notes.length - 1)
  })

  test('of much data needs little memory', async ({ onTestFinished }) => {
    const path = join(await temporaryFolder(onTestFinished), 'backup')
    const store = await from.open()
    const tenant = await atWork(store)
    const body = 'x'.repeat(200_000)
    for (let n = 0; n < 60; n += 1) {
      const note = { id: `n${n}`, tenant, author: 'ana', at: MONDAY, text: body }
      await store.transact(as(tenant, 'ana'), tx => tx.addNote(note))
    }
    await store.backup(path)
    const { store: back } = await restored(onTestFinished, path)
    expect(await back.notes(as(tenant, 'ana'))).toHaveLength(61)
  })
})

describe('a code of one use', () => {
  test('does not come back with a backup', async ({ onTestFinished }) => {
    const path = join(await temporaryFolder(onTestFinished), 'codes.backup')
    const store = await from.open({})
    const tenant = await newTenant({ store, other: store, clock: from.clock })
    const installation = `T0${randomUUID()}`
    await store.addPlace(tenant, 'slack', installation)
    const code = await store.makeCode({ kind: 'link', tenant, person: 'ana' }, 3_600_000)
    await store.backup(path)
    const back = await restored(onTestFinished, path)
    const address = { platform: 'slack', installation, user: 'U0ANA', conversation: 'U0ANA' }
    expect(await back.store.link(address, code)).toEqual({ is: 'wrong' })
    expect((await store.link(address, code)).is).toBe('linked')
  })
})
