import { createInterface } from 'node:readline'

import { kekFromText, openStore } from '../../src/store/index.ts'

/** An instance that claims what is due, is stopped before it can finish, and comes back when its lease is over. */
const [uri = '', database = '', key = '', leaseMs = ''] = process.argv.slice(2)
const store = await openStore({ uri, database, kek: kekFromText(key), now: Date.now })
const [claim] = await store.claimDue(1, Number(leaseMs))
console.log(claim?.id ?? 'nothing to claim')
for await (const _ of createInterface(process.stdin)) {
  const finished = claim !== undefined && (await store.finishDelivery(claim, { state: 'dead' }))
  console.log(finished ? 'finished' : 'the lease is lost')
  break
}
await store.close()
