import type { KnownBlock } from '@slack/types'
import * as z from 'zod'

import type { Card } from '../../src/core/card.ts'
import { counter, renderBlock } from './blocks.ts'
import { element, short } from './escape.ts'
import { LIMITS } from './limits.ts'

/** What one call of chat.postMessage says. `text` is what a notification shows and a screen reader begins with. */
export interface Message {
  readonly text: string
  readonly blocks: readonly KnownBlock[]
}

/** Said where a card brings no line of its own. */
const NEUTRAL = 'Something new in Throughline'

/** Characters of words and controls in a block, roughly as Slack counts a message. */
const weigh = (block: KnownBlock): number => JSON.stringify(block).length

/** A row of controls goes with the words before it, so that it never begins a message alone. */
const isRow = ({ type }: KnownBlock): boolean => type === 'actions'

const fits = (blocks: readonly KnownBlock[], more: readonly KnownBlock[]): boolean =>
  blocks.length + more.length <= LIMITS.messageBlocks &&
  [...blocks, ...more].reduce((sum, block) => sum + weigh(block), 0) <= LIMITS.messageText

const withRows = (blocks: readonly KnownBlock[]): readonly (readonly KnownBlock[])[] => {
  const groups: KnownBlock[][] = []
  for (const block of blocks) {
    const last = groups.at(-1)
    const joins = isRow(block) && last !== undefined && !last.some(isRow) && fits(last, [block])
    if (joins) last.push(block)
    else groups.push([block])
  }
  return groups
}

/** One or, where it is long, several messages; nothing is cut. */
export const renderCard = ({ summary, blocks }: Card): readonly Message[] => {
  const next = counter()
  const text = short(summary, LIMITS.preview) || NEUTRAL
  const messages: KnownBlock[][] = []
  for (const group of withRows(blocks.flatMap(block => renderBlock(block, next)))) {
    const last = messages.at(-1)
    if (last !== undefined && fits(last, group)) last.push(...group)
    else messages.push([...group])
  }
  if (messages.length === 0) return [{ text, blocks: [] }]
  return messages.map(each => ({ text, blocks: each }))
}

const shown = z.object({
  type: z.enum(['plain_text', 'mrkdwn']),
  text: z.string().min(1).max(LIMITS.section),
})
const kept = z.discriminatedUnion('type', [
  z.object({ type: z.literal('section'), text: shown }),
  z.object({ type: z.literal('header'), text: shown }),
  z.object({ type: z.literal('context'), elements: z.array(shown).min(1).max(10) }),
  z.object({ type: z.literal('divider') }),
])

const again = (block: z.infer<typeof kept>): KnownBlock => {
  switch (block.type) {
    case 'section':
    case 'header':
      return { type: block.type, text: element(block.text.text) }
    case 'context':
      return { type: 'context', elements: block.elements.map(({ text }) => element(text)) }
    default:
      return { type: 'divider' }
  }
}

/** The words of a message, ours or as Slack gives it back, without anything to press; `says` stands in its place. */
export const withoutControls = (blocks: unknown, says: string): readonly KnownBlock[] => {
  const all = z.array(z.unknown()).safeParse(blocks).data ?? []
  const words = all.flatMap(each => {
    const read = kept.safeParse(each)
    return read.success ? [again(read.data)] : []
  })
  const line = short(says, LIMITS.context)
  return [
    ...words.slice(0, LIMITS.messageBlocks),
    { type: 'context', elements: [element(line || '…')] },
  ]
}
