import { writeFile } from 'node:fs/promises'

import { type Command, obstacleTo, pathOf } from './command.ts'

export const exportTenant: Command = {
  name: 'export',
  takes: 'ORGANISATION [FILE]',
  says: 'writes everything of one organisation in the clear, as JSON',
  run: async ([id, file], { config, open, print }) => {
    const { store } = await open(config(), 'beside')
    const known = await store.tenants()
    if (id === undefined || !known.some(tenant => tenant.id === id)) {
      print(id === undefined ? 'Say which: npm run export -- ORGANISATION [FILE]' : 'Not found.')
      for (const tenant of known) print(`  ${tenant.id.padEnd(24)}${tenant.name}`)
      return 1
    }
    const path = file === undefined ? undefined : pathOf(file)
    const obstacle = path === undefined ? undefined : await obstacleTo(path)
    if (obstacle !== undefined) {
      print(obstacle)
      return 1
    }
    const text = JSON.stringify(await store.exportTenant(id), null, 2)
    if (path === undefined) {
      print(text)
      return 0
    }
    await writeFile(path, `${text}\n`, { mode: 0o600, flag: 'wx' })
    print(`Written to ${path}. It can be read by whoever opens it: keep it as safe as a case file.`)
    return 0
  },
}
