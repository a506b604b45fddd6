import { execFile } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdir, rm, statfs, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'

import { expect, test } from 'vitest'

import { DEMO_TENANT, demoAddress } from '../../src/bot/demo/team.ts'
import { waitUntil } from '../../src/store/mongod/processes.ts'
import { type After, privateMongod, temporaryFolder } from '../setup/privateMongod.ts'
import { openInside } from './inside.ts'

const run = promisify(execFile)
const MB = 1024 ** 2

/** A disk of its own, small enough to fill; undefined where this account may not mount one. */
const smallDisk = async (after: After): Promise<string | undefined> => {
  const folder = join(await temporaryFolder(after), 'disk')
  await mkdir(folder)
  const mount = ['-t', 'tmpfs', '-o', 'size=96m,mode=700', 'tmpfs', folder]
  const mounted = await run('mount', mount).then(
    () => true,
    () => false,
  )
  if (!mounted) return undefined
  after(async () => void (await run('umount', ['-l', folder])))
  return folder
}

const fill = async (folder: string): Promise<string> => {
  const { bavail, bsize } = await statfs(folder)
  const ballast = join(folder, 'ballast')
  await writeFile(ballast, Buffer.alloc(Math.max(0, bavail * bsize - MB / 4)))
  return ballast
}

test('Ada is asked to try again while the disk is full, and finds everything when there is room', async ({
  onTestFinished: after,
  skip,
}) => {
  const disk = await smallDisk(after)
  if (disk === undefined) return skip('only root can mount a small disk')
  const { uri } = await privateMongod(after, disk)
  const house = await openInside(after, { uri, key: randomBytes(32).toString('base64') })
  const address = demoAddress('ada')
  const keeps = async (n: number): Promise<boolean> => {
    const text = `note ${n} ${'and so on '.repeat(700)}`
    const did = { kind: 'text', text } as const
    const { saved, outcome } = await house.host.accept({
      id: `n${n}`,
      at: Date.now(),
      address,
      did,
    })
    await outcome
    return saved
  }
  expect(await keeps(0)).toBe(true)
  const ballast = await fill(disk)
  const kept = [0]
  // One that is refused may have been slow only: it is full when nothing at all can be written any more.
  let isFull = false
  for (let n = 1; n < 400 && !isFull; n += 1) {
    if (await keeps(n)) kept.push(n)
    else isFull = (await house.ready()) === 503
  }
  expect(isFull).toBe(true)
  await rm(ballast)
  expect(await waitUntil(async () => (await house.ready()) === 200, 60_000)).toBe(true)
  expect(await keeps(1000)).toBe(true)
  const notes = await house.store.notes({ tenant: DEMO_TENANT, actor: 'ada' })
  const numbers = notes.map(({ text }) => Number.parseInt(text, 10))
  for (const n of [...kept, 1000]) expect(numbers).toContain(n)
  expect(new Set(numbers).size).toBe(numbers.length)
})
