import { HEADER } from './wire.ts'

/** What a request says about where it comes from. */
export interface Knock {
  readonly method: string
  readonly host: string | undefined
  readonly origin: string | undefined
  readonly fetchSite: string | undefined
  readonly header: string | undefined
}

export type Reason =
  | 'host'
  | 'origin'
  | 'site'
  | 'method'
  | 'header'
  | 'token'
  | 'cookie'
  | 'body'
  | 'person'

/** The names under which this machine, and nobody else, reaches the local chat. */
export const hostsOf = (port: number): readonly string[] => [
  `127.0.0.1:${port}`,
  `localhost:${port}`,
]

/** Why a request is not ours to answer; undefined when it may go on. A page on another local port is a stranger. */
export const stranger = (knock: Knock, hosts: readonly string[]): Reason | undefined => {
  const { host, origin, method } = knock
  if (host === undefined || !hosts.includes(host)) return 'host'
  if (origin !== undefined && origin !== `http://${host}`) return 'origin'
  if (method === 'GET') return undefined
  if (method !== 'POST') return 'method'
  if (origin === undefined) return 'origin'
  return knock.header === '1' ? undefined : 'header'
}

/** True for a request that another site started, in a browser that says so. Its links into us are not followed. */
export const fromElsewhere = ({ fetchSite }: Knock): boolean =>
  fetchSite !== undefined && fetchSite !== 'same-origin' && fetchSite !== 'none'

export const knockOf = (request: {
  readonly method: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
}): Knock => {
  const one = (name: string): string | undefined => {
    const value = request.headers[name]
    return typeof value === 'string' ? value : undefined
  }
  return {
    method: request.method,
    host: one('host'),
    origin: one('origin'),
    fetchSite: one('sec-fetch-site'),
    header: one(HEADER),
  }
}
