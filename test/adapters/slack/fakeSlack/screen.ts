import type { Kept } from './world.ts'

export interface Shown {
  readonly ts: string
  readonly preview: string
  readonly text: string
  readonly buttons: readonly string[]
  readonly active: readonly string[]
}

interface Found {
  readonly texts: string[]
  readonly buttons: string[]
  readonly active: string[]
}

const unescaped = (text: string): string =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

/** What Slack would act upon in marked-up text: links, mentions, broadcasts, formatting. */
const acting = (text: string): readonly string[] => [
  ...(text.match(/<[^<>]+>/g) ?? []),
  ...(text.match(/(?<![\w*])\*[^*\s][^*]*\*(?![\w*])/g) ?? []),
  ...(text.match(/`[^`]+`/g) ?? []),
]

const collectText = (given: Record<string, unknown>, found: Found): void => {
  const text = String(given.text)
  found.texts.push(unescaped(text))
  if (given.type === 'mrkdwn') found.active.push(...acting(text))
  else if (given.emoji !== false) found.active.push(...(text.match(/:[\w+-]+:/g) ?? []))
}

const collect = (given: unknown, found: Found): void => {
  if (Array.isArray(given)) {
    for (const each of given) collect(each, found)
  } else if (typeof given === 'object' && given !== null) collectNode({ ...given }, found)
}

const collectNode = (node: Record<string, unknown>, found: Found): void => {
  if (node.type === 'plain_text' || node.type === 'mrkdwn') {
    collectText(node, found)
    return
  }
  if (node.type === 'button') found.buttons.push(unescaped(String(Object(node.text).text)))
  for (const value of Object.values(node)) collect(value, found)
}

/** All words in these blocks, as they read after Slack has interpreted its markup. */
export const readBlocks = (blocks: unknown): Found => {
  const found: Found = { texts: [], buttons: [], active: [] }
  collect(blocks, found)
  return found
}

export const readMessage = ({ ts, text, blocks }: Kept): Shown => {
  const { texts, buttons, active } = readBlocks(blocks)
  const whole = blocks.length === 0 ? unescaped(text) : texts.join('\n')
  return {
    ts,
    preview: unescaped(text),
    text: whole,
    buttons,
    active: [...active, ...acting(text)],
  }
}
