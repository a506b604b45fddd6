import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

import { afterAll, describe, expect, test } from 'vitest'

import { DEMO_TENANT } from '../../src/bot/demo/team.ts'
import { startTeam } from '../bot/team.ts'
import { freshDatabase } from '../setup/database.ts'
import type { After } from '../setup/privateMongod.ts'
import { as, MONDAY, seedOf } from '../store/hearth.ts'
import { freshStore } from '../store/openStore.ts'

const LEASE_MS = 60_000

/** Another instance, in a process of its own; answers what it says, line by line. */
const startZombie = async (after: After, ...args: readonly string[]) => {
  const script = join(import.meta.dirname, 'zombie.ts')
  const child = spawn(process.execPath, ['--import', 'tsx', script, ...args], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  after(() => void child.kill('SIGKILL'))
  const lines = createInterface(child.stdout)
  const says = async (): Promise<string> => String((await once(lines, 'line'))[0])
  return { child, says }
}

describe.skipIf(process.platform === 'win32')('a notice for Ben', () => {
  const { database, key, open } = freshStore()
  test('belongs to whoever claimed it last: an instance that slept through its lease changes nothing', async ({
    onTestFinished: after,
  }) => {
    const now = (): number => Date.now() + 2 * LEASE_MS
    const store = await open({ now })
    await store.seed(seedOf('hearth'))
    await store.transact(as('hearth', 'ana'), tx =>
      tx.deliver(
        {
          id: 'contested',
          tenant: 'hearth',
          person: 'ben',
          kind: 'notice',
          what: 'record.shared',
          refs: {},
          dueAt: MONDAY,
          expiresAt: now(),
          reason: 'somebody just acted',
        },
        MONDAY,
      ),
    )
    const { uri, name } = database
    const zombie = await startZombie(after, uri, name, key, String(LEASE_MS))
    expect(await zombie.says()).toBe('contested')
    zombie.child.kill('SIGSTOP')
    const [claim] = await store.claimDue(1, LEASE_MS)
    expect(claim).toMatchObject({ id: 'contested', fence: 2 })
    if (claim !== undefined) expect(await store.finishDelivery(claim, { state: 'sent' })).toBe(true)
    zombie.child.kill('SIGCONT')
    const last = zombie.says()
    zombie.child.stdin.write('go on\n')
    expect(await last).toBe('the lease is lost')
    expect(await store.deliveryCounts()).toEqual({ sent: 1 })
  })
})

describe('Ben, who was told just before a crash and acted at once', () => {
  const database = freshDatabase()
  test('is not told again, and the notice counts as sent', async () => {
    const team = await startTeam(database)
    afterAll(team.close)
    const ada = team.person('ada')
    const ben = team.person('ben')
    await ada.types('feedback')
    await ada.types('Tuesday’s planning meeting')
    await ada.types('Had the file ready, so we began on time\nAsked twice, so they came')
    await ada.presses('Ask Ben for a good time')
    const claims = await team.store.claimDue(50, LEASE_MS)
    const claim = claims.find(({ kind }) => kind === 'notice')
    if (claim === undefined) throw new Error('Ben is told')
    await team.bot.deliver(claim)
    // Here the instance ends, without having noted it down.
    await ben.presses('Open')
    await ben.presses('Now is fine')
    await ben.types('Well. I was pleased that everybody came, and would do it that way again.')
    await ben.presses('Read what Ada saw')
    team.move(LEASE_MS)
    const told = ben.cards().length
    await team.tick()
    expect(ben.cards()).toHaveLength(told)
    const { deliveries } = await team.store.exportTenant(DEMO_TENANT)
    expect(deliveries.find(({ id }) => id === claim.id)).toMatchObject({
      state: 'sent',
      attempts: 2,
    })
  })
})
