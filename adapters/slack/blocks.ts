import type { KnownBlock } from '@slack/types'

import type { Block, ListItem } from '../../src/core/card.ts'
import { clean } from '../../src/core/clean.ts'
import { buttonRows, dateBlocks, type Number as Next, pickBlocks, viewButton } from './controls.ts'
import { element, pieces, short } from './escape.ts'
import { LIMITS } from './limits.ts'
import { words } from './words.ts'

const quiet = (text: string): readonly KnownBlock[] =>
  pieces(text, LIMITS.context).map(piece => ({ type: 'context', elements: [element(piece)] }))

const heading = (text: string, level: 2 | 3): readonly KnownBlock[] => {
  const line = short(text, LIMITS.header)
  if (line === '') return []
  if (level === 3 || line !== short(text, LIMITS.section)) return words(text)
  return [{ type: 'header', text: element(line) }]
}

const itemText = ({ text, detail }: ListItem, mark: string): string =>
  `${mark} ${clean(text)}${detail === undefined ? '' : ` (${clean(detail)})`}`

const controlsOf = (item: ListItem, next: Next): readonly KnownBlock[] => {
  const open = item.view === undefined ? [] : [viewButton('Open', item.view, next)]
  return buttonRows(item.buttons ?? [], next, open)
}

/** Items without anything to press stand together; each other has its buttons below it. */
const listBlocks = (
  { items, ordered }: Extract<Block, { readonly kind: 'list' }>,
  next: Next,
): readonly KnownBlock[] => {
  const all: KnownBlock[] = []
  let together: string[] = []
  const flush = (): void => {
    all.push(...words(together.join('\n')))
    together = []
  }
  for (const [at, item] of items.entries()) {
    together.push(itemText(item, ordered ? `${at + 1}.` : '•'))
    const controls = controlsOf(item, next)
    if (controls.length > 0) {
      flush()
      all.push(...controls)
    }
  }
  flush()
  return all
}

/** One block of ours in Slack’s. Everything is plain text, so nothing that a person wrote can act. */
export const renderBlock = (block: Block, next: Next): readonly KnownBlock[] => {
  switch (block.kind) {
    case 'heading':
      return heading(block.text, block.level)
    case 'text':
      return words(block.text)
    case 'quote':
      return words(`“${clean(block.text)}”${block.by === undefined ? '' : `\n${clean(block.by)}`}`)
    case 'note':
      return block.tone === 'safety' ? words(block.text) : quiet(block.text)
    case 'list':
      return listBlocks(block, next)
    case 'facts':
      return words(block.facts.map(fact => `${clean(fact.label)}: ${clean(fact.value)}`).join('\n'))
    case 'buttons':
      return buttonRows(block.buttons, next)
    case 'pick':
      return pickBlocks(block, next)
    case 'date':
      return dateBlocks(block, next)
    case 'progress':
      return quiet(`${block.done} of ${block.of}`)
    case 'link':
      return buttonRows([], next, [viewButton(block.label, block.view, next)])
    case 'divider':
      return [{ type: 'divider' }]
    default:
      return block satisfies never
  }
}

/** Counts from zero. */
export const counter = (): Next => {
  let count = -1
  return () => {
    count += 1
    return count
  }
}
