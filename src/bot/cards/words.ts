import type { Button, Card } from '../../core/card.ts'
import { press } from '../../core/press.ts'

/** A card of one sentence; `summary` defaults to a line without content. */
export const saying = (text: string, buttons: readonly Button[] = []): Card => ({
  summary: 'Throughline answered',
  blocks: [
    { kind: 'text', text },
    ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
  ],
})

export const homeButton: Button = { label: 'Home', press: press('home'), tone: 'quiet' }
export const helpButton: Button = { label: 'Help', press: press('help'), tone: 'quiet' }

/** A button whose question has passed. */
export const stale = (): Card =>
  saying('That question is already behind us, so nothing has changed. Here is where you are.')

/** Something that is not there, or not theirs: both read the same. */
export const notFound = (): Card =>
  saying('I could not find that. It may have moved on.', [homeButton])
