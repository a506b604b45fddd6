import { randomBytes } from 'node:crypto'
import { chmod, readFile, rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

export interface Secrets {
  /** Path of the key that turns authorisation on. */
  readonly keyFile: string
  readonly password: string
}

/** The server's key file and our password, made at the first start; readable by this account alone. */
export const ensureSecrets = async (dataDir: string): Promise<Secrets> => {
  const keyFile = join(dataDir, 'mongod.key')
  await ensure(keyFile, () => randomBytes(756).toString('base64'))
  const password = await ensure(join(dataDir, 'mongod.password'), () =>
    randomBytes(32).toString('base64url'),
  )
  return { keyFile, password }
}

const ensure = async (path: string, make: () => string): Promise<string> => {
  const present = (await readFile(path, 'utf8').catch(() => '')).trim()
  if (present !== '') {
    await chmod(path, 0o600)
    return present
  }
  const made = make()
  await writeFile(`${path}.new`, made, { mode: 0o600 })
  await rename(`${path}.new`, path)
  return made
}
