// What every command needs first. Plain Node without packages, since it runs before they are there.
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

/** Installs the packages when they are missing or not those of package-lock.json; ends the process when that fails. */
export function setUp() {
  const tooOld = nodeIsTooOld(process.versions.node, readJson('package.json')?.engines.node)
  if (tooOld) giveUp(tooOld)
  if (packagesAreCurrent(readJson('package-lock.json'), readJson(installedLock))) return
  console.log('Installing the packages that Throughline is built on, once…')
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  const result = spawnSync(npm, ['ci', ...quiet], {
    cwd: root,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  })
  if (result.status === 0) return
  console.error((result.stderr || result.error?.message || '').trim())
  giveUp('npm ci did not succeed (see above). Check the network, then run the command again.')
}

export function giveUp(message) {
  console.error(message)
  process.exit(1)
}

/** A sentence when `version` (20.11.0) is below `range` (>=20.19). */
export function nodeIsTooOld(version, range) {
  const wanted = range.replace('>=', '').split('.').map(Number)
  const have = version.split('.').map(Number)
  const at = wanted.findIndex((part, index) => part !== have[index])
  if (at === -1 || have[at] > wanted[at]) return undefined
  return `Throughline needs Node ${range.slice(2)} or newer, and this is Node ${version}.`
}

const installedLock = join('node_modules', '.package-lock.json')

/** npm notes in node_modules what it installed; packages for other platforms are left out there. */
export function packagesAreCurrent(lock, installed) {
  if (!lock || !installed) return false
  const wanted = Object.entries(lock.packages).filter(([path]) => path !== '')
  return wanted.every(([path, { version, optional }]) => {
    const present = installed.packages[path]
    return present ? present.version === version : optional === true
  })
}

function readJson(path) {
  try {
    return JSON.parse(readFileSync(join(root, path), 'utf8'))
  } catch {
    return undefined
  }
}
