import { randomBytes } from 'node:crypto'

import { expect, it, onTestFinished } from 'vitest'

import { seedDemo } from '../../src/bot/demo/seed.ts'
import { runCommand } from '../../src/cli/index.ts'
import { lend } from '../../src/process/lend.ts'
import { createLifecycle } from '../../src/process/lifecycle.ts'
import { kekFromText, openStore } from '../../src/store/index.ts'
import { WEDNESDAY } from '../bot/team.ts'
import { freshDatabase } from '../setup/database.ts'
import { temporaryFolder } from '../setup/privateMongod.ts'

const database = freshDatabase()

it('a dry run says what would go to whom, when and why, and nothing that anybody wrote', async () => {
  const THROUGHLINE_KEY = randomBytes(32).toString('base64')
  const DATA_DIR = await temporaryFolder(onTestFinished)
  const clock = { now: () => WEDNESDAY - 7_200_000 }
  const store = await openStore({
    uri: database.uri,
    database: database.name,
    kek: kekFromText(THROUGHLINE_KEY),
    now: clock.now,
  })
  await store.seed(seedDemo(clock.now()))
  const counts = await store.deliveryCounts()
  const lines: string[] = []
  const type = async (...args: string[]): Promise<number> => {
    lines.length = 0
    const lifecycle = createLifecycle(() => undefined)
    const env = { DATA_DIR, MONGODB_URI: database.uri, THROUGHLINE_KEY }
    const print = (line: string): void => void lines.push(line)
    const given = lend({ lifecycle, env, print, clock, checks: async () => [] })
    try {
      return await runCommand('nudges', args, {
        ...given,
        open: async () => ({ store, source: '' }),
      })
    } finally {
      await lifecycle.end()
    }
  }

  expect(await type()).toBe(1)
  expect(lines.join('\n')).toContain('--dry-run')
  expect(await type('--dry-run', '--days', 'many')).toBe(1)
  expect(await type('--dry-run', '--person', 'Zoe')).toBe(1)

  expect(await type('--dry-run', '--days', '14', '--person', 'ben')).toBe(0)
  const said = lines.join('\n')
  expect(said).toContain('Ben Okafor (ben)')
  expect(said).toContain('Wednesday 25 November, 09:00 (Europe/London), message 1')
  expect(said).toMatch(/N-13 Your actions, as owner: an action of yours has the date/)
  expect(said).not.toContain('Ada Brook (ada)')
  expect(said).not.toContain('clinic')
  expect(await store.deliveryCounts()).toEqual(counts)
  await store.close()
})
