import type { ClientSession } from 'mongoose'

import type { Scope, Store, Tx } from '../domain/store.ts'
import { auditTx } from './audit.ts'
import type { Base } from './base.ts'
import { deliveryTx } from './deliveries.ts'
import { endingTx } from './ending.ts'
import { conflict, notFound } from './errors.ts'
import { filingTx } from './filing.ts'
import { noteTx } from './notes.ts'
import { runTx } from './runs.ts'
import { inTransaction, within } from './session.ts'
import { settle } from './settle.ts'
import { stanceTx } from './stances.ts'
import { timeTx } from './time.ts'
import { togetherTx } from './together.ts'
import { workTx } from './work.ts'

/** A database session does one thing after the other, whatever the caller starts at once. */
const inTurn = (session: ClientSession, mayGoOn: () => void) => {
  let last: Promise<unknown> = Promise.resolve()
  return <A extends readonly unknown[], R>(verb: (...args: A) => Promise<R>) =>
    (...args: A): Promise<R> => {
      const next = last.then(() => {
        mayGoOn()
        return within(session, () => verb(...args))
      })
      last = next.catch(() => {})
      return next
    }
}

/** Every verb of `tx`, one after the other. */
const queued = (tx: Tx, next: ReturnType<typeof inTurn>): Tx => ({
  settle: next(tx.settle),
  run: next(tx.run),
  addRun: next(tx.addRun),
  saveRun: next(tx.saveRun),
  record: next(tx.record),
  file: next(tx.file),
  recall: next(tx.recall),
  opened: next(tx.opened),
  takeStance: next(tx.takeStance),
  undoStance: next(tx.undoStance),
  addAction: next(tx.addAction),
  saveAction: next(tx.saveAction),
  addAgendaItem: next(tx.addAgendaItem),
  saveAgendaItem: next(tx.saveAgendaItem),
  sessions: next(tx.sessions),
  addSession: next(tx.addSession),
  saveSession: next(tx.saveSession),
  addNote: next(tx.addNote),
  deliver: next(tx.deliver),
  dropDeliveries: next(tx.dropDeliveries),
  endRelationship: next(tx.endRelationship),
  saveWorks: next(tx.saveWorks),
  savePreference: next(tx.savePreference),
  propose: next(tx.propose),
  confirm: next(tx.confirm),
  decline: next(tx.decline),
  setRhythm: next(tx.setRhythm),
  lend: next(tx.lend),
  handOver: next(tx.handOver),
  saveObligation: next(tx.saveObligation),
  lookAt: next(tx.lookAt),
  audit: next(tx.audit),
})

/** Ends a transaction whose turn was settled by somebody else, so that nothing of it stays. */
class TurnLost extends Error {}

interface Attempt<T> {
  readonly outcome: T
  readonly lost: boolean
}

const attempt = async <T>(
  base: Base,
  scope: Scope,
  session: ClientSession,
  work: (tx: Tx) => Promise<T>,
): Promise<Attempt<T>> => {
  let lost = false
  const settleOnce: Tx['settle'] = async (turns, next) => {
    // Nobody writes what another person's conversation stands at.
    const isOwn = turns.tenant === scope.tenant && turns.person === scope.actor
    if (!isOwn) throw notFound('person')
    const settled = await settle(base, turns, next)
    lost ||= !settled
    return settled
  }
  const tx: Tx = {
    settle: settleOnce,
    ...runTx(base, scope),
    ...filingTx(base, scope),
    ...stanceTx(base, scope),
    ...workTx(base, scope),
    ...noteTx(base, scope),
    ...deliveryTx(base, scope),
    ...endingTx(base, scope),
    ...togetherTx(base, scope),
    ...timeTx(base, scope),
    ...auditTx(base, scope),
  }
  const mayGoOn = () => {
    if (lost) throw conflict('turn')
  }
  const outcome = await work(queued(tx, inTurn(session, mayGoOn)))
  return { outcome, lost }
}

/** One transaction, repeated by the driver when the database asks for it. */
export const transactStore = (base: Base): Pick<Store, 'transact'> => ({
  transact: async <T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T> => {
    let last: Attempt<T> | undefined
    try {
      return await inTransaction(base.connection, async session => {
        last = undefined
        last = await attempt(base, scope, session, work)
        if (last.lost) throw new TurnLost()
        return last.outcome
      })
    } catch (error) {
      if (error instanceof TurnLost && last !== undefined) return last.outcome
      throw error
    }
  },
})
