import { describe, expect, it } from 'vitest'

import { coachingSession } from '../../dialogs/coaching/coachingSession.ts'
import { question } from '../../dialogs/questions.ts'
import { Play } from './play.ts'

const names = { coach: 'Cem', learner: 'Lea', sponsor: 'Sol' }
const openActions = [
  { id: 'a1', what: 'Open the huddle with a question', by: '2026-11-24', carried: 0 },
]
const goals = [{ id: 'g1', text: 'Coach instead of instruct', goal: 'Coach instead of instruct' }]

const meet = (startedBy = 'coach'): Play =>
  new Play(coachingSession, { names, startedBy, given: { openActions, goals } })

const essential = {
  held: 'In person',
  opening: 'Better',
  contract: 'One way to open a hard talk',
  goal: 'Coach instead of instruct',
  reality: 'I asked one question and waited, and the team answered each other',
  options: 'Ask one question\nLet somebody else chair\nSay nothing for a minute',
  task: 'When the huddle opens, I will ask one question',
  progress: 'Asks first in two huddles of three',
  next: '15 December',
}

describe('Cem coaches Lea', () => {
  it('needs nine answers of him and one of hers', () => {
    const play = meet()
    play.finish('coach', essential)
    play.answers('learner', { preview: 'Yes, share this line' })
    play.turn('learner', { do: 'done' })
    expect(play.run.state).toBe('filed')
  })

  it('lets the sponsor read date, goal, task and progress, and nothing else', () => {
    const play = meet()
    play.answers('coach', essential)
    play.turn('coach', { do: 'more' })
    play.turn('coach', { do: 'skip' })
    expect(play.at('coach')).toBe('minutes')
    play.answer('coach', '60')
    while (play.at('coach') !== 'read-back') play.turn('coach', { do: 'skip' })
    play.finish('coach')
    play.finish('learner', { preview: 'Yes, share this line' })
    expect(play.readsInRecord('sponsor')).toEqual({
      'We met': 'In person',
      Date: 'Tuesday 1 December',
      Goal: 'Coach instead of instruct',
      Task: 'When the huddle opens, I will ask one question · Lea · by Tuesday 15 December',
      Progress: 'Asks first in two huddles of three',
    })
    expect(play.readsInRecord('learner')).toMatchObject({
      'Wanted from today': 'One way to open a hard talk',
    })
  })

  it('says before each answer whom it may reach, and on what that hangs', () => {
    const play = meet()
    expect(play.readers('coach')).toBe('Lea and Sol will read this.')
    const { held, opening, contract } = essential
    play.answers('coach', { held, opening })
    expect(play.readers('coach')).toBe('Lea will read this.')
    play.answers('coach', { contract })
    expect(play.question('coach')?.hint).toBe('Sol reads this only if Lea agrees.')
  })

  it.each(['Only that we met', undefined])(
    'lets the sponsor read only that they met when Lea says: %s',
    said => {
      const play = meet()
      play.finish('coach', essential)
      expect(play.everythingHeard('learner')).toContain(
        'Progress: Asks first in two huddles of three',
      )
      if (said === undefined) play.timeIsOver()
      else play.finish('learner', { preview: said })
      expect(play.run.state).toBe('filed')
      expect(play.readsInRecord('sponsor')).toEqual({
        'We met': 'In person',
        Date: 'Tuesday 1 December',
      })
      expect(play.readsInRecord('coach').Goal).toBe('Coach instead of instruct')
    },
  )

  it('begins with what got better, and asks on as the answer is better, the same or harder', () => {
    const asked = (opening: string): readonly string[] => {
      const play = meet()
      play.answers('coach', { ...essential, opening })
      play.turn('coach', { do: 'more' })
      const words: string[] = []
      while (play.at('coach') !== 'read-back') {
        words.push(play.asked('coach'))
        play.turn('coach', { do: 'skip' })
      }
      return words
    }
    const better = asked('Better')
    expect(better).toEqual(
      expect.arrayContaining([
        question('qB1'),
        question('qB2'),
        question('qB3'),
        question('qB4'),
        question('qB5'),
      ]),
    )
    expect(better).not.toContain(question('qB6'))
    expect(asked('About the same')).toContain(question('qB6'))
    const harder = asked('Harder')
    expect(harder).toContain(question('qB7'))
    expect(harder).not.toContain(question('qB2'))
  })

  it('goes through the tasks from last time, where “not yet” is news too', () => {
    const play = meet()
    play.answers('coach', essential)
    play.turn('coach', { do: 'edit', step: 'followed/a1/now' })
    expect(play.asked('coach')).toBe('“Open the huddle with a question”: where is it?')
    play.answer('coach', 'Not yet')
    play.turn('coach', { do: 'edit', step: 'followed/a1/learned' })
    play.answer('coach', 'The huddle starts before I am there')
    expect(play.readBack('coach')).toMatchObject({
      'Open the huddle with a question': 'Not yet',
      'Open the huddle with a question: learned': 'The huddle starts before I am there',
    })
  })

  it('looks through two pairs of eyes at least: a single one is asked for one more', () => {
    const play = meet()
    play.answers('coach', essential)
    play.turn('coach', { do: 'edit', step: 'lenses' })
    expect(play.answer('coach', ['Someone on your team'])).toEqual([
      'And from the person least likely to agree?',
    ])
    play.answer('coach', ['Someone who disagrees'])
    expect(play.readBack('coach')['Looked at through the eyes of']).toBe(
      'Someone on your team; Someone who disagrees',
    )
    play.turn('coach', { do: 'edit', step: 'perspectives/someone-on-your-team/view' })
    expect(play.asked('coach')).toBe(question('qR5'))
    play.turn('coach', { do: 'edit', step: 'perspectives/someone-who-disagrees/view' })
    expect(play.asked('coach')).toBe('Someone who disagrees: what does it look like from there?')
  })

  it('closes a view that was written for a pair of eyes chosen no longer', () => {
    const play = meet()
    play.answers('coach', essential)
    play.turn('coach', { do: 'edit', step: 'lenses' })
    play.answer('coach', ['A family', 'Your sponsor'])
    play.turn('coach', { do: 'edit', step: 'perspectives/a-family/view' })
    play.answer('coach', 'Somebody listens for once')
    expect(play.readBack('coach')['A family']).toBe('Somebody listens for once')
    play.turn('coach', { do: 'edit', step: 'lenses' })
    play.answer('coach', ['Your sponsor', 'You in a year'])
    expect(Object.keys(play.readBack('coach'))).not.toContain('A family')
  })

  it('asks once for a second way forward, and for the moment a task belongs to', () => {
    const play = meet()
    const { held, opening, contract, goal, reality } = essential
    play.answers('coach', { held, opening, contract, goal, reality })
    expect(play.answer('coach', 'Ask one question')).toEqual([
      'What else could you do, even if it sounds odd?',
    ])
    play.answer('coach', 'Sit at the side')
    expect(play.answer('coach', 'Ask one question')).toEqual([question('qN2')])
    play.turn('coach', { do: 'keep' })
    expect(play.at('coach')).toBe('progress')
  })

  it('takes two tasks at most, and says so', () => {
    const play = meet()
    const { task: _, progress: __, next: ___, ...before } = essential
    play.answers('coach', before)
    expect(play.answer('coach', 'When one, I do a\nWhen two, I do b\nWhen three, I do c')).toEqual([
      'Two tasks are the most for one session. Which two matter now?',
    ])
  })

  it('offers once to make the task smaller when Lea is not sure of it', () => {
    const play = meet()
    play.answers('coach', essential)
    play.turn('coach', { do: 'edit', step: 'confidence' })
    play.answer('coach', '4')
    expect(play.asked('coach')).toBe('Make it smaller, or add help?')
    play.answers('coach', {
      easier: 'Make it smaller',
      taskNow: 'When the huddle opens, I wait ten seconds',
    })
    expect(play.at('coach')).toBe('read-back')
    play.finish('coach')
    expect(play.everythingHeard('learner')).toContain('When the huddle opens, I wait ten seconds')

    const sure = meet()
    sure.answers('coach', essential)
    sure.turn('coach', { do: 'edit', step: 'confidence' })
    sure.answer('coach', '8')
    expect(sure.at('coach')).toBe('read-back')
  })

  it('becomes a new date when they did not meet', () => {
    const play = meet()
    play.answer('coach', 'It was moved')
    expect(play.started).toEqual(['reschedule'])
    expect(play.run).toMatchObject({ state: 'ended', ended: 'instead' })
  })

  it('is opened by Lea with what she hopes for, and Cem reads it first', () => {
    const play = meet('learner')
    expect(play.openFor()).toEqual(['learner'])
    expect(play.asked('learner')).toBe(question('qG8'))
    expect(play.readers('learner')).toBe('Cem will read this.')
    play.finish('learner', { wish: 'A way to open the talk with my team' })
    expect(play.everythingHeard('coach')).toContain(
      'Lea is hoping for this: A way to open the talk',
    )
    expect(play.at('coach')).toBe('held')
  })

  it('can be left by Lea; what was said stays, without what she did not release', () => {
    const play = meet()
    play.finish('coach', essential)
    play.leaves('learner')
    expect(play.run.state).toBe('filed')
    expect(Object.keys(play.readsInRecord('sponsor'))).toEqual(['We met', 'Date'])
  })
})
