import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import * as z from 'zod'

import type { Config } from '../config.ts'
import type { Finding } from '../core/adapter.ts'
import { fine, wrong } from './finding.ts'

const PART = 'running'
const PATIENCE_MS = 4000

const noted = z.object({ port: z.int() })
const answer = z.object({ ready: z.boolean() }).catchall(z.unknown())

const notedPort = async (dataDir: string): Promise<number | undefined> => {
  try {
    return noted.parse(JSON.parse(await readFile(join(dataDir, 'listener.json'), 'utf8'))).port
  } catch {
    return undefined
  }
}

const ask = async (port: number): Promise<z.infer<typeof answer> | undefined> => {
  try {
    const signal = AbortSignal.timeout(PATIENCE_MS)
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal })
    return answer.parse(await response.json())
  } catch {
    return undefined
  }
}

/** What the Throughline that runs on this data says of itself, if there is one. */
export const lookAtRunning = async ({ dataDir }: Config): Promise<readonly Finding[]> => {
  const port = await notedPort(dataDir)
  const said = port === undefined ? undefined : await ask(port)
  if (said === undefined) return [fine(PART, 'no; npm start starts it')]
  const { ready, ...parts } = said
  if (ready) return [fine(PART, `yes, on port ${port}, and ready`)]
  const amiss = Object.entries(parts).filter(([, says]) => says !== 'ok')
  return [
    wrong(
      PART,
      `on port ${port}, and not ready: ${amiss.map(([name, says]) => `${name}: ${says}`).join('; ')}`,
      'Wait a minute. If it stays so, the log says more.',
    ),
  ]
}
