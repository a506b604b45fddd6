import type { HomeView, KnownBlock } from '@slack/types'

import type { Page } from '../../src/core/card.ts'
import { counter } from './blocks.ts'
import { viewButton } from './controls.ts'
import { pageBlocks } from './pageView.ts'
import { viewParts } from './viewParts.ts'
import { words } from './words.ts'

const more = (): readonly KnownBlock[] => [
  ...words('There is more than fits here.'),
  {
    type: 'actions',
    block_id: 'more',
    elements: [viewButton('Open all of it', 'home', counter())],
  },
]

/** The App Home: what waits comes first, as the page gives it. */
export const homeView = (page: Page): HomeView => {
  const all = pageBlocks(page)
  const [first = [], ...rest] = viewParts(
    all.length === 0 ? words('There is nothing here yet.') : all,
  )
  return {
    type: 'home',
    callback_id: 'home',
    blocks: [...first, ...(rest.length === 0 ? [] : more())],
  }
}
