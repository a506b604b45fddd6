import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'

import { type Browser, chromium } from 'playwright-core'

const NAMES = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']

const ARGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

const isExecutable = (path: string): boolean => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

const find = (env: NodeJS.ProcessEnv): string | undefined => {
  const folders = (env.PATH ?? '').split(delimiter).filter(folder => folder !== '')
  const onPath = folders.flatMap(folder => NAMES.map(name => join(folder, name)))
  const places = [env.CHROMIUM ?? '', ...onPath, chromium.executablePath()]
  return places.find(isExecutable)
}

/** Why the browser tests are left out, or undefined when they run. */
export const leftOut = (env: NodeJS.ProcessEnv = process.env): string | undefined =>
  env.THROUGHLINE_NO_BROWSER === '1'
    ? 'left out: no browser can be had here (THROUGHLINE_NO_BROWSER=1)'
    : undefined

/** The Chromium of this machine, without anything that would reach out by itself. */
export const launchChromium = async (env: NodeJS.ProcessEnv = process.env): Promise<Browser> => {
  const executablePath = find(env)
  if (executablePath === undefined)
    throw new Error('No Chromium found. Name one in CHROMIUM, or set THROUGHLINE_NO_BROWSER=1.')
  return chromium.launch({ executablePath, args: ARGS })
}
