import { describe, expect, it } from 'vitest'

import { agenda } from '../../dialogs/sessions/agenda.ts'
import { behind, topicFunctions, topicOf, topics } from '../../dialogs/sessions/topics.ts'
import { tone } from '../../dialogs/tone.ts'
import { Play } from './play.ts'

const names = { supervisor: 'Ada', worker: 'Ben' }
const given = {
  suggested: ['What went well', 'Workload'],
  memory: ['Support: last on Tuesday 3 November', 'Mediation: not noted so far'],
  items: [
    {
      id: 't1',
      topic: 'Court dates',
      text: 'Court dates',
      since: 'Tuesday 3 November',
      carried: 0,
    },
  ],
  waiting: ['Court dates (waiting since Tuesday 3 November)'],
}
const meet = (startedBy = 'worker', more: object = {}): Play =>
  new Play(agenda, { names, startedBy, given: { ...given, ...more } })

describe('the bank of topics', () => {
  it('has 38 under four functions, each under an id and a label of its own', () => {
    expect(topics).toHaveLength(38)
    expect(new Set(topics.map(({ id }) => id)).size).toBe(38)
    expect(new Set(topics.map(({ label }) => label)).size).toBe(38)
    expect(
      topicFunctions.map(name => topics.filter(each => each.function === name).length),
    ).toEqual([9, 7, 11, 11])
  })

  it('is found behind six doors, each topic behind one, never more than nine at once', () => {
    const doors = (
      ['support', 'management', 'learning', 'reflection', 'upwards', 'alongside'] as const
    ).map(behind)
    expect(doors.flat().toSorted()).toEqual(topics.map(({ label }) => label).toSorted())
    for (const door of doors) expect(door.length).toBeLessThanOrEqual(9)
  })

  it('is said in the tone of the house', () => {
    for (const { label, question } of topics)
      for (const { words } of tone)
        for (const word of words)
          expect(`${label} ${question}`.toLowerCase()).not.toMatch(
            new RegExp(`(^|[^a-z])${word.replace(/\W/g, '\\$&')}([^a-z]|$)`),
          )
  })

  it('answers the question that opens a topic', () => {
    expect(topicOf('Career')?.question).toBe('Where do you want to be heading?')
  })
})

describe('Ben and Ada make an agenda', () => {
  it('apart at once, then whoever began orders it', () => {
    const play = meet()
    expect(play.openFor().toSorted()).toEqual(['supervisor', 'worker'])
    play.finish('worker', { picked: 'Workload\nA quiet room' })
    expect(play.everythingHeard('supervisor')).not.toContain('quiet room')
    play.finish('supervisor', { picked: 'What went well' })
    expect(play.at('supervisor')).toBe('nothing')
    expect(play.everythingHeard('worker')).toContain(
      'On your agenda already: Court dates (waiting since Tuesday 3 November)',
    )
    expect(play.question('worker')?.options).toEqual([
      'Court dates',
      'Workload',
      'A quiet room',
      'What went well',
    ])
    play.finish('worker', { top: 'What went well\nCourt dates' })
    expect(play.run.state).toBe('filed')
  })

  it('takes three at most, and words of their own', () => {
    const play = meet()
    expect(play.answer('worker', 'a\nb\nc\nd')[0]).toContain('Three are the most here')
    play.answer('worker', 'Something else')
    expect(play.at('worker')).toBe('read-back')
  })

  it('opens more topics by their kind, with what was talked about when', () => {
    const play = meet()
    play.answer('worker', 'Workload')
    play.turn('worker', { do: 'more' })
    expect(play.asked('worker')).toBe('Which of these have we not talked about for a while?')
    expect(play.question('worker')?.hint).toContain('Support: last on Tuesday 3 November')
    play.answer('worker', ['Development: reflection'])
    expect(play.question('worker')?.options).toContain('How I come across')
    play.finish('worker', { reflection: 'How I come across' })
  })

  it('is complete when everything is skipped', () => {
    const play = meet('supervisor')
    for (const party of ['worker', 'supervisor', 'supervisor']) {
      play.turn(party, { do: 'skip' })
      play.turn(party, { do: 'done' })
    }
    expect(play.run.state).toBe('filed')
  })

  it('goes on without whoever never answers, and without whoever has left', () => {
    const late = meet()
    late.finish('worker', { picked: 'Workload' })
    late.timeIsOver()
    expect(late.at('worker')).toBe('top')
    const alone = meet()
    alone.leaves('supervisor')
    alone.finish('worker', { picked: 'Workload' })
    expect(alone.at('worker')).toBe('top')
  })

  it('says a word about balance when the last sessions were mostly about one thing', () => {
    const play = meet('worker', {
      balance: 'The last three sessions were mostly about management.',
    })
    expect(play.everythingHeard('worker')).toContain('mostly about management')
  })
})
