import type { Store } from '../domain/store.ts'
import { auditSealer } from './auditSealer.ts'
import { type AuditReport, verifyAudit } from './auditVerify.ts'
import { type BackupReport, backup } from './backup.ts'
import { destroyRing, type Erasure, erasures } from './erase.ts'
import { guarded } from './errors.ts'
import type { KekSource } from './kek.ts'
import { mongoStore } from './mongoStore.ts'
import { openHouse, type StoreOptions } from './open.ts'
import type { Owner } from './rings.ts'
import { rotateKek } from './rotate.ts'

export type { AuditProblem, AuditReport } from './auditVerify.ts'
export type { BackupReport } from './backup.ts'
export type { Command } from './connect.ts'
export type { Erasure } from './erase.ts'
export { type KekSource, kekFromFile, kekFromText } from './kek.ts'
export type { StoreOptions } from './open.ts'
export { type RestoreReport, restore } from './restore.ts'
export type { Owner } from './rings.ts'

/** The port, and what only those who run the house may do. */
export interface MongoStore extends Store {
  /** Chains what the audit trail has gained and anchors its head; answers how many entries, 0 while another instance is at it. */
  sealAudit(): Promise<number>
  verifyAudit(): Promise<AuditReport>
  /** Erasure: what this owner said can never be read again. Repeating it changes nothing. */
  destroyRing(owner: Owner): Promise<void>
  erasures(): Promise<readonly Erasure[]>
  /** Wraps every ring with the next key and retires the one before; answers how many. */
  rotateKek(next: KekSource): Promise<number>
  /** Writes a sealed snapshot to a file that must not be there yet. */
  backup(path: string): Promise<BackupReport>
}

/** Opens the store, or throws 'store-unavailable', 'key-missing', 'key-wrong', 'migration-failed' or 'backup-unreadable'. */
export const openStore = async (options: StoreOptions): Promise<MongoStore> => {
  const { base, system, anchor } = await openHouse(options)
  return {
    ...mongoStore(base, system, anchor),
    sealAudit: guarded(auditSealer(base, system, anchor)),
    verifyAudit: guarded(() => verifyAudit(base, anchor)),
    destroyRing: guarded(owner => destroyRing(base, anchor, owner)),
    erasures: guarded(() => erasures(base, system)),
    rotateKek: guarded(next => rotateKek(base, system, next)),
    backup: guarded(path => backup(base, path)),
  }
}
