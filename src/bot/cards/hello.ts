import { hello } from '../../../dialogs/everyday/hello.ts'
import type { Card } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { firstName, type Person } from '../../domain/people.ts'
import { sayWorks } from '../together/words.ts'

/** What Throughline says first, in one calm card (D43). */
export const helloCard = ({ name, works }: Person): Card => ({
  summary: 'Hello from Throughline',
  blocks: [
    { kind: 'heading', level: 3, text: hello.title.replace('{name}', firstName(name)) },
    { kind: 'text', text: hello.what },
    { kind: 'heading', level: 3, text: 'Only you see' },
    { kind: 'list', items: hello.onlyYou.map(text => ({ text })) },
    { kind: 'heading', level: 3, text: 'You and the other person see' },
    { kind: 'list', items: hello.bothOfYou.map(text => ({ text })) },
    { kind: 'note', text: hello.above },
    { kind: 'heading', level: 3, text: 'Always yours' },
    { kind: 'list', items: hello.ways.map(([text, detail]) => ({ text, detail })) },
    { kind: 'text', text: hello.hours },
    { kind: 'facts', facts: [{ label: 'You work', value: sayWorks(works) }] },
    {
      kind: 'buttons',
      buttons: [
        { label: 'These are right', press: press('works right'), tone: 'main' },
        { label: 'Change them', press: press('works') },
        { label: 'Home', press: press('home'), tone: 'quiet' },
      ],
    },
    { kind: 'note', text: hello.skip },
  ],
})
