import { randomBytes } from 'node:crypto'

import type { NewCode } from '../domain/placeStore.ts'
import type { Base } from './base.ts'
import { sha256 } from './canonical.ts'
import { type CodeDocument, SCHEMA_VERSION } from './documents.ts'
import { everywhere, operator } from './query.ts'

/** Letters and digits that are not taken for each other when they are read aloud. */
const LETTERS = '23456789ABCDEFGHJKMNPQRSTVWXYZ'
const LENGTH = 28
const GROUP = 4

/** 28 of 30 letters: more than 128 bits. */
const draw = (): string => {
  let code = ''
  while (code.length < LENGTH)
    for (const byte of randomBytes(LENGTH)) {
      // Beyond the last whole round of letters some would come more often than others.
      if (byte < 240 && code.length < LENGTH) code += LETTERS[byte % LETTERS.length]
    }
  return code
}

const grouped = (code: string): string =>
  code.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? code

const digestOf = (code: string): string =>
  sha256(`code\0${code.toUpperCase().replace(/[^0-9A-Z]/g, '')}`).toString('base64url')

export const makeCode = async (base: Base, code: NewCode, validMs: number): Promise<string> => {
  const drawn = draw()
  await base.tables.codes.insert([
    {
      _id: digestOf(drawn),
      schemaVersion: SCHEMA_VERSION,
      tenant: code.tenant,
      kind: code.kind,
      expiresAt: base.now() + validMs,
      ...(code.kind === 'link' && { person: code.person }),
    },
  ])
  return grouped(drawn)
}

/** The code behind what somebody wrote, while it counts. */
export const findCode = async (
  base: Base,
  text: string,
  kind: NewCode['kind'],
): Promise<CodeDocument | undefined> => {
  const wanted = { _id: digestOf(text), kind, expiresAt: operator({ $gt: base.now() }) }
  return base.tables.codes.one(everywhere(wanted))
}

/** Within a transaction: it counts once. False: somebody was faster. */
export const useCode = async (base: Base, { _id }: CodeDocument): Promise<boolean> =>
  (await base.tables.codes.remove(everywhere({ _id }))) === 1

/** Wrong codes from one address until no more are looked at for a while. */
const MOST_WRONG = 5
const WHILE_MS = 15 * 60_000

/** True while this address has written too many wrong ones. */
export const mustWait = async ({ tables, now }: Base, _id: string): Promise<boolean> => {
  const found = await tables.guesses.one(everywhere({ _id }))
  return found !== undefined && found.count >= MOST_WRONG && found.until > now()
}

export const noteWrong = async (base: Base, tenant: string, _id: string): Promise<void> => {
  const { guesses } = base.tables
  const until = base.now() + WHILE_MS
  await guesses.remove(everywhere({ _id, until: operator({ $lte: base.now() }) }))
  await guesses.addOnce(everywhere({ _id }), {
    _id,
    schemaVersion: SCHEMA_VERSION,
    tenant,
    count: 0,
    until,
  })
  await guesses.change(everywhere({ _id }), { $inc: { count: 1 }, $set: { until } })
}
