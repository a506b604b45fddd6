import { describe, expect, it } from 'vitest'

import { dialogs } from '../../dialogs/index.ts'
import type { Dialog } from '../../src/core/dialogData.ts'
import type { Given } from '../../src/core/part.ts'
import { READ_BACK } from '../../src/core/part.ts'
import type { Question } from '../../src/core/question.ts'
import { Play } from './play.ts'

const names: Readonly<Record<string, string>> = {
  supervisor: 'Ada',
  worker: 'Ben',
  coach: 'Cem',
  learner: 'Lea',
  sponsor: 'Sol',
}
const goal = { id: 'g1', text: 'Coach instead of instruct', goal: 'Coach instead of instruct' }
const given: Given = {
  openActions: [{ id: 'a1', what: 'Call the clinic', by: '2026-11-20', carried: 1 }],
  agenda: [{ id: 't1', topic: 'Court dates' }],
  expectations: ['Children are seen alone'],
  clauses: ['Children are seen alone'],
  goals: [goal],
  plan: 'rec1',
  extended: [],
  balance: 'The last sessions were mostly about management.',
  memory: ['Support: last on Tuesday 3 November', 'Mediation: not noted so far'],
  suggested: ['What went well', 'Workload'],
  mine: ['Leave over the holidays'],
  waiting: ['Court dates (waiting since Tuesday 3 November)'],
  items: [
    {
      id: 't1',
      topic: 'Court dates',
      text: 'Court dates',
      since: 'Tuesday 3 November',
      carried: 2,
    },
  ],
  actions: [{ id: 'a1', what: 'Call the clinic', by: '2026-11-20', carried: 2 }],
  action: 'Call the clinic',
  people: [{ id: 'dana', text: 'Dana Whitlock' }],
  session: '2026-12-02',
  notice: 'short',
  before: 'again',
  slots: ['2026-12-04', '2026-12-08'],
  within: 'Best by Tuesday 15 December.',
  performanceDue: '2026-12-20',
}

/** Numbers below `n`, the same for the same seed. */
const dice = (seed: number): ((n: number) => number) => {
  let state = seed * 2_654_435_761
  return n => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * n)
  }
}

const anything = (question: Question, roll: (n: number) => number): string | readonly string[] => {
  const { kind, options } = question
  const text = ['Fine', 'I don’t know', 'We met at nine and it took an hour', 'نص عربي 🙂 <b>'][
    roll(4)
  ]
  switch (kind.kind) {
    case 'choice':
      return kind.options[roll(kind.options.length)] ?? ''
    case 'several': {
      const some = kind.options.filter(() => roll(3) === 0)
      return some.length > 0 ? some : [kind.options[roll(kind.options.length)] ?? '']
    }
    case 'date':
      return roll(2) === 0 ? '9 November 2026' : 'in 20 days'
    case 'date or':
      return roll(2) === 0 ? kind.words : 'in 20 days'
    case 'time':
      return '14:30'
    case 'number':
      return '45'
    case 'scale':
      return String(roll(11))
    case 'list':
      return [text ?? '', 'And one more'].slice(0, 1 + roll(2)).join('\n')
    case 'things':
      return roll(3) === 0 ? 'None' : 'Call the clinic - by 14 December'
    default:
      return options[roll(options.length + 1)] ?? text ?? ''
  }
}

/** Answers that lead further in; people choose these more often than chance would. */
const further: Readonly<Record<string, string>> = {
  about: 'Standards',
  inAgreement: 'Yes',
  pattern: 'It comes back',
  spoken: 'Yes',
  held: 'In person',
}

/** Plays to the end with whoever has something open, whatever they say. */
const playOut = (dialog: Dialog, seed: number): Play => {
  const roll = dice(seed)
  const parties = Object.fromEntries(dialog.parties.map(party => [party, names[party] ?? party]))
  const startedBy = dialog.starts[roll(dialog.starts.length)] ?? ''
  const play = new Play(dialog, { names: parties, startedBy, given })
  for (let turn = 0; turn < 600 && play.run.state === 'open'; turn += 1) {
    const open = play.openFor()
    const party = open[roll(open.length)] ?? ''
    const until = play.rests[party]
    if (until !== undefined) play.day(until)
    else if (play.at(party) === READ_BACK) play.turn(party, { do: roll(3) === 0 ? 'more' : 'done' })
    else {
      const question = play.question(party)
      const moved = roll(8)
      if (question === undefined || moved === 0) play.turn(party, { do: 'skip' })
      else if (moved === 1) play.turn(party, { do: 'back' })
      else
        play.answer(
          party,
          (roll(10) > 0 ? further[question.key] : undefined) ?? anything(question, roll),
        )
    }
  }
  return play
}

/** Places in a wording where something should have stood. */
const holes = /[{}]|undefined|null|“”|\(\)|: *$(?!\n•)|: *\n(?!•)|: *\.|, by *$| {2,}|\bNaN\b/m

const everyone = dialogs.map(dialog => {
  let plays: readonly Play[] | undefined
  const played = (): readonly Play[] => {
    plays ??= Array.from({ length: 12 }, (_, seed) => playOut(dialog, seed + 1))
    return plays
  }
  return [dialog.title, dialog, played] as const
})

describe('whatever people answer, skip and take back', () => {
  it.each(everyone)('%s comes to an end, and to a record if they let it', (_, __, played) => {
    expect(played().filter(({ run }) => run.state === 'open')).toEqual([])
    expect(played().some(({ run }) => run.state === 'filed')).toBe(true)
  })

  it.each(everyone)('%s never says a sentence with a hole in it', (_, __, played) => {
    for (const play of played()) {
      for (const words of Object.values(play.heard).flat()) expect(words).not.toMatch(holes)
      for (const { heading, says } of play.filed())
        expect(`${heading} / ${says}`).not.toMatch(holes)
    }
  })

  it.each(everyone)('%s files private words for their author alone', (_, dialog, played) => {
    for (const play of played())
      for (const { audience, party, heading } of play.filed()) {
        if (audience !== 'priv') continue
        for (const reader of dialog.parties.filter(each => each !== party))
          expect(Object.keys(play.readsInRecord(reader))).not.toContain(heading)
      }
  })
})
