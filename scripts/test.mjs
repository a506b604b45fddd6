// npm test: sets up all that the tests need, runs them, and counts in a plain last line.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

import { chromium } from './chromium.mjs'
import { giveUp, root, setUp } from './setup.mjs'

setUp()
const env = { ...process.env, ...(await browserSettings()) }
warmUp(env)
process.exit(runTests(process.argv.slice(2), env))

async function browserSettings() {
  const path = await chromium()
  if (path) return { CHROMIUM: path }
  console.log('\n*** No Chromium is here and none can be had: the browser tests are LEFT OUT.')
  console.log('*** Install Chromium, or name one in CHROMIUM, to run them.\n')
  return { THROUGHLINE_NO_BROWSER: '1' }
}

/** Gets the MongoDB server before the tests' own time limits run. */
function warmUp(env) {
  const { status } = node(['--import', 'tsx', 'scripts/warmMongod.mjs'], env)
  if (status !== 0) giveUp('The tests need a MongoDB server: see above.')
}

function runTests(args, env) {
  const folder = mkdtempSync(join(tmpdir(), 'throughline-report-'))
  const report = join(folder, 'report.json')
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`]
  try {
    const { status } = node(['node_modules/vitest/vitest.mjs', 'run', ...reporters, ...args], env)
    return summarise(status, read(report))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function summarise(status, report) {
  const tests = report.testResults.flatMap(file => file.assertionResults)
  const count = (...states) => tests.filter(test => states.includes(test.status)).length
  const brokenFiles = report.testResults.filter(
    file => file.status === 'failed' && !file.assertionResults.some(t => t.status === 'failed'),
  )
  const passed = count('passed')
  const failed = count('failed') + brokenFiles.length
  const skipped = count('pending', 'skipped', 'todo', 'disabled')
  if (passed + failed === 0) console.log('No test ran.')
  else if (status !== 0 && failed === 0) console.log('The run itself failed: see above.')
  console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`)
  return status !== 0 || failed > 0 || passed === 0 ? 1 : 0
}

function read(report) {
  try {
    return JSON.parse(readFileSync(report, 'utf8'))
  } catch {
    return { testResults: [] }
  }
}

function node(args, env) {
  return spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
}
