import { resolve } from 'node:path'

import { dbPathIn } from './embedded.ts'
import { uriFor } from './replicaSet.ts'
import { ensureSecrets } from './secrets.ts'
import { readRecord } from './series.ts'

/** The address of the server that another process of ours runs on `dataDir`; undefined when it never ran there. */
export const joinMongod = async (dataDir: string): Promise<string | undefined> => {
  const folder = resolve(dataDir)
  const record = await readRecord(folder, dbPathIn(folder))
  if (record?.ready !== true) return undefined
  const { password } = await ensureSecrets(folder)
  return uriFor(record.port, password)
}
