import type { Address } from '../core/turn.ts'
import type { Linked, PlaceStore, Unknown } from '../domain/placeStore.ts'
import type { Scope, Who } from '../domain/store.ts'
import { auditTx } from './audit.ts'
import type { Base } from './base.ts'
import { findCode, makeCode, mustWait, noteWrong, useCode } from './codes.ts'
import { isDuplicate } from './errors.ts'
import { addressDocument } from './people.ts'
import { addPlace, findPlace, openPlace, placesOf, placesOn } from './places.ts'
import { everywhere, ofPerson } from './query.ts'
import { atomically } from './session.ts'

/** Within a transaction: an address is somebody’s once, and is never moved. */
const insert = async (base: Base, { tenant, person }: Who, address: Address): Promise<boolean> => {
  const { addresses } = base.tables
  const document = addressDocument(tenant, person, address)
  const known = await addresses.one(everywhere({ _id: document._id }))
  if (known !== undefined) return known.tenant === tenant && known.person === person
  await addresses.insert([document])
  const audit = auditTx(base, { tenant, actor: person }).audit
  await audit({ action: 'address.linked', object: document._id })
  return true
}

const addAddress = async (base: Base, who: Who, address: Address): Promise<boolean> => {
  const place = await findPlace(base, address.platform, address.installation)
  if (place?.state !== 'live' || place.tenant !== who.tenant) return false
  return atomically(base.connection, () => insert(base, who, address))
}

/** One transaction: the code is used and the address is theirs, or neither. */
const redeem = (base: Base, tenant: string, address: Address, text: string) =>
  atomically(base.connection, async (): Promise<Who | undefined> => {
    const code = await findCode(base, text, 'link')
    if (code?.person === undefined || code.tenant !== tenant) return undefined
    const who = { tenant, person: code.person }
    if (!(await insert(base, who, address))) return undefined
    return (await useCode(base, code)) ? who : undefined
  })

const link = async (base: Base, address: Address, text: string): Promise<Linked> => {
  const place = await findPlace(base, address.platform, address.installation)
  if (place?.state !== 'live') return { is: 'wrong' }
  const { tenant } = place
  const { _id } = addressDocument(tenant, '', address)
  if (await mustWait(base, _id)) return { is: 'wait' }
  try {
    const who = await redeem(base, tenant, address, text)
    if (who !== undefined) return { is: 'linked', who }
  } catch (error) {
    if (!isDuplicate(error)) throw error
  }
  await noteWrong(base, tenant, _id)
  return { is: 'wrong' }
}

const unlink = (base: Base, scope: Scope, address: Address): Promise<boolean> =>
  atomically(base.connection, async () => {
    const { tenant, actor } = scope
    const { _id } = addressDocument(tenant, actor, address)
    const gone = await base.tables.addresses.remove(ofPerson({ tenant, person: actor }, { _id }))
    if (gone === 0) return false
    await auditTx(base, scope).audit({ action: 'address.unlinked', object: _id })
    return true
  })

const whyUnknown = async ({ tables }: Base, address: Address): Promise<Unknown> => {
  const { _id } = addressDocument('', '', address)
  const known = await tables.addresses.one(everywhere({ _id }))
  return known === undefined ? 'stranger' : 'not open yet'
}

export const placeStore = (base: Base): PlaceStore => ({
  places: platform => placesOn(base, platform),
  placesOf: tenant => placesOf(base, tenant),
  addPlace: (tenant, platform, externalId) =>
    addPlace(base, { tenant, platform, externalId, secret: '' }),
  openPlace: (tenant, platform, opening) => openPlace(base, tenant, platform, opening),
  makeCode: (code, validMs) => makeCode(base, code, validMs),
  link: (address, code) => link(base, address, code),
  addAddress: (who, address) => addAddress(base, who, address),
  unlink: (scope, address) => unlink(base, scope, address),
  whyUnknown: address => whyUnknown(base, address),
})
