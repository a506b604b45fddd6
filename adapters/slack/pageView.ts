import type { KnownBlock, ModalView } from '@slack/types'

import type { Page } from '../../src/core/card.ts'
import { counter, renderBlock } from './blocks.ts'
import { viewButton } from './controls.ts'
import { element, label, short } from './escape.ts'
import { LIMITS } from './limits.ts'
import { viewParts } from './viewParts.ts'
import { words } from './words.ts'

/** All of a page in Slack’s blocks, and how to take something of it away. */
export const pageBlocks = ({ title, blocks, downloads = [] }: Page): readonly KnownBlock[] => {
  const next = counter()
  const away =
    downloads.length === 0
      ? []
      : words('To take this away as a file, ask your programme’s admin for an export.')
  const long = short(title, LIMITS.title) === short(title, LIMITS.section) ? [] : words(title)
  return [...long, ...blocks.flatMap(block => renderBlock(block, next)), ...away]
}

/** A page to read in a modal: what it says never stands in the messages. */
export const pageModal = (page: Page, name: string, at: number): ModalView => {
  const parts = viewParts(pageBlocks(page))
  const part = Math.min(Math.max(at, 0), parts.length - 1)
  const ways = [
    ...(part > 0 ? [{ says: 'Back', to: part - 1 }] : []),
    ...(part < parts.length - 1 ? [{ says: 'Next part', to: part + 1 }] : []),
  ]
  const next = counter()
  const row: readonly KnownBlock[] =
    ways.length === 0
      ? []
      : [
          {
            type: 'actions',
            block_id: 'parts',
            elements: ways.map(({ says, to }) => viewButton(says, `${name}#${to}`, next)),
          },
        ]
  const blocks = [...(parts[part] ?? []), ...row]
  return {
    type: 'modal',
    callback_id: 'page',
    title: label(page.title, LIMITS.title),
    close: element('Close'),
    private_metadata: JSON.stringify({ view: name }).slice(0, LIMITS.metadata),
    blocks: blocks.length === 0 ? [...words('There is nothing here yet.')] : blocks,
  }
}
