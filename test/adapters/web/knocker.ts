import { request } from 'node:http'

/** Any request at all, also one that no browser would send. */
export interface Sent {
  readonly port: number
  readonly path: string
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
}

export interface Got {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly body: string
}

export const knock = ({ port, path, method = 'GET', headers = {}, body }: Sent): Promise<Got> =>
  new Promise((resolve, reject) => {
    // A connection of its own: nothing is left over from a listener that was closed.
    const to = { host: '127.0.0.1', port, path, method, headers, agent: false }
    const sent = request(to, response => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers,
          body: Buffer.concat(chunks).toString('utf8'),
        }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** A browser that opened the start link: what it sends along with every request. */
export const signIn = async (link: string, port: number): Promise<Record<string, string>> => {
  const { pathname, search } = new URL(link)
  const { headers } = await knock({ port, path: `${pathname}${search}` })
  const [cookie = ''] = headers['set-cookie'] ?? []
  return {
    cookie: cookie.split(';')[0] ?? '',
    origin: `http://127.0.0.1:${port}`,
    'content-type': 'application/json',
    'x-throughline': '1',
  }
}
