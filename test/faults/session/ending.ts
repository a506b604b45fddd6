import { randomUUID } from 'node:crypto'

import { library } from '../../../dialogs/index.ts'
import { createBot } from '../../../src/bot/bot.ts'
import { DEMO_TENANT } from '../../../src/bot/demo/team.ts'
import { readConfig } from '../../../src/config.ts'
import type { TenantExport } from '../../../src/domain/store.ts'
import { createLifecycle } from '../../../src/process/lifecycle.ts'
import { openGround } from '../../../src/process/open.ts'
import type { AuditReport } from '../../../src/store/index.ts'
import type { Settings } from '../../setup/app.ts'
import { intoNothing } from '../../setup/silence.ts'

/** Longer than any lease. */
const LATER_MS = 5 * 60_000

export interface Left {
  readonly all: TenantExport
  readonly audit: AuditReport
}

/** What two people did, without what the hour at which they did it brought them. */
export const withoutNudges = (all: TenantExport): TenantExport => ({
  ...all,
  deliveries: all.deliveries.filter(({ kind }) => kind !== 'nudge'),
  conversations: all.conversations.map(({ person, entries }) => ({
    person,
    entries: entries.filter(({ id }) => !id.startsWith('nudges:')),
  })),
})

/** What there is when everything has come to rest: some minutes later another instance does what may have been left. */
export const comeToRest = async (settings: Settings): Promise<Left> => {
  const clock = { now: () => Date.now() + LATER_MS }
  const lifecycle = createLifecycle(() => undefined)
  try {
    const { store } = await openGround(readConfig({ ...process.env, ...settings }), {
      clock,
      lifecycle,
      onLine: () => {},
    })
    const bot = createBot(
      { store, library, clock, ids: randomUUID, keepsMessages: () => false },
      intoNothing((what, error) => {
        throw new Error(what, { cause: error })
      }),
    )
    for (const who of await store.unsettled(clock.now())) await bot.recover(who)
    for (let due = await store.claimDue(50, 60_000); due.length > 0; ) {
      for (const claim of due)
        await store.finishDelivery(
          claim,
          claim.kind === 'look' ? { state: 'pending' } : await bot.deliver(claim),
        )
      due = await store.claimDue(50, 60_000)
    }
    await bot.close()
    await store.sealAudit()
    return { all: await store.exportTenant(DEMO_TENANT), audit: await store.verifyAudit() }
  } finally {
    await lifecycle.end()
  }
}
