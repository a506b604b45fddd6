import { describe, expect, test } from 'vitest'

import type { NewDelivery } from '../../../src/domain/delivery.ts'
import type { Occurrence } from '../../../src/domain/nudge.ts'
import type { Obligation } from '../../../src/domain/obligation.ts'
import type { Claim, Store } from '../../../src/domain/store.ts'
import type { Looked } from '../../../src/domain/timeStore.ts'
import { addressOf, as, MONDAY } from '../hearth.ts'
import { type Bench, newTenant } from './bench.ts'

const LEASE = 60_000

export const obligationOf = (tenant: string, changes: Partial<Obligation> = {}): Obligation => ({
  id: 'pair:C-04:2026-10-23',
  tenant,
  relationship: 'pair',
  rev: 0,
  person: 'ben',
  programme: 'S1',
  rule: 'C-04',
  since: '2026-10-23',
  soonOn: '2026-11-16',
  dueOn: '2026-11-23',
  graceUntil: '2026-12-04',
  state: 'open',
  ...changes,
})

export const occurrenceOf = (changes: Partial<Occurrence> = {}): Occurrence => ({
  id: 'N-08:ana-ben:2026-11-24',
  nudge: 'N-08',
  as: 'worker',
  subject: 'N-08:pair',
  relationship: 'pair',
  refs: { date: '2026-11-23' },
  from: '2026-11-24',
  until: '2026-12-04',
  priority: 2,
  because: 'C-04: at least monthly; last held 23 October',
  ...changes,
})

export const bundleOf = (
  tenant: string,
  person = 'ben',
  changes: Partial<NewDelivery> = {},
): NewDelivery => ({
  id: `nudges:${person}:2026-11-16:1`,
  tenant,
  person,
  kind: 'nudge',
  what: 'nudges',
  refs: {},
  dueAt: MONDAY,
  expiresAt: MONDAY + 8 * 3_600_000,
  reason: 'at the start of the working day',
  nudges: [occurrenceOf()],
  ...changes,
})

const looked = (tenant: string, changes: Partial<Looked> = {}): Looked => ({
  tenant,
  person: 'ben',
  obligations: [],
  ...changes,
})

const lookAt = (store: Store, tenant: string, ...people: string[]) =>
  store.transact(as(tenant, 'ana'), tx => tx.lookAt(people))

/** Other tests' deliveries lie in the same database. */
const claimed = async (store: Store, tenant: string): Promise<readonly Claim[]> =>
  (await store.claimDue(10_000, LEASE)).filter(each => each.tenant === tenant)

const only = async (store: Store, tenant: string): Promise<Claim> => {
  const [one, another] = await claimed(store, tenant)
  if (one === undefined || another !== undefined) throw new Error('one was due')
  return one
}

const obligations = (store: Store, tenant: string, person = 'ben') =>
  store.obligations(as(tenant, person))

const stateOf = async (store: Store, tenant: string) =>
  (await store.exportTenant(tenant)).deliveries.map(({ state, reason }) => ({ state, reason }))

/** Its bundle is claimed, and its sending has begun. */
const begun = async (store: Store, wish: Looked): Promise<Claim> => {
  const [claim] = await store.beginDeliveries(await store.settleLooks([wish], LEASE), LEASE)
  if (claim === undefined) throw new Error('it was claimed')
  return claim
}

export const timeSuite = (bench: () => Bench): void => {
  describe('the standing look at a person', () => {
    test('is due once something of theirs has changed, and rests when nothing is to come', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      expect(await claimed(store, tenant)).toEqual([])
      await lookAt(store, tenant, 'ben', 'ana', 'ben')
      const looks = await claimed(store, tenant)
      expect(looks.map(({ id }) => id).sort()).toEqual(['look:ana', 'look:ben'])
      const tomorrow = MONDAY + 86_400_000
      const outcomes = looks.map(claim => ({
        claim,
        outcome: {
          state: 'pending',
          putOff: true,
          ...(claim.person === 'ben' && { retryAt: tomorrow }),
        } as const,
      }))
      expect(await store.finishDeliveries(outcomes)).toEqual([])
      expect(await store.nextDue(tenant)).toBe(tomorrow)
      clock.at = tomorrow
      expect(await claimed(store, tenant)).toMatchObject([{ id: 'look:ben', attempts: 1 }])
      expect(await store.deliveries(as(tenant, 'ben'))).toEqual([])
    })

    test('is made for somebody new, once', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await lookAt(store, tenant, 'hana')
      await lookAt(other, tenant, 'hana')
      expect(await claimed(store, tenant)).toMatchObject([{ id: 'look:hana', person: 'hana' }])
    })

    test('is not made due by anybody of another organisation', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const elsewhere = await newTenant(bench())
      await lookAt(store, elsewhere, 'ben')
      expect(await store.nextDue(tenant)).toBeUndefined()
      expect(await claimed(store, tenant)).toEqual([])
    })

    test('that was under way on old facts is lost and done again', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      await lookAt(store, tenant, 'ben')
      const stale = await only(store, tenant)
      await lookAt(other, tenant, 'ben')
      const outcome = { state: 'pending', retryAt: MONDAY + 1000 } as const
      expect(await store.finishDeliveries([{ claim: stale, outcome }])).toEqual([stale])
      expect(await store.finishDelivery(stale, outcome)).toBe(false)
      expect(await only(other, tenant)).toMatchObject({ id: 'look:ben', attempts: 1 })
    })

    test('of a change that was taken back stays as it was', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const failing = store.transact(as(tenant, 'ana'), async tx => {
        await tx.lookAt(['ben'])
        throw new Error('power cut')
      })
      await expect(failing).rejects.toThrow('power cut')
      expect(await claimed(store, tenant)).toEqual([])
    })

    test('that fails again and again is given up in sight, and comes back with the next change', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await lookAt(store, tenant, 'ben')
      for (let attempt = 1; attempt <= 8; attempt += 1) {
        expect(await only(store, tenant)).toMatchObject({ attempts: attempt })
        clock.at += LEASE + 1
      }
      const dead = (await store.deliveryCounts()).dead ?? 0
      expect(await claimed(store, tenant)).toEqual([])
      // Other tests' deliveries come to their end as well.
      expect((await store.deliveryCounts()).dead).toBeGreaterThan(dead)
      await lookAt(store, tenant, 'ben')
      expect(await only(store, tenant)).toMatchObject({ id: 'look:ben', attempts: 1 })
    })

    test('that ended well forgets the failures before', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await lookAt(store, tenant, 'ben')
      for (let turn = 0; turn < 3; turn += 1) {
        await only(store, tenant)
        clock.at += LEASE + 1
      }
      const claim = await only(store, tenant)
      expect(claim.attempts).toBe(4)
      const outcome = { state: 'pending', retryAt: clock.at, putOff: true } as const
      await store.finishDeliveries([{ claim, outcome }])
      expect(await only(store, tenant)).toMatchObject({ attempts: 1 })
    })

    test('comes nearer when the clock of a demo moves on', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench(), true)
      await lookAt(store, tenant, 'ben')
      const claim = await only(store, tenant)
      const retryAt = MONDAY + 86_400_000
      await store.finishDelivery(claim, { state: 'pending', retryAt, putOff: true })
      expect(await store.nextDue(tenant)).toBe(retryAt)
      await store.moveClock(tenant, 86_400_000)
      expect(await store.nextDue(tenant)).toBe(retryAt)
      expect(await only(store, tenant)).toMatchObject({ id: 'look:ben' })
      expect(await store.nextDue(tenant)).toBeUndefined()
    })
  })

  describe('a look', () => {
    test('writes the dates that a rule asks for once, for both to read', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const wish = looked(tenant, { obligations: [obligationOf(tenant)] })
      await Promise.all([store.settleLooks([wish], LEASE), other.settleLooks([wish], LEASE)])
      await store.settleLooks([wish], LEASE)
      const kept = { ...obligationOf(tenant), rev: 1 }
      expect(await obligations(store, tenant)).toEqual([kept])
      expect(await obligations(store, tenant, 'ana')).toEqual([kept])
      expect(await store.obligations(as(tenant, 'ana'), 'triad')).toEqual([])
      expect((await store.exportTenant(tenant)).obligations).toEqual([kept])
    })

    test('does not write over what somebody changed meanwhile', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await store.settleLooks([looked(tenant, { obligations: [obligationOf(tenant)] })], LEASE)
      const kept = { ...obligationOf(tenant), rev: 1 }
      const waived = { by: 'ana', reason: 'agreed otherwise' } as const
      const ana = as(tenant, 'ana')
      const byHand = { ...kept, state: 'waived', waived } as const
      expect(await store.transact(ana, tx => tx.saveObligation(byHand))).toBe(true)
      expect(await store.transact(ana, tx => tx.saveObligation(byHand))).toBe(false)
      const met = { ...kept, state: 'met' } as const
      await store.settleLooks([looked(tenant, { obligations: [met] })], LEASE)
      expect(await obligations(store, tenant)).toEqual([{ ...byHand, rev: 2 }])
      const again = { ...byHand, rev: 2, state: 'ended' } as const
      await store.settleLooks([looked(tenant, { obligations: [again] })], LEASE)
      expect(await obligations(store, tenant)).toEqual([{ ...again, rev: 3 }])
    })

    test('leaves the dates to the worker when the two part, and thirty days to the supervisor', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await store.settleLooks([looked(tenant, { obligations: [obligationOf(tenant)] })], LEASE)
      await store.transact(as(tenant, 'ben'), tx => tx.endRelationship('pair', '2026-11-16'))
      const ended = { ...obligationOf(tenant), rev: 1, state: 'ended' } as const
      await store.settleLooks([looked(tenant, { obligations: [ended] })], LEASE)
      expect(await obligations(store, tenant, 'ana')).toHaveLength(1)
      clock.at = MONDAY + 31 * 86_400_000
      expect(await obligations(store, tenant, 'ana')).toEqual([])
      expect(await obligations(store, tenant)).toMatchObject([{ state: 'ended', rev: 2 }])
    })

    test('has whomever it concerns looked at now, and whoever looks at them begins anew', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await lookAt(store, tenant, 'ana')
      const held = await only(store, tenant)
      const wish = looked(tenant, { obligations: [obligationOf(tenant)], concerns: ['ana'] })
      await store.settleLooks([wish], LEASE)
      expect(await store.finishDelivery(held, { state: 'pending', retryAt: MONDAY })).toBe(false)
      expect(await only(store, tenant)).toMatchObject({ id: 'look:ana' })
    })

    test('that ends half way has them looked at when its lease is over', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      await lookAt(store, tenant, 'ana')
      const rest = { state: 'pending', retryAt: MONDAY + 14 * 86_400_000 } as const
      await store.finishDelivery(await only(store, tenant), rest)
      const unwritable = { ...obligationOf(tenant), dueOn: 'never' }
      const wish = looked(tenant, { obligations: [unwritable], concerns: ['ana'] })
      await expect(store.settleLooks([wish], LEASE)).rejects.toThrow()
      expect(await claimed(store, tenant)).toEqual([])
      clock.at += LEASE
      expect(await only(store, tenant)).toMatchObject({ id: 'look:ana' })
    })

    test('sends a bundle of a day once, whoever looks', async () => {
      const { store, other } = bench()
      const tenant = await newTenant(bench())
      const wish = looked(tenant, { bundle: bundleOf(tenant) })
      const claims = await Promise.all([
        store.settleLooks([wish], LEASE),
        other.settleLooks([wish], LEASE),
      ])
      const started = { state: 'pending', attempts: 1, fence: 1 }
      expect(claims.flat()).toEqual([{ ...bundleOf(tenant), ...started }])
      expect(await store.settleLooks([wish], LEASE)).toEqual([])
      const [claim] = claims.flat()
      if (claim === undefined) throw new Error('it was claimed')
      const done = { claim, outcome: { state: 'sent' } } as const
      expect(await store.finishDeliveries([done])).toEqual([])
      expect(await stateOf(store, tenant)).toMatchObject([{ state: 'sent' }])
    })

    test('keeps to itself that a bundle tells of an improvement plan', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const nudges = [occurrenceOf({ refs: { record: 'r', kind: 'R12' } })]
      const bundle = bundleOf(tenant, 'ben', { nudges })
      expect(await store.settleLooks([looked(tenant, { bundle })], LEASE)).toMatchObject([
        { nudges },
      ])
    })
  })

  describe('a bundle that was claimed and not begun', () => {
    test('is sent by the next when the lease is over, and by nobody else', async () => {
      const { store, other, clock } = bench()
      const tenant = await newTenant(bench())
      const wish = looked(tenant, { bundle: bundleOf(tenant) })
      const [held] = await store.settleLooks([wish], LEASE)
      if (held === undefined) throw new Error('it was claimed')
      clock.at += LEASE
      const next = await only(other, tenant)
      expect(next).toMatchObject({ id: held.id, attempts: 2, fence: 2 })
      expect(await store.beginDeliveries([held, next], LEASE)).toEqual([next])
      await other.finishDelivery(next, { state: 'sent' })
      expect(await store.beginDeliveries([held, next], LEASE)).toEqual([])
      expect(await stateOf(store, tenant)).toMatchObject([{ state: 'sent' }])
    })

    test('is held from its beginning for a whole lease', async () => {
      const { store, other, clock } = bench()
      const tenant = await newTenant(bench())
      const [held] = await store.settleLooks([looked(tenant, { bundle: bundleOf(tenant) })], LEASE)
      if (held === undefined) throw new Error('it was claimed')
      clock.at += LEASE - 1
      expect(await store.beginDeliveries([held], LEASE)).toEqual([held])
      clock.at += LEASE - 1
      expect(await claimed(other, tenant)).toEqual([])
      expect(await store.finishDelivery(held, { state: 'sent' })).toBe(true)
    })
  })

  describe('a bundle whose sending was cut off', () => {
    test('is unknown and never sent again', async () => {
      const { store, other, clock } = bench()
      const tenant = await newTenant(bench())
      const wish = looked(tenant, { bundle: bundleOf(tenant) })
      const held = await begun(store, wish)
      expect(await claimed(other, tenant)).toEqual([])
      clock.at += LEASE
      expect(await claimed(other, tenant)).toEqual([])
      const cutOff = { state: 'unknown', reason: 'sending was cut off' }
      expect(await stateOf(store, tenant)).toEqual([cutOff])
      expect(await store.finishDelivery(held, { state: 'sent' })).toBe(false)
      expect(await other.settleLooks([wish], LEASE)).toEqual([])
    })

    test('is so at once when the only instance starts anew', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      await begun(store, looked(tenant, { bundle: bundleOf(tenant) }))
      await store.releaseClaims()
      expect(await claimed(store, tenant)).toEqual([])
      expect(await stateOf(store, tenant)).toMatchObject([{ state: 'unknown' }])
    })

    test('after a try that surely did not arrive is so all the same', async () => {
      const { store, clock } = bench()
      const tenant = await newTenant(bench())
      const claim = await begun(store, looked(tenant, { bundle: bundleOf(tenant) }))
      const retryAt = MONDAY + 15_000
      const outcome = { state: 'pending', retryAt, reason: 'failed, and is tried again' } as const
      await store.finishDeliveries([{ claim, outcome }])
      clock.at = retryAt
      const next = await only(store, tenant)
      expect(next).toMatchObject({ attempts: 2, fence: 2 })
      await store.beginDeliveries([next], LEASE)
      clock.at += LEASE
      expect(await claimed(store, tenant)).toEqual([])
      expect(await stateOf(store, tenant)).toMatchObject([{ state: 'unknown' }])
    })
  })

  describe('many people at once', () => {
    test('are found where they are, in the order they were asked for', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const elsewhere = await newTenant(bench())
      const address = addressOf('elsewhere')
      const turns = await store.turns({ tenant, person: 'ana' })
      await store.settle(turns, { state: {}, handled: [], replies: [], address })
      const people = [
        { tenant, person: 'ben' },
        { tenant, person: 'nobody' },
        { tenant, person: 'ana' },
        { tenant: elsewhere, person: 'ana' },
      ]
      expect(await store.addressesOf(people)).toEqual([
        addressOf(`${tenant}-ben`),
        undefined,
        address,
        addressOf(`${elsewhere}-ana`),
      ])
      expect(await store.addressesOf([])).toEqual([])
    })

    test('find what reached them in their conversations, once', async () => {
      const { store } = bench()
      const tenant = await newTenant(bench())
      const said = (person: string) => ({
        tenant,
        person,
        said: { id: `n-${person}`, at: MONDAY, mine: person, address: addressOf(person) },
      })
      await store.addToConversations([said('ana'), said('ben')])
      await store.addToConversations([said('ana'), said('cleo')])
      await store.addToConversations([])
      for (const person of ['ana', 'ben', 'cleo']) {
        const { address: _address, ...entry } = said(person).said
        const found = await store.conversation(as(tenant, person), addressOf(person), 10)
        expect(found).toEqual([entry])
      }
      expect(await store.conversation(as(tenant, 'ben'), addressOf('ana'), 10)).toEqual([])
    })
  })
}
