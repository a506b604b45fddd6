import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'

import { commandOf } from '../../../src/store/mongod/processes.ts'
import { freshDatabase } from '../../setup/database.ts'
import { connectTo, privateMongod, temporaryFolder } from '../../setup/privateMongod.ts'

const { uri: sharedUri, name } = freshDatabase()

describe.concurrent('the first start, with nothing but a folder', () => {
  it('keeps what a person wrote in a real MongoDB that understands transactions', async ({
    onTestFinished: after,
  }) => {
    const client = connectTo(after, sharedUri)
    const notes = client.db().collection('notes')
    await client.withSession(session =>
      session.withTransaction(() => notes.insertOne({ text: 'a note' }, { session })),
    )
    expect(client.db().databaseName).toBe(name)
    expect(await notes.countDocuments()).toBe(1)
  })

  it('says in one line which server is used and where the data is', async ({
    onTestFinished: after,
  }) => {
    const dataDir = await temporaryFolder(after)
    const { source, version } = await privateMongod(after, dataDir)
    expect(source).toMatch(new RegExp(`^MongoDB ${version} from .+, data in ${dataDir}$`))
  })

  it('lets nobody else on the machine read the notes', async ({ onTestFinished: after }) => {
    const dataDir = await temporaryFolder(after)
    const { uri } = await privateMongod(after, dataDir)
    const { host, password } = new URL(uri)
    const stranger = connectTo(after, `mongodb://${host}/?directConnection=true`)
    await expect(stranger.db('a').collection('notes').findOne()).rejects.toThrow(
      'requires authentication',
    )
    const pid = Number(await readFile(join(dataDir, 'db', 'mongod.lock'), 'utf8'))
    expect(await commandOf(pid)).toContain(dataDir)
    expect(await commandOf(pid)).not.toContain(password)
  })

  it.skipIf(process.platform === 'win32')(
    'keeps key, password and log private',
    async ({ onTestFinished: after }) => {
      const dataDir = join(await temporaryFolder(after), 'made', 'here')
      await privateMongod(after, dataDir)
      const modes = await Promise.all(
        (await readdir(dataDir)).map(async name => {
          const { mode } = await stat(join(dataDir, name))
          return `${name} ${(mode & 0o777).toString(8)}`
        }),
      )
      expect(modes.sort()).toEqual([
        'db 700',
        'instance.json 600',
        'mongod.json 600',
        'mongod.key 600',
        'mongod.log 600',
        'mongod.password 600',
      ])
      expect((await stat(dataDir)).mode & 0o777).toBe(0o700)
    },
  )
})
