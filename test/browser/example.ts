import type { Block, Card, Form, Page } from '../../src/core/card.ts'
import { press } from '../../src/core/press.ts'

/** What the far side says in these tests: invented, and of the shapes that the bot makes. */
const options = (...labels: readonly string[]) => labels.map(label => ({ value: label, label }))

export const WELCOME: Card = {
  summary: 'Throughline says hello',
  blocks: [
    { kind: 'heading', text: 'Hello Ana', level: 2 },
    {
      kind: 'text',
      text: 'I remember what you and Ben agree, and ask one question at a time. You can type “record”, “note” and a few words, “help” or “home” at any time.',
    },
    { kind: 'note', text: 'Only you read this conversation.', tone: 'readers' },
  ],
}

export const MET: Card = {
  summary: 'A question about your session',
  asks: 'run1.record.supervisor',
  blocks: [
    { kind: 'note', text: 'About: Ben, Thursday 14 May' },
    { kind: 'text', text: 'Did you meet?' },
    {
      kind: 'buttons',
      buttons: [
        {
          label: 'In person',
          press: press('answer', { step: 'held', is: 'person' }),
          tone: 'main',
        },
        { label: 'Phone or video', press: press('answer', { step: 'held', is: 'phone' }) },
        { label: 'Moved', press: press('answer', { step: 'held', is: 'moved' }) },
        { label: 'As a form', press: press('form'), tone: 'quiet' },
      ],
    },
    { kind: 'progress', done: 0, of: 5 },
  ],
}

export const MATTERED: Card = {
  summary: 'A question about your session',
  asks: 'run1.record.supervisor',
  blocks: [
    { kind: 'note', text: 'About: Ben, Thursday 14 May' },
    { kind: 'text', text: 'What mattered? A few lines are enough.' },
    { kind: 'note', text: 'Ben will read this when you share the record.', tone: 'readers' },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Back', press: press('back'), tone: 'quiet' },
        { label: 'Skip', press: press('skip'), tone: 'quiet' },
        { label: 'Later', press: press('later'), tone: 'quiet' },
      ],
    },
    { kind: 'progress', done: 1, of: 5 },
  ],
}

export const READ_BACK: Card = {
  summary: 'Your record is ready to read',
  asks: 'run1.record.supervisor',
  blocks: [
    { kind: 'heading', text: 'Please read it once more', level: 2 },
    {
      kind: 'facts',
      facts: [
        { label: 'Held', value: 'Thursday 14 May, in person, 50 minutes' },
        { label: 'Next date', value: 'Thursday 11 June' },
      ],
    },
    {
      kind: 'quote',
      text: 'The two visits this week were prepared with care.',
      by: 'What mattered',
    },
    {
      kind: 'list',
      items: [
        { text: 'Call the clinic', detail: 'Ben, by Friday 22 May' },
        {
          text: 'Draft the leave rota',
          detail: 'Ana, by Monday 25 May',
          buttons: [{ label: 'Change', press: press('edit', { step: 'agreed' }), tone: 'quiet' }],
        },
      ],
    },
    { kind: 'note', text: 'I assumed Ben as the owner of the first one.', tone: 'assumed' },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Share with Ben', press: press('share'), tone: 'main' },
        { label: 'Discard', press: press('discard'), tone: 'careful' },
      ],
    },
  ],
}

export const SAFETY: Card = {
  summary: 'Whom to call',
  blocks: [
    {
      kind: 'note',
      tone: 'safety',
      text: 'If a child may be in danger now, stop typing and call 999, or the duty line on 0300 000 0000.',
    },
    {
      kind: 'pick',
      label: 'Which of these fit?',
      options: options('Supervision', 'Team', 'Training', 'Workload', 'Leave'),
      many: true,
      chosen: ['Team'],
      press: press('topics'),
      submit: 'Take these',
    },
    {
      kind: 'pick',
      label: 'Which session is it?',
      options: options('14 May', '28 May', '11 June'),
      many: false,
      chosen: [],
      press: press('session'),
      submit: 'This one',
    },
    { kind: 'date', label: 'Which day suits you?', press: press('day'), submit: 'This day' },
    { kind: 'divider' },
    { kind: 'link', label: 'Open the record of 30 April', view: 'record/r1' },
  ],
}

export const SESSION_FORM: Form = {
  id: 'form?part=run1',
  title: 'Record the session of 14 May',
  intro: [{ kind: 'text', text: 'With Ben. Required questions first; the rest can wait.' }],
  submit: 'Save and read back',
  fields: [
    {
      name: 'held',
      label: 'Did you meet?',
      kind: 'choice',
      required: true,
      options: options('In person', 'Phone or video', 'Moved'),
    },
    {
      name: 'mattered',
      label: 'What mattered?',
      kind: 'long',
      required: true,
      hint: 'A few lines are enough.',
      readers: 'Ben will read this when you share the record.',
    },
    {
      name: 'agreed',
      label: 'New actions',
      kind: 'list',
      required: true,
      hint: 'Owner and date are assumed; you can change them.',
    },
    { name: 'next', label: 'Next date?', kind: 'date', required: true },
    { name: 'minutes', label: 'How many minutes?', kind: 'number', required: false, more: true },
    {
      name: 'load',
      label: 'Workload right now?',
      about: 'Ben',
      kind: 'scale',
      required: false,
      more: true,
      hint: '0 is light, 10 cannot go on.',
    },
    {
      name: 'support',
      label: 'What was asked for?',
      kind: 'several',
      required: false,
      more: true,
      options: options('An example', 'Practice', 'Time', 'Company'),
    },
    {
      name: 'standard',
      label: 'Which expectation does it belong to?',
      kind: 'choice',
      open: true,
      required: false,
      more: true,
      options: options('Timely recording', 'Working with partners'),
      readers: 'Only you read this.',
    },
  ],
}

export const upcoming = (shared: boolean): Page => ({
  title: 'Coming up',
  blocks: [
    { kind: 'heading', text: 'Sessions', level: 2 },
    { kind: 'list', items: [{ text: 'Supervision with Ben', detail: 'Thursday 11 June, 10:00' }] },
    { kind: 'heading', text: 'To read and sign', level: 2 },
    {
      kind: 'list',
      items: shared
        ? [{ text: 'Record of 14 May', detail: 'shared just now', view: 'record/r1' }]
        : [{ text: 'Record of 30 April', detail: 'waits for you since Monday', view: 'record/r1' }],
    },
    { kind: 'heading', text: 'Actions', level: 2 },
    {
      kind: 'list',
      items: [
        {
          text: 'Draft the leave rota',
          detail: 'due on Monday 25 May',
          buttons: [{ label: 'Done', press: press('done', { id: 'a1' }) }],
        },
        { text: 'Ask for the training budget', detail: 'due on Friday 29 May' },
      ],
    },
  ],
})

const RECORD_BODY: readonly Block[] = [
  {
    kind: 'facts',
    facts: [
      { label: 'Supervisor', value: 'Ana Marić' },
      { label: 'Worker', value: 'Ben Okoro' },
      { label: 'Held', value: 'Thursday 30 April 2026, in person, 55 minutes' },
      { label: 'Status', value: 'Shared on 30 April, version 1' },
    ],
  },
  { kind: 'heading', text: 'Last time’s actions', level: 2 },
  {
    kind: 'list',
    ordered: true,
    items: [
      { text: 'Arrange the joint visit', detail: 'done: it took place on 22 April' },
      { text: 'Read the new recording guidance', detail: 'partly: the second half is left' },
    ],
  },
  { kind: 'heading', text: 'What mattered', level: 2 },
  {
    kind: 'quote',
    text: 'The week was heavy, and the joint visits helped. Two pieces of recording are late; we looked at what would make them lighter to do the same day.',
    by: 'Ana',
  },
  { kind: 'heading', text: 'What worked', level: 2 },
  {
    kind: 'text',
    text: 'Ben prepared the visit with the partner agency, named what each would do, and followed up the same evening. It meant that nobody had to ask twice.',
  },
  { kind: 'heading', text: 'Agreed', level: 2 },
  {
    kind: 'list',
    items: [
      { text: 'Block one hour for recording after each visit', detail: 'Ben, from 4 May' },
      { text: 'Take the allocation question to the service meeting', detail: 'Ana, by 12 May' },
    ],
  },
  { kind: 'heading', text: 'Stances', level: 2 },
  {
    kind: 'list',
    items: [
      { text: 'Ana Marić', detail: 'agrees, 30 April 2026, 16:12' },
      { text: 'Ben Okoro', detail: 'has not answered yet' },
    ],
  },
  { kind: 'note', text: 'Ana and Ben read this record. Nobody else does.', tone: 'readers' },
]

export const record = (agreed: boolean): Page => ({
  title: 'Record of supervision, 30 April 2026',
  blocks: [
    ...RECORD_BODY,
    agreed
      ? { kind: 'note', text: 'You agreed to it today.' }
      : {
          kind: 'buttons',
          buttons: [
            { label: 'Agree', press: press('agree', { record: 'r1' }), tone: 'main' },
            { label: 'Agree with a comment', press: press('form') },
            { label: 'Ask for a change', press: press('change', { record: 'r1' }) },
          ],
        },
  ],
})
