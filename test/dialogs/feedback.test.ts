import { describe, expect, it } from 'vitest'

import { feedback } from '../../dialogs/feedback/feedback.ts'
import { question } from '../../dialogs/questions.ts'
import { Play } from './play.ts'

const names = { supervisor: 'Ada', worker: 'Ben' }
const expectations = ['Visits are written up within two days', 'Children are seen alone']
const meet = (startedBy = 'supervisor'): Play =>
  new Play(feedback, { names, startedBy, given: { expectations } })

const strengths =
  'You asked the older sibling first → she spoke for ten minutes\nYou wrote it up the same day → the team could act'

const named = (play: Play): void => {
  play.answers('supervisor', { topic: 'Tuesday’s planning meeting', strengths })
}

/** Recognition with one thing to grow, sent to Ben. */
const withGrowth = (play: Play): void => {
  named(play)
  play.turn('supervisor', { do: 'more' })
  play.finish('supervisor', {
    occasion: 'I sat in on Tuesday and read the minutes',
    standard: 'Children are seen alone',
    growth: 'On Tuesday the younger child was asked with everybody in the room, and said nothing',
    effect: 'The younger child',
    myPart: 'I had booked the small room',
    check: ['What I know is complete'],
  })
}

describe('Ada gives Ben feedback', () => {
  it('takes six answers when it is recognition: topic, strengths, a good time, how it went, ideas, a plan', () => {
    const play = meet()
    expect(play.at('worker')).toBe('nothing')
    play.finish('supervisor', { topic: 'Tuesday’s planning meeting', strengths })
    expect(play.everythingHeard('supervisor')).toContain('This is recognition, and complete')
    play.finish('worker', {
      permission: 'Now is fine',
      selfAssess: 'I was pleased that the girl spoke first',
    })
    play.finish('worker', { ideas: 'Ask for the order of speakers beforehand' })
    play.finish('supervisor', { plan: 'Ask siblings first - Ben - by 4 December' })
    play.turn('worker', { do: 'skip' })
    play.turn('worker', { do: 'done' })
    play.finish('supervisor', {
      back: 'You took your time, and I would like more of your questions',
    })
    expect(play.run.state).toBe('filed')
    expect(play.readsInRecord('worker')).toMatchObject({
      About: 'Tuesday’s planning meeting',
      'To keep and to try': 'Ask siblings first · Ben · by Friday 4 December',
      'We look again on': 'Tuesday 29 December',
    })
  })

  it('lets Ben speak before he reads what she saw', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.answers('worker', { permission: 'Now is fine' })
    expect(play.everythingHeard('worker')).not.toContain('older sibling')
    play.finish('worker', { selfAssess: 'I was pleased that the girl spoke first' })
    expect(play.everythingHeard('worker')).toContain('Ada saw this work')
    expect(play.everythingHeard('worker')).toContain('older sibling')
  })

  it('asks what a camera would have shown when a word judges the person', () => {
    const play = meet()
    expect(play.answer('supervisor', 'Your great attitude on Tuesday')).toEqual([
      'That sounds like a judgement. What would a camera have shown?',
    ])
    play.answer('supervisor', 'Tuesday’s meeting')
    expect(play.at('supervisor')).toBe('strengths')
  })

  it('asks once for a second strength, and takes one if she leaves it there', () => {
    const play = meet()
    play.answer('supervisor', 'Tuesday')
    expect(play.answer('supervisor', 'You asked the older sibling first')).toEqual([
      'Look again at how they prepared, engaged, decided, recorded or worked with others.',
    ])
    play.turn('supervisor', { do: 'keep' })
    expect(play.at('supervisor')).toBe('read-back')
  })

  it('says who reads each answer before it is given', () => {
    const play = meet()
    play.answer('supervisor', 'Tuesday')
    expect(play.readers('supervisor')).toBe('Ben will read this.')
    play.answer('supervisor', strengths)
    play.turn('supervisor', { do: 'more' })
    expect(play.at('supervisor')).toBe('occasion')
    expect(play.readers('supervisor')).toBe('Only you will read this.')
  })

  it('keeps what she wrote for herself from Ben, in the talk and in the record', () => {
    const play = meet()
    withGrowth(play)
    play.finish('worker', { permission: 'Now is fine', selfAssess: 'It went well, I was calm' })
    play.finish('worker', { seesIt: 'I see it too', ideas: 'See each child alone first' })
    const heard = `${play.everythingHeard('worker')} ${JSON.stringify(play.run.given)}`
    for (const secret of ['I sat in on Tuesday', 'small room', 'What I know is complete'])
      expect(heard).not.toContain(secret)
    play.finish('supervisor', { plan: 'See each child alone first' })
    play.turn('worker', { do: 'skip' })
    play.turn('worker', { do: 'done' })
    play.turn('supervisor', { do: 'skip' })
    play.turn('supervisor', { do: 'done' })
    expect(Object.keys(play.readsInRecord('worker'))).not.toContain('My part in it')
    expect(play.readsInRecord('supervisor')['My part in it']).toBe('I had booked the small room')
  })

  it('keeps both views when Ben sees it differently, and puts it on the agenda', () => {
    const play = meet()
    withGrowth(play)
    play.finish('worker', { permission: 'Now is fine', selfAssess: 'It went well, I was calm' })
    expect(play.everythingHeard('worker')).toContain('What you two expect: Children are seen alone')
    play.finish('worker', {
      seesIt: 'I see it differently',
      ownView: 'She asked me to stay with her brother in the room',
      ideas: 'Ask her beforehand what she prefers',
    })
    expect(play.everythingHeard('supervisor')).toContain('Both views stand')
    play.finish('supervisor', { plan: 'Ask her beforehand - Ben' })
    play.timeIsOver()
    const record = play.readsInRecord('supervisor')
    expect(record['Ben’s view']).toBe('She asked me to stay with her brother in the room')
    expect(record['One thing to grow']).toContain('said nothing')
    expect(feedback.files.leadsTo).toContainEqual({
      command: 'agenda.add',
      from: ['topic'],
      when: [{ seesIt: ['I see it differently'] }],
    })
  })

  it('asks for ideas in words that fit: to go on with it, or to shift it', () => {
    const recognition = meet()
    recognition.finish('supervisor', { topic: 'Tuesday', strengths })
    recognition.finish('worker', { permission: 'Now is fine', selfAssess: 'I liked it a lot' })
    expect(recognition.asked('worker')).toBe('What would help you to go on doing this?')
    expect(recognition.answer('worker', 'I don’t know')).toEqual([question('qB8')])

    const growth = meet()
    withGrowth(growth)
    growth.finish('worker', { permission: 'Now is fine', selfAssess: 'I liked it a lot' })
    growth.answer('worker', 'I see it too')
    expect(growth.asked('worker')).toBe('Which ideas would keep the good, and shift this?')
    expect(growth.answer('worker', 'no idea')).toEqual([question('qE1')])
  })

  it('lets the growth point join a plan, and offers the dialog for it', () => {
    const play = meet()
    withGrowth(play)
    play.finish('worker', { permission: 'Now is fine', selfAssess: 'I liked it a lot' })
    play.finish('worker', { seesIt: 'I see it too', ideas: 'See each child alone first' })
    play.answer('supervisor', 'See each child alone first')
    play.turn('supervisor', { do: 'more' })
    play.finish('supervisor', {
      clause: 'Yes, let’s rewrite it',
      joins: 'Learning plan',
      followUp: '14 January',
    })
    expect(play.started).toEqual(['working-agreement', 'learning'])
    play.timeIsOver()
    expect(play.readsInRecord('worker')).toMatchObject({
      'Joins a plan': 'Learning plan',
      'We look again on': 'Thursday 14 January 2027',
    })
  })
})

describe('Ben answers', () => {
  it('may choose another day; nothing more is asked before it comes', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.answer('worker', 'Another day')
    expect(play.at('worker')).toBe('laterOn')
    expect(play.answer('worker', 'soonish')).toEqual([
      'Please give a date, such as 14 May or next Tuesday.',
    ])
    expect(play.answer('worker', 'Monday')).toEqual([
      'Good. I will come back to you on Monday 7 December.',
    ])
    play.day('2026-12-04')
    expect(play.at('worker')).not.toBe('selfAssess')
    play.day('2026-12-07')
    expect(play.at('worker')).toBe('selfAssess')
  })

  it('is asked what kept it from going worse when he sees only the bad, and for a number when he says little', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.answer('worker', 'Now is fine')
    expect(play.answer('worker', 'It went badly, I said nothing useful')).toEqual([
      'And what kept it from going worse?',
    ])
    play.answer('worker', 'I stayed calm')
    expect(play.at('worker')).toBe('read-back')
    expect(Object.values(play.readBack('worker'))).toContain(
      'It went badly, I said nothing useful\nI stayed calm',
    )

    const other = meet()
    other.finish('supervisor', { topic: 'Tuesday', strengths })
    other.answer('worker', 'Now is fine')
    expect(other.answer('worker', 'Fine')).toEqual([
      'A number from 0 to 10 is fine too. What puts it there?',
    ])
  })

  it('is not let past a question on the essential path, and is told how to put it off', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.answer('worker', 'Now is fine')
    play.turn('worker', { do: 'skip' })
    expect(play.turn('worker', { do: 'skip' })[0]).toContain('say “later”')
    expect(play.at('worker')).toBe('selfAssess')
  })

  it('can go back and change his mind about the day', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.answer('worker', 'Another day')
    play.turn('worker', { do: 'back' })
    expect(play.at('worker')).toBe('permission')
    play.answer('worker', 'Now is fine')
    expect(play.at('worker')).toBe('selfAssess')
  })

  it('can take back that he sees it differently: his other view is not filed then', () => {
    const play = meet()
    withGrowth(play)
    play.finish('worker', { permission: 'Now is fine', selfAssess: 'I liked it a lot' })
    play.answers('worker', {
      seesIt: 'I see it differently',
      ownView: 'She wanted her brother there',
      ideas: 'Ask her beforehand',
    })
    play.turn('worker', { do: 'edit', step: 'seesIt' })
    play.finish('worker', { seesIt: 'I see it too' })
    expect(play.everythingHeard('supervisor')).not.toContain('differently')
    play.finish('supervisor', { plan: 'Ask her beforehand' })
    play.timeIsOver()
    expect(Object.keys(play.readsInRecord('worker'))).not.toContain('Ben’s view')
  })

  it('asks for feedback himself, and says on what', () => {
    const play = meet('worker')
    expect(play.openFor()).toEqual(['worker'])
    play.finish('worker', { wish: 'How I open meetings' })
    expect(play.everythingHeard('supervisor')).toContain(
      'Ben would like feedback on this: How I open meetings',
    )
    expect(play.at('supervisor')).toBe('topic')
  })

  it('never answers: it ends without a record, as no reply', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.timeIsOver()
    expect(play.run).toMatchObject({ state: 'ended', ended: 'no reply' })
    expect(play.filed()).toEqual([])
  })

  it('leaves: Ada may still finish what was said, and the record says nothing for him', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.finish('worker', { permission: 'Now is fine', selfAssess: 'I liked it a lot' })
    play.leaves('worker')
    play.finish('supervisor', { plan: 'Write a reference that names it' })
    play.turn('supervisor', { do: 'skip' })
    play.turn('supervisor', { do: 'done' })
    expect(play.run.state).toBe('filed')
    expect(Object.keys(play.readsInRecord('supervisor'))).not.toContain('Ben’s ideas')
  })
})

describe('the last question', () => {
  it('goes both ways: each answers apart, and neither reads the other before both are in', () => {
    const play = meet()
    play.finish('supervisor', { topic: 'Tuesday', strengths })
    play.finish('worker', { permission: 'Now is fine', selfAssess: 'I liked it a lot' })
    play.finish('worker', { ideas: 'Do it again' })
    play.finish('supervisor', { plan: 'Do it again' })
    expect(play.openFor()).toEqual(['worker', 'supervisor'])
    expect(play.asked('worker')).toBe(
      'What was useful in how Ada did this, and what could be different next time?',
    )
    expect(play.asked('supervisor')).toContain('how Ben did this')
    play.finish('worker', { back: 'Your examples helped; I would like them sooner' })
    expect(play.everythingHeard('supervisor')).not.toContain('sooner')
    play.finish('supervisor', { back: 'You had ideas of your own at once' })
    const record = play.filed().filter(({ key }) => key === 'back')
    expect(record.map(({ party }) => party)).toEqual(['worker', 'supervisor'])
  })
})
