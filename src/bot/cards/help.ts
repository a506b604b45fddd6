import type { Card } from '../../core/card.ts'
import { press } from '../../core/press.ts'

interface Beginning {
  readonly title: string
  readonly minutes: number
}

/** What one can type, anywhere. */
export const helpCard = (dialogs: readonly Beginning[]): Card => ({
  summary: 'What you can do here',
  blocks: [
    { kind: 'heading', level: 3, text: 'What you can do here' },
    {
      kind: 'list',
      items: [
        { text: 'home', detail: 'what waits for you, your people, dates and records' },
        { text: 'note …', detail: 'keep a private note in one message; only you can read it' },
        ...dialogs.map(({ title, minutes }) => ({
          text: title.toLowerCase(),
          detail: `begin it; about ${minutes === 1 ? 'a minute' : `${minutes} minutes`}`,
        })),
        { text: 'set up', detail: 'begin supervision with somebody; about 2 minutes' },
        { text: 'book dates', detail: 'one, or a whole series' },
        { text: 'away', detail: 'from when until when; never why' },
        { text: 'settings', detail: 'your days and hours, which nudges, and pausing them' },
        { text: 'about me', detail: 'all that is kept about you, and who has read it' },
        { text: 'back, skip, later', detail: 'while a question is open' },
        { text: 'continue', detail: 'go on with what you left for later' },
        { text: 'cancel', detail: 'throw the draft away, after asking you once' },
      ],
    },
    {
      kind: 'note',
      text: 'Before each question you see who will read the answer. Nothing is shared before you have read it back.',
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Home', press: press('home') },
        { label: 'Whom to call', press: press('safety'), tone: 'quiet' },
      ],
    },
  ],
})
