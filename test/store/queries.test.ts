import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { expect, test } from 'vitest'

const folder = join(import.meta.dirname, '../../src/store')

const filesWith = async (pattern: RegExp): Promise<readonly string[]> => {
  const names = (await readdir(folder)).filter(name => name.endsWith('.ts'))
  const texts = await Promise.all(
    names.map(async name => ({ name, text: await readFile(join(folder, name), 'utf8') })),
  )
  return texts.filter(({ text }) => pattern.test(text)).map(({ name }) => name)
}

test('nobody’s matters are read but by a query that says for whom', async () => {
  expect(await filesWith(/\.trusted\(|Symbol\(/)).toEqual(['query.ts'])
  // Past the queries go: a person's own turn document, by its id; and jobs that show nothing to anybody.
  expect(await filesWith(/[.{ ]bare\b/)).toEqual([
    'auditSealer.ts',
    'auditVerify.ts',
    'bulk.ts',
    'claims.ts',
    'erase.ts',
    'open.ts',
    'settle.ts',
    'table.ts',
    'transcript.ts',
    'turns.ts',
  ])
})

test('the database is reached through one connection of one file', async () => {
  expect(await filesWith(/createConnection|new MongoClient/)).toEqual(['connect.ts'])
})
