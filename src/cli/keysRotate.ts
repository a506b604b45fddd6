import { rename } from 'node:fs/promises'

import type { KeySetting } from '../config.ts'
import { type KekSource, kekFromFile, kekFromText } from '../store/index.ts'
import { nextKeyPath } from '../store/kek.ts'
import { makeKey } from '../store/keyFile.ts'
import { type Command, type Given, many } from './command.ts'

interface Change {
  readonly next: KekSource
  /** Puts the next key in the place of the one before. */
  readonly finish: (print: Given['print']) => Promise<void>
}

/** The next key lies beside the one before until everything is wrapped by it. */
const inFile = async (file: string): Promise<Change> => {
  const path = nextKeyPath(file)
  await makeKey(path)
  return {
    next: kekFromFile(path),
    finish: async print => {
      await rename(path, file)
      print(`The new key is in ${file}: keep a copy elsewhere. The old one is gone.`)
    },
  }
}

const changeOf = async (key: KeySetting): Promise<Change | undefined> => {
  if ('file' in key) return inFile(key.file)
  if (key.next === undefined) return undefined
  return {
    next: kekFromText(key.next),
    finish: async print =>
      print('Now give THROUGHLINE_KEY the value of THROUGHLINE_NEXT_KEY, and remove that one.'),
  }
}

export const keysRotate: Command = {
  name: 'keys:rotate',
  takes: '--yes',
  says: 'changes the key, which completes erasures; Throughline must be stopped',
  run: async (args, { config, open, print }) => {
    if (!args.includes('--yes')) {
      print('This makes a new key and gives the old one up. Backups made until now open only with')
      print('the old key, and what was erased is then gone from them for good.')
      print('If that is what you want, stop every instance, then: npm run keys:rotate -- --yes')
      return 1
    }
    const settings = config()
    const { store } = await open(settings, 'alone')
    const change = await changeOf(settings.key)
    if (change === undefined) {
      print('Put the new key into THROUGHLINE_NEXT_KEY first (openssl rand -base64 32).')
      return 1
    }
    const count = await store.rotateKek(change.next)
    await change.finish(print)
    print(`${many(count, 'key ring')} wrapped anew. Make a backup now.`)
    return 0
  },
}
