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
  let result = npm('ci')
  // npm ci refuses to start when the registry at hand lacks packages for other platforms, as
  // partial mirrors do; npm install takes the same versions and leaves those out.
  if (result.stderr?.includes('EUSAGE')) result = npm('install', '--no-save')
  if (result.status === 0) return
  console.error((result.stderr || result.error?.message || '').split('\n').slice(0, 12).join('\n'))
  giveUp('The packages could not be installed (see above). Check the network, then try again.')
}

function npm(...command) {
  const onWindows = process.platform === 'win32'
  const quiet = ['--no-audit', '--no-fund', '--no-progress', '--loglevel=error']
  return spawnSync(onWindows ? 'npm.cmd' : 'npm', [...command, ...quiet], {
    cwd: root,
    encoding: 'utf8',
    shell: onWindows,
  })
}

export function giveUp(message) {
  console.error(message)
  process.exit(1)
}

/** A sentence when `version` (20.11.0) is below `range` (>=20.19). */
function nodeIsTooOld(version, range) {
  const wanted = range.replace('>=', '').split('.').map(Number)
  const have = version.split('.').map(Number)
  const at = wanted.findIndex((part, index) => part !== have[index])
  if (at === -1 || have[at] > wanted[at]) return undefined
  return `Throughline needs Node ${range.slice(2)} or newer, and this is Node ${version}.`
}

const installedLock = join('node_modules', '.package-lock.json')

/** npm notes in node_modules what it installed; packages for other platforms are left out there. */
function packagesAreCurrent(lock, installed) {
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
