import { randomBytes } from 'node:crypto'
import { chmodSync, readFileSync, writeFileSync } from 'node:fs'

const present = (path: string): string => {
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return ''
  }
}

/** A secret of this installation, made at its first use; readable by this account alone. */
export const keptSecret = (path: string): string => {
  const known = present(path)
  if (known.length >= 32) {
    chmodSync(path, 0o600)
    return known
  }
  const made = randomBytes(32).toString('base64url')
  writeFileSync(path, `${made}\n`, { mode: 0o600 })
  return made
}
