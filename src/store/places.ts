import * as z from 'zod'

import type { Place, Places } from '../core/adapter.ts'
import type { Opening, PlaceStanding } from '../domain/placeStore.ts'
import { auditTx } from './audit.ts'
import type { Base } from './base.ts'
import { sha256 } from './canonical.ts'
import { findCode, useCode } from './codes.ts'
import { type InstallationDocument, SCHEMA_VERSION } from './documents.ts'
import { isDuplicate } from './errors.ts'
import { everywhere, ofTenant, operator } from './query.ts'
import type { Owner } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'
import { atomically } from './session.ts'

/** Nobody in particular: the place itself, in the audit trail. */
const HOUSE = 'house'

export const placeId = (platform: string, externalId: string): string =>
  sha256(JSON.stringify([platform, externalId])).toString('base64url')

const boundTo = (tenant: string, id: string, rev: number): Bound => ({
  tenant,
  kind: 'installation',
  id,
  rev,
})

const tenantRing = (tenant: string): Owner => ({ tenant, kind: 'tenant', id: tenant })

const isLive = (document: InstallationDocument | undefined): document is InstallationDocument =>
  document?.state === 'live'

export const findPlace = (
  { tables }: Base,
  platform: string,
  externalId: string,
): Promise<InstallationDocument | undefined> =>
  tables.installations.one(everywhere({ _id: placeId(platform, externalId) }))

const sealed = async (base: Base, tenant: string, id: string, rev: number, secret: string) =>
  seal(await base.rings.need(tenantRing(tenant)), boundTo(tenant, id, rev), secret)

const plainPlace = async (base: Base, document: InstallationDocument): Promise<Place> => {
  const { _id, tenant, rev, externalId } = document
  const ring = await base.rings.need(tenantRing(tenant))
  const secret =
    document.sealed === undefined
      ? ''
      : z.string().parse(open(ring, boundTo(tenant, _id, rev), document.sealed))
  return { externalId, secret, rev }
}

interface Adding {
  readonly tenant: string
  readonly platform: string
  readonly externalId: string
  readonly secret: string
}

/** Within a transaction. False: it belongs to somebody else. What was gone lives again, open for whom it was open. */
const put = async (
  base: Base,
  { tenant, platform, externalId, secret }: Adding,
): Promise<boolean> => {
  const { installations } = base.tables
  const _id = placeId(platform, externalId)
  const known = await installations.one(everywhere({ _id }))
  if (known !== undefined && known.tenant !== tenant) return false
  const rev = (known?.rev ?? 0) + 1
  const next: InstallationDocument = {
    _id,
    schemaVersion: SCHEMA_VERSION,
    tenant,
    platform,
    externalId,
    rev,
    state: 'live',
    opened: known?.opened ?? 'nobody',
    pilot: known?.pilot ?? [],
    at: base.now(),
    sealed: await sealed(base, tenant, _id, rev, secret),
  }
  if (known === undefined) await installations.insert([next])
  else await installations.replace(ofTenant(tenant, { _id, rev: known.rev }), next)
  await auditTx(base, { tenant, actor: HOUSE }).audit({ action: 'place.added', object: _id })
  return true
}

export const addPlace = (base: Base, adding: Adding): Promise<boolean> =>
  atomically(base.connection, () => put(base, adding))

/** The code decides which organisation the place joins. */
const addByCode = async (
  base: Base,
  adding: Omit<Adding, 'tenant'>,
  proof: string,
): Promise<boolean> => {
  try {
    return await atomically(base.connection, async () => {
      const code = await findCode(base, proof, 'join')
      if (code === undefined) return false
      const added = await put(base, { ...adding, tenant: code.tenant })
      return added && (await useCode(base, code))
    })
  } catch (error) {
    if (isDuplicate(error)) return false
    throw error
  }
}

const remove = async (base: Base, platform: string, externalId: string): Promise<void> => {
  const { installations } = base.tables
  const known = await findPlace(base, platform, externalId)
  if (!isLive(known)) return
  const { _id, tenant } = known
  await atomically(base.connection, async () => {
    await installations.change(ofTenant(tenant, { _id }), {
      $set: { state: 'gone' },
      $inc: { rev: 1 },
      $unset: { sealed: 1, leasedUntil: 1 },
    })
    await auditTx(base, { tenant, actor: HOUSE }).audit({ action: 'place.gone', object: _id })
  })
}

const change = async (base: Base, platform: string, place: Place, secret: string) => {
  const { installations } = base.tables
  const known = await findPlace(base, platform, place.externalId)
  if (!isLive(known)) return false
  const { _id, tenant } = known
  const rev = place.rev + 1
  const $set = { rev, sealed: await sealed(base, tenant, _id, rev, secret) }
  const wanted = { _id, rev: place.rev, state: 'live' }
  return (await installations.change(ofTenant(tenant, wanted), { $set })) === 1
}

const lease = async (base: Base, platform: string, externalId: string, ms: number) => {
  const { installations } = base.tables
  const free = {
    _id: placeId(platform, externalId),
    state: 'live',
    $or: [
      { leasedUntil: operator({ $exists: false }) },
      { leasedUntil: operator({ $lte: base.now() }) },
    ],
  }
  const $set = { leasedUntil: base.now() + ms }
  return (await installations.change(everywhere(free), { $set })) === 1
}

export const placesOn = (base: Base, platform: string): Places => ({
  find: async externalId => {
    const found = await findPlace(base, platform, externalId)
    return isLive(found) ? plainPlace(base, found) : undefined
  },
  all: async () => {
    const found = await base.tables.installations.list(everywhere({ platform, state: 'live' }))
    return Promise.all(found.map(each => plainPlace(base, each)))
  },
  add: (externalId, secret, proof) => addByCode(base, { platform, externalId, secret }, proof),
  change: (place, secret) => change(base, platform, place, secret),
  lease: (externalId, ms) => lease(base, platform, externalId, ms),
  remove: externalId => remove(base, platform, externalId),
})

export const placesOf = async (base: Base, tenant: string): Promise<readonly PlaceStanding[]> => {
  const found = await base.tables.installations.list(ofTenant(tenant), { sort: { _id: 1 } })
  return found.map(({ platform, externalId, state, opened, pilot }) => ({
    platform,
    externalId,
    state,
    opened,
    pilot,
  }))
}

/** How many places it was. */
export const openPlace = async (
  base: Base,
  tenant: string,
  platform: string,
  { opened, pilot }: { readonly opened: Opening; readonly pilot: readonly string[] },
): Promise<number> =>
  atomically(base.connection, async () => {
    const changed = await base.tables.installations.change(ofTenant(tenant, { platform }), {
      $set: { opened, pilot: [...pilot] },
    })
    const event = { action: `place.opened.${opened}`, object: platform }
    await auditTx(base, { tenant, actor: HOUSE }).audit(event)
    return changed
  })

/** True when this person is written to and taken from there. Where nothing was installed (the local chat) nothing is closed. */
export const isOpenFor = (document: InstallationDocument | undefined, person: string): boolean =>
  document === undefined ||
  (document.state === 'live' &&
    (document.opened === 'everybody' ||
      (document.opened === 'pilot' && document.pilot.includes(person))))
