/**
 * Words we do not use with people, and what to write instead. The check looks for them in everything a dialog says.
 * Rule behind all of them: say what is next, never what was missed; assume good reasons; plain words.
 */
export const tone: readonly { readonly words: readonly string[]; readonly instead: string }[] = [
  {
    words: [
      'overdue',
      'missed',
      'forgot',
      'forgotten',
      'neglected',
      'too late',
      'you still have not',
    ],
    instead: 'Say what comes next.',
  },
  {
    words: [
      'fail',
      'failed',
      'failing',
      'failure',
      'poor performance',
      'underperformance',
      'unsatisfactory',
      'underperformer',
      'unacceptable',
      'weakness',
      'weaknesses',
    ],
    instead: 'Name what has to improve as something one can see.',
  },
  {
    words: [
      'compliance',
      'non-compliance',
      'compliant',
      'mandatory',
      'you must',
      'you have to',
      'you should have',
      'required field',
    ],
    instead: 'Say what it is good for, and leave a way out.',
  },
  {
    words: ['asap', 'urgent', 'urgently', 'immediately', 'final reminder', 'last warning'],
    instead: 'Name a day, or leave the day to the person.',
  },
  {
    words: ['client', 'clients', 'case subject', 'service user', 'service users'],
    instead: 'Write “child”, “young person” or “family”.',
  },
  {
    words: ['diagnosis', 'depressed', 'depression', 'burned out', 'traumatised', 'mental illness'],
    instead: 'Leave health out of it; ask what would help.',
  },
  {
    words: [
      'facilitate',
      'utilise',
      'leverage',
      'stakeholder',
      'stakeholders',
      'deliverable',
      'deliverables',
      'going forward',
      'reach out',
      'touch base',
      'key performance',
    ],
    instead: 'Use the plain word.',
  },
  {
    words: ['95 %', '95%', '95 percent', '95 per cent'],
    instead: 'Leave the figure out: nobody could find its source.',
  },
  { words: ['!'], instead: 'A full stop is warmer than it looks.' },
]
