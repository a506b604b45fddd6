import { existsSync } from 'node:fs'

import { type Command, many, pathOf } from './command.ts'

export const restore: Command = {
  name: 'restore',
  takes: 'FILE',
  says: 'puts a backup into an empty DATA_DIR or database',
  run: async ([file], { config, restore, print }) => {
    const path = file === undefined ? undefined : pathOf(file)
    if (path === undefined || !existsSync(path)) {
      print(path === undefined ? 'Say from where: npm run restore -- FILE' : `There is no ${path}.`)
      return 1
    }
    const settings = config()
    const { key } = settings
    if ('file' in key && !existsSync(key.file)) {
      print(`First put the key this backup was made with to ${key.file} (mode 600).`)
      return 1
    }
    const { counts, erased, expired } = await restore(settings, path)
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    print(`${many(total, 'document')} restored.`)
    if (erased > 0) print(`${many(erased, 'erasure')} since the backup done again.`)
    if (expired > 0)
      print(`${many(expired, 'message')} that waited at the time will not be sent any more.`)
    print('Start it with: npm start')
    return 0
  },
}
