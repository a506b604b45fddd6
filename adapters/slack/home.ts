import type { HomeView, KnownBlock } from '@slack/types'

import type { Page } from '../../src/core/card.ts'
import { counter } from './blocks.ts'
import { viewButton, words } from './controls.ts'
import { LIMITS } from './limits.ts'
import { pageBlocks } from './pageView.ts'

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
  const blocks = all.length === 0 ? words('There is nothing here yet.') : all
  const whole = blocks.length <= LIMITS.viewBlocks
  return {
    type: 'home',
    callback_id: 'home',
    blocks: whole ? [...blocks] : [...blocks.slice(0, LIMITS.viewBlocks), ...more()],
  }
}
