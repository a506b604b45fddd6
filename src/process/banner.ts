import type { Config } from '../config.ts'

interface Running {
  readonly config: Config
  /** Which database, and where it came from. */
  readonly source: string
  readonly keyIsNew: boolean
  readonly demo: boolean
  readonly platforms: readonly string[]
  readonly link: string | undefined
}

const keyWords = ({ key }: Config, isNew: boolean): string => {
  if ('text' in key) return 'from THROUGHLINE_KEY'
  return isNew
    ? `${key.file}\n             made just now: keep a copy elsewhere, nothing can be read without it`
    : key.file
}

const called: Readonly<Record<string, string>> = {
  web: 'local chat, on this machine only',
  slack: 'Slack',
}

/** What a person sees who has just started Throughline: one block, one link. */
export const banner = (running: Running): string => {
  const { config, source, keyIsNew, demo, platforms, link } = running
  const lines: readonly (readonly [string, string])[] = [
    ...(link === undefined ? [] : [['Open', link] as const]),
    ...(demo
      ? [['Who', 'an example team of invented people, to try everything with'] as const]
      : []),
    ['Platforms', platforms.map(name => called[name] ?? name).join(', ') || 'none is on'],
    // The embedded one says where its data are; that has a line of its own.
    ['Database', source.replace(`, data in ${config.dataDir}`, '')],
    ['Data', config.dataDir],
    ['Key', keyWords(config, keyIsNew)],
    ['Log', config.log.file],
  ]
  const told = lines.map(([name, says]) => `  ${name.padEnd(11)}${says}`)
  return ['', 'Throughline is running.', '', ...told, '', '  Ctrl-C stops it.', ''].join('\n')
}
