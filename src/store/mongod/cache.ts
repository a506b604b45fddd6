import {
  chmod,
  constants,
  copyFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { homedir } from 'node:os'
import { join } from 'node:path'

import { type Environment, sha256, versionOf } from './binary.ts'
import { compareVersions } from './version.ts'

/** Where fetched servers are kept for every data directory of this account. */
export const defaultCacheDir = (env: Environment): string =>
  join(env.XDG_CACHE_HOME || join(env.HOME || homedir(), '.cache'), 'throughline', 'mongod')

const fileName = process.platform === 'win32' ? 'mongod.exe' : 'mongod'

/** Versions at hand, newest first. */
export const cachedVersions = async (cacheDir: string): Promise<readonly string[]> => {
  const names = await readdir(cacheDir).catch(() => [])
  return names.filter(name => /^\d+\.\d+\.\d+$/.test(name)).sort((a, b) => compareVersions(b, a))
}

/** The cached server, or undefined after removing one that no longer is what was put there. */
export const takeCached = async (
  cacheDir: string,
  version: string,
  onLine: (line: string) => void,
): Promise<string | undefined> => {
  const home = join(cacheDir, version)
  const path = join(home, fileName)
  try {
    const expected = await readFile(join(home, `${fileName}.sha256`), 'utf8')
    if ((await sha256(path)) === expected.trim()) return path
  } catch {
    // A missing or unreadable file is treated like a wrong one.
  }
  onLine(`The cached MongoDB ${version} in ${home} is damaged or was changed: removing it.`)
  await rm(home, { recursive: true, force: true })
  return undefined
}

/**
 * Lets `fetch` put a server into an empty folder and moves it into the cache in one step, so that
 * a crash never leaves half a server behind. Undefined when what was fetched does not run here.
 */
export const addToCache = async (
  cacheDir: string,
  env: Environment,
  fetch: (folder: string) => Promise<string>,
): Promise<{ readonly path: string; readonly version: string } | undefined> => {
  await mkdir(cacheDir, { recursive: true })
  const folder = await mkdtemp(join(cacheDir, '.incoming-'))
  try {
    const ready = join(folder, 'ready')
    const mongod = join(ready, fileName)
    await mkdir(ready)
    await copyFile(await fetch(folder), mongod, constants.COPYFILE_FICLONE)
    await chmod(mongod, 0o755)
    const version = await versionOf(mongod, env)
    if (version === undefined) return undefined
    await writeFile(`${mongod}.sha256`, await sha256(mongod))
    const home = join(cacheDir, version)
    await rename(ready, home).catch(async (error: unknown) => {
      // Another instance may have fetched the same version meanwhile.
      if (!(await cachedVersions(cacheDir)).includes(version)) throw error
    })
    return { path: join(home, fileName), version }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
