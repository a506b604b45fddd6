import { createHash } from 'node:crypto'

export const sha256 = (...parts: readonly (string | Uint8Array)[]): Buffer => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest()
}

const plain = (value: unknown): unknown => {
  // Bytes stand in a signature or a MAC by their hash, so that a large sealed body costs no copy.
  if (value instanceof Uint8Array) return { '#': sha256(value).toString('base64url') }
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, entry]) => [key, plain(entry)]),
  )
}

/** JSON in which equal data are equal bytes: keys sorted, absent fields left out, bytes as their hash. */
export const canonical = (value: unknown): string => JSON.stringify(plain(value))
