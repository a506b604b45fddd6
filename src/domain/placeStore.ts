import type { Places } from '../core/adapter.ts'
import type { Address } from '../core/turn.ts'
import type { Scope, Who } from './store.ts'

/** For whom a place is open: nobody is written to, or taken from, before it is opened for them. */
export const openings = ['nobody', 'pilot', 'everybody'] as const
export type Opening = (typeof openings)[number]

/** A place as whoever looks after the organisation sees it. */
export interface PlaceStanding {
  readonly platform: string
  readonly externalId: string
  readonly state: 'live' | 'gone'
  readonly opened: Opening
  /** People in the pilot group. */
  readonly pilot: readonly string[]
}

/** A proof that counts once: that a place may join, or that an address is this person’s. */
export type NewCode =
  | { readonly kind: 'join'; readonly tenant: string }
  | { readonly kind: 'link'; readonly tenant: string; readonly person: string }

/** What came of a code that somebody wrote from an address nobody knows. */
export type Linked =
  | { readonly is: 'linked'; readonly who: Who }
  /** Never there, used, too old, or of another organisation: all look the same. */
  | { readonly is: 'wrong' }
  /** Too many wrong ones from there; none is looked at for a while. */
  | { readonly is: 'wait' }

/** Who an address is, when `whoIs` does not tell. */
export type Unknown = 'stranger' | 'not open yet'

/** Places on platforms, the addresses of people there, and for whom they are open. */
export interface PlaceStore {
  places(platform: string): Places
  placesOf(tenant: string): Promise<readonly PlaceStanding[]>
  /** Without a code, by whoever holds this machine; false = it belongs to another organisation. */
  addPlace(tenant: string, platform: string, externalId: string): Promise<boolean>
  openPlace(
    tenant: string,
    platform: string,
    opening: { readonly opened: Opening; readonly pilot: readonly string[] },
  ): Promise<number>
  /** The code in readable groups; only its digest is kept. */
  makeCode(code: NewCode, validMs: number): Promise<string>
  link(address: Address, code: string): Promise<Linked>
  /** By whoever holds this machine; false = the address is somebody else’s, or the place not this organisation’s. */
  addAddress(who: Who, address: Address): Promise<boolean>
  /** Takes an address of the actor’s own away; false = it was not theirs. */
  unlink(scope: Scope, address: Address): Promise<boolean>
  whyUnknown(address: Address): Promise<Unknown>
}
