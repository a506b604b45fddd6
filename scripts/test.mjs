// npm test: sets up all that the tests need, runs them, and counts in a plain last line.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium } from './chromium.mjs'
import { giveUp, root, setUp } from './setup.mjs'

setUp()
const env = { ...process.env, ...(await browserSettings()) }
env.MONGOD_BINARY = mongodFor(env)
process.exit(runTests(process.argv.slice(2), env))

async function browserSettings() {
  const path = process.env.THROUGHLINE_NO_BROWSER ? undefined : await chromium()
  if (path) return { CHROMIUM: path }
  console.log('\n*** No Chromium is here and none can be had: the browser tests are LEFT OUT.')
  console.log('*** Install Chromium, or name one in CHROMIUM, to run them.\n')
  return { THROUGHLINE_NO_BROWSER: '1' }
}

/** Gets the MongoDB server before the tests' own time limits run. */
function mongodFor(env) {
  const search = ['--import', 'tsx', 'scripts/findMongod.mjs']
  const { status, stdout } = node(search, env, ['inherit', 'pipe', 'inherit'])
  if (status !== 0) giveUp('The tests need a MongoDB server: see above.')
  return stdout.trim()
}

function runTests(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-counts-'))
  const counts = join(folder, 'counts.json')
  const vitest = ['node_modules/vitest/vitest.mjs', 'run']
  const reporters = ['--reporter=default', '--reporter=./scripts/countReporter.mjs']
  try {
    const settings = { ...env, THROUGHLINE_COUNTS: counts }
    const { status } = node([...vitest, ...reporters, ...args], settings)
    return summarise(status, read(counts))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function summarise(status, { passed, failed, skipped }) {
  if (passed + failed === 0) console.log('No test ran.')
  else if (status !== 0 && failed === 0) console.log('The run itself failed: see above.')
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return status !== 0 || failed > 0 || passed === 0 ? 1 : 0
}

function read(counts) {
  try {
    return JSON.parse(readFileSync(counts, 'utf8'))
  } catch {
    return { passed: 0, failed: 0, skipped: 0 }
  }
}

function node(args, env, stdio = 'inherit') {
  return spawnSync(process.execPath, args, { cwd: root, env, stdio, encoding: 'utf8' })
}
