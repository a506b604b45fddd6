import type { SectionBlock } from '@slack/types'

import { element, pieces } from './escape.ts'
import { LIMITS } from './limits.ts'

/** A text as it is, in as many blocks as it takes. */
export const words = (text: string): readonly SectionBlock[] =>
  pieces(text, LIMITS.section).map(piece => ({ type: 'section', text: element(piece) }))
