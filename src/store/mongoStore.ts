import type { Store } from '../domain/store.ts'
import type { Anchor } from './anchor.ts'
import type { Base } from './base.ts'
import { claimStore } from './claims.ts'
import { clockStore } from './clock.ts'
import { contactsStore } from './contacts.ts'
import { deliveryStore } from './deliveries.ts'
import { guarded, isDatabases, toOurs } from './errors.ts'
import { exportStore } from './export.ts'
import { finishingStore } from './finishing.ts'
import { healthStore } from './health.ts'
import { placeStore } from './linking.ts'
import { noteStore } from './notes.ts'
import { peopleStore } from './people.ts'
import { recordStore } from './records.ts'
import { relationshipStore } from './relationships.ts'
import { runStore } from './runs.ts'
import { seedStore } from './seed.ts'
import { stanceStore } from './stances.ts'
import type { System } from './system.ts'
import { timeStore } from './time.ts'
import { togetherStore } from './together.ts'
import { transactStore } from './transact.ts'
import { transcriptStore } from './transcript.ts'
import { turnStore } from './turns.ts'
import { workStore } from './work.ts'

const allParts = (base: Base, system: System, anchor: Anchor): Omit<Store, 'close'> => ({
  ...peopleStore(base),
  ...relationshipStore(base),
  ...turnStore(base),
  ...transcriptStore(base),
  ...transactStore(base),
  ...runStore(base),
  ...recordStore(base),
  ...stanceStore(base),
  ...workStore(base),
  ...noteStore(base),
  ...deliveryStore(base),
  ...claimStore(base),
  ...finishingStore(base),
  ...clockStore(base),
  ...seedStore(base),
  ...exportStore(base),
  ...togetherStore(base, anchor),
  ...timeStore(base),
  ...placeStore(base),
  ...contactsStore(base),
  ...healthStore(base.connection, system, base.now),
})

/** The port over MongoDB. Here and nowhere further in do the driver's errors become ours. */
export const mongoStore = (base: Base, system: System, anchor: Anchor): Store => {
  const parts = allParts(base, system, anchor)
  return {
    whoIs: guarded(parts.whoIs),
    addressOf: guarded(parts.addressOf),
    tenant: guarded(parts.tenant),
    tenants: guarded(parts.tenants),
    setContacts: guarded(parts.setContacts),
    people: guarded(parts.people),
    relationships: guarded(parts.relationships),
    accept: guarded(parts.accept),
    turns: guarded(parts.turns),
    settle: guarded(parts.settle),
    confirmSent: guarded(parts.confirmSent),
    addToConversation: guarded(parts.addToConversation),
    unsettled: guarded(parts.unsettled),
    conversation: guarded(parts.conversation),
    transact: async (scope, work) => {
      try {
        return await parts.transact(scope, work)
      } catch (error) {
        throw isDatabases(error) ? toOurs(error) : error
      }
    },
    run: guarded(parts.run),
    openRuns: guarded(parts.openRuns),
    runsUnderWay: guarded(parts.runsUnderWay),
    records: guarded(parts.records),
    record: guarded(parts.record),
    stances: guarded(parts.stances),
    actions: guarded(parts.actions),
    agendaItems: guarded(parts.agendaItems),
    sessions: guarded(parts.sessions),
    notes: guarded(parts.notes),
    deliveries: guarded(parts.deliveries),
    claimDue: guarded(parts.claimDue),
    finishDelivery: guarded(parts.finishDelivery),
    releaseClaims: guarded(parts.releaseClaims),
    deliveryCounts: guarded(parts.deliveryCounts),
    nextDue: guarded(parts.nextDue),
    moveClock: guarded(parts.moveClock),
    seed: guarded(parts.seed),
    exportTenant: guarded(parts.exportTenant),
    proposals: guarded(parts.proposals),
    preference: guarded(parts.preference),
    namedDates: guarded(parts.namedDates),
    readings: guarded(parts.readings),
    exportPerson: guarded(parts.exportPerson),
    forget: guarded(parts.forget),
    everyone: guarded(parts.everyone),
    keys: guarded(parts.keys),
    importAll: guarded(parts.importAll),
    obligations: guarded(parts.obligations),
    worlds: guarded(parts.worlds),
    settleLooks: guarded(parts.settleLooks),
    addressesOf: guarded(parts.addressesOf),
    addToConversations: guarded(parts.addToConversations),
    beginDeliveries: guarded(parts.beginDeliveries),
    finishDeliveries: guarded(parts.finishDeliveries),
    troubled: guarded(parts.troubled),
    retryDelivery: guarded(parts.retryDelivery),
    places: platform => {
      const { find, all, add, change, lease, remove } = parts.places(platform)
      return {
        find: guarded(find),
        all: guarded(all),
        add: guarded(add),
        change: guarded(change),
        lease: guarded(lease),
        remove: guarded(remove),
      }
    },
    placesOf: guarded(parts.placesOf),
    addPlace: guarded(parts.addPlace),
    openPlace: guarded(parts.openPlace),
    makeCode: guarded(parts.makeCode),
    link: guarded(parts.link),
    addAddress: guarded(parts.addAddress),
    unlink: guarded(parts.unlink),
    whyUnknown: guarded(parts.whyUnknown),
    clockOffset: guarded(parts.clockOffset),
    ping: guarded(parts.ping),
    close: () => base.connection.close(),
  }
}
