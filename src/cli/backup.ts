import { type Command, many, obstacleTo, pathOf } from './command.ts'

export const backup: Command = {
  name: 'backup',
  takes: 'FILE',
  says: 'writes everything, sealed, into one file; also while Throughline runs',
  run: async ([file], { config, open, print }) => {
    if (file === undefined) {
      print('Say where to: npm run backup -- FILE')
      return 1
    }
    const path = pathOf(file)
    const obstacle = await obstacleTo(path)
    if (obstacle !== undefined) {
      print(obstacle)
      return 1
    }
    const settings = config()
    const { store } = await open(settings, 'beside')
    const { counts } = await store.backup(path)
    const total = Object.values(counts).reduce((sum, count) => sum + count, 0)
    print(`${many(total, 'document')} written to ${path}.`)
    const { key } = settings
    const where = 'file' in key ? key.file : 'the value of THROUGHLINE_KEY'
    print(`It opens only with the key it was made with. Keep a copy of that elsewhere: ${where}`)
    return 0
  },
}
