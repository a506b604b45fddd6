import { createHmac, timingSafeEqual } from 'node:crypto'

/** Further from our clock, in either direction, a request is refused (seconds). */
const SKEW_S = 300

export interface Signed {
  readonly timestamp: string | undefined
  readonly signature: string | undefined
  readonly body: Buffer
}

const sameText = (given: string, expected: string): boolean => {
  const [left, right] = [Buffer.from(given), Buffer.from(expected)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/**
 * Slack's request verification over the raw body. While the signing secret is changed both count.
 * The SDK lets timestamps of the future pass; a request kept back for later must not.
 */
export const isFromSlack = (
  { timestamp, signature, body }: Signed,
  secrets: readonly string[],
  now: number,
): boolean => {
  if (timestamp === undefined || signature === undefined || !/^\d{1,12}$/.test(timestamp))
    return false
  if (Math.abs(now / 1000 - Number(timestamp)) > SKEW_S) return false
  return secrets
    .filter(secret => secret !== '')
    .some(secret => {
      const mac = createHmac('sha256', secret).update(`v0:${timestamp}:`).update(body)
      return sameText(signature, `v0=${mac.digest('hex')}`)
    })
}
