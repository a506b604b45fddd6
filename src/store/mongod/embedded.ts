import { mkdir, open, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

import { endLeftover } from './leftover.ts'
import { inUse } from './owner.ts'
import { freePort } from './port.ts'
import { type Launch, launch, type Running } from './process.ts'
import { foundReplicaSet, resumeReplicaSet, uriFor } from './replicaSet.ts'
import type { Found } from './rungs.ts'
import { ensureSecrets } from './secrets.ts'
import { type ServerRecord, writeRecord } from './series.ts'
import { seriesOf } from './version.ts'

/** How long, in ms, a server of a dead app may take to let go of the files. */
const patience = 15_000

export interface Embedded {
  readonly uri: string
  readonly running: Running
  /** Starts the server anew, at the same address. */
  again(): Promise<Running>
}

/** Starts `found` on the files in `dataDir`, whose owner the caller is. */
export const startEmbedded = async (
  dataDir: string,
  found: Found,
  record: ServerRecord | undefined,
  options: Pick<Launch, 'env' | 'testCommands'>,
): Promise<Embedded> => {
  const dbPath = dbPathIn(dataDir)
  const { keyFile, password } = await ensureSecrets(dataDir)
  const series = seriesOf(found.version)
  const launchAt = async (port: number) => {
    const logFile = await freshLog(dataDir)
    return launch({ ...options, binary: found.path, dbPath, keyFile, logFile, port })
  }
  await endLeftover(dbPath, patience)
  // Files of a first start that was cut off half-way: nobody was ever given their address.
  if (record?.ready === false) await rm(dbPath, { recursive: true, force: true })
  await mkdir(dbPath, { recursive: true, mode: 0o700 })
  const ready = record?.ready === true
  const { port, running } = await untilStarted(dataDir, record?.port, async port => {
    await writeRecord(dataDir, { series, port, ready })
    return launchAt(port)
  })
  try {
    await (ready ? resumeReplicaSet : foundReplicaSet)(port, password)
    if (!ready) await writeRecord(dataDir, { series, port, ready: true })
  } catch (error) {
    await running.stop()
    throw error
  }
  const again = async () => {
    const outcome = await launchAt(port)
    if (typeof outcome === 'string') throw new Error(`${outcome} at 127.0.0.1:${port}`)
    return outcome
  }
  return { uri: uriFor(port, password), running, again }
}

export const dbPathIn = (dataDir: string): string => join(dataDir, 'db')

const untilStarted = async (
  dataDir: string,
  wanted: number | undefined,
  start: (port: number) => ReturnType<typeof launch>,
): Promise<{ readonly port: number; readonly running: Running }> => {
  const deadline = performance.now() + patience
  for (let port = await freePort(wanted); ; ) {
    const outcome = await start(port)
    if (typeof outcome !== 'string') return { port, running: outcome }
    if (performance.now() > deadline) throw inUse(dataDir)
    if (outcome === 'port-taken') port = await freePort()
    else await sleep(250)
  }
}

/** The log of this start and the one before; private, since a server's log can quote data. */
const freshLog = async (dataDir: string): Promise<string> => {
  const path = join(dataDir, 'mongod.log')
  await rename(path, `${path}.1`).catch(() => {})
  await (await open(path, 'a', 0o600)).close()
  return path
}
