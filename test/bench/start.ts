import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'

import { waitUntil } from '../../src/store/mongod/processes.ts'
import { knock } from '../adapters/web/knocker.ts'
import { webDesk } from '../faults/session/desk.ts'
import { playSession } from '../faults/session/script.ts'
import { openTab } from '../faults/session/tab.ts'
import { newFolder } from '../setup/privateMongod.ts'
import { type Figure, spread } from './measure.ts'

const STARTS = 5
const MIB = 1024 * 1024
const unwatched = { sent: () => {}, answered: () => {} }

/** `npm start` as a person does it, on this folder. */
const start = async (folder: string) => {
  const { PATH, HOME, MONGOD_BINARY, XDG_CACHE_HOME } = process.env
  const data = { DATA_DIR: join(folder, 'data'), THROUGHLINE_KEY_FILE: join(folder, 'key') }
  const begun = performance.now()
  const npm = spawn('npm', ['start'], {
    env: { PATH, HOME, MONGOD_BINARY, XDG_CACHE_HOME, PORT: '0', ...data },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let out = ''
  npm.stdout.on('data', chunk => {
    out += chunk
  })
  if (!(await waitUntil(async () => out.includes('Ctrl-C stops it.'), 60_000)))
    throw new Error(`it did not start:\n${out}`)
  const link = /http:\S+/.exec(out)?.[0] ?? ''
  const port = Number(new URL(link).port)
  await waitUntil(async () => (await knock({ port, path: '/readyz' })).status === 200, 60_000)
  const ready = performance.now() - begun
  const stop = async (): Promise<number> => {
    const asked = performance.now()
    npm.kill('SIGTERM')
    await once(npm, 'close')
    return performance.now() - asked
  }
  const residentMiB = async (): Promise<number> => {
    const { body } = await knock({ port, path: '/metrics' })
    return Number(/^process_resident_memory_bytes (\S+)$/m.exec(body)?.[1]) / MIB
  }
  return { link, port, ready, residentMiB, stop }
}

/** Starting with everything in place, and what it keeps in memory, before and after a session of two people. */
export const starting = async (): Promise<readonly Figure[]> => {
  const folder = await newFolder()
  // The first start lays the folder out.
  await (await start(folder)).stop()
  const ready: number[] = []
  const stopped: number[] = []
  const fresh: number[] = []
  for (let n = 0; n < STARTS; n += 1) {
    const app = await start(folder)
    ready.push(app.ready / 1000)
    fresh.push(await app.residentMiB())
    stopped.push((await app.stop()) / 1000)
  }
  const app = await start(folder)
  const door = { port: app.port, link: () => app.link }
  const ada = openTab(await webDesk(door, 'ada'), 'ada', unwatched)
  const ben = openTab(await webDesk(door, 'ben'), 'ben', unwatched)
  await playSession(ada, ben)
  const after = await app.residentMiB()
  await app.stop()
  await rm(folder, { recursive: true, force: true })
  return [
    { what: 'npm start until ready, s', is: spread(ready), wanted: '≤ 3' },
    { what: 'stopped after SIGTERM, s', is: spread(stopped), wanted: '≤ 5' },
    { what: 'resident when ready, MiB', is: spread(fresh, 0), wanted: '≤ 200' },
    { what: 'resident after a session of two, MiB', is: after.toFixed(0), wanted: '≤ 200' },
  ]
}
