// Finds or gets the browser that the browser tests drive.
import { spawnSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { delimiter, join } from 'node:path'

import { root } from './setup.mjs'

/** The path of a Chromium, fetched if need be, or undefined. */
export async function chromium(env = process.env) {
  return present(env) ?? (await ofPlaywright()) ?? fromDebian(env) ?? (await fromPlaywright())
}

const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

function present(env) {
  const folders = [...(env.PATH ?? '').split(delimiter).filter(Boolean), '/usr/bin']
  const onPath = folders.flatMap(folder => names.map(name => join(folder, name)))
  return [env.CHROMIUM, ...onPath].find(path => path && isExecutable(path))
}

function fromDebian(env) {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version')) return undefined
  console.log('Installing Chromium for the browser tests with apt-get, once…')
  const install = ['install', '-y', '-qq', '--no-install-recommends', 'chromium']
  const aptGet = args =>
    spawnSync('apt-get', args, {
      env: { ...env, DEBIAN_FRONTEND: 'noninteractive' },
      stdio: 'ignore',
      timeout: 600_000,
    }).status === 0
  // On a fresh machine the lists are missing; on another they need not be fetched again.
  return aptGet(install) || (aptGet(['update', '-qq']) && aptGet(install))
    ? present(env)
    : undefined
}

async function fromPlaywright() {
  console.log('Asking Playwright for a Chromium, once…')
  const cli = join(root, 'node_modules', 'playwright-core', 'cli.js')
  spawnSync(process.execPath, [cli, 'install', 'chromium'], { stdio: 'ignore', timeout: 300_000 })
  return ofPlaywright()
}

async function ofPlaywright() {
  try {
    const { chromium } = createRequire(import.meta.url)('playwright-core')
    const path = chromium.executablePath()
    return isExecutable(path) ? path : undefined
  } catch {
    return undefined
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
