import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

import { cookieName } from './ids.ts'

const MONTH_S = 30 * 24 * 3600

const same = (one: string, other: string): boolean =>
  timingSafeEqual(
    createHash('sha256').update(one).digest(),
    createHash('sha256').update(other).digest(),
  )

/** Who holds the start token gets a cookie; both follow from the secret, so a restart forgets nobody. */
export interface Session {
  readonly token: string
  isToken(given: string): boolean
  /** A new `Set-Cookie` value. */
  cookie(): string
  /** The browser's id when its `Cookie` header carries a cookie of ours. */
  holder(header: string | undefined): string | undefined
}

const cookies = (header: string): ReadonlyMap<string, string> =>
  new Map(
    header.split(';').flatMap(part => {
      const mark = part.indexOf('=')
      return mark < 0 ? [] : [[part.slice(0, mark).trim(), part.slice(mark + 1).trim()] as const]
    }),
  )

export const createSession = (secret: string, port: number): Session => {
  const name = cookieName(port)
  const derive = (what: string): string =>
    createHmac('sha256', secret).update(`local chat\n${what}`).digest('base64url')
  const token = derive('start token')
  const seal = (browser: string): string => derive(`browser\n${browser}`)
  return {
    token,
    isToken: given => same(given, token),
    cookie: () => {
      const browser = randomBytes(12).toString('base64url')
      const value = `${browser}.${seal(browser)}`
      return `${name}=${value}; Path=/; Max-Age=${MONTH_S}; HttpOnly; SameSite=Strict`
    },
    holder: header => {
      const [browser, sealed] =
        cookies(header ?? '')
          .get(name)
          ?.split('.') ?? []
      if (browser === undefined || sealed === undefined) return undefined
      return same(sealed, seal(browser)) ? browser : undefined
    },
  }
}
