import { describe, expect, it } from 'vitest'

import { coachingAgreement } from '../../dialogs/agreements/coachingAgreement.ts'
import { coachLines, learnerLines, sponsorLines } from '../../dialogs/agreements/commitments.ts'
import { Play } from './play.ts'

const names = { learner: 'Lea', coach: 'Cem', sponsor: 'Sol' }

const frame = {
  plansReady: 'Both are done',
  scope: ['Development plan'],
  domains: ['Coaching', 'Communication'],
  rhythm: 'Every two weeks',
  minutes: '90',
  methods: ['Face to face', 'Observation and debrief'],
}
const meet = (): Play => {
  const play = new Play(coachingAgreement, { names })
  play.finish('coach', frame)
  return play
}
const stalls = 'First the two of us talk, then all three'
const ofCoach = { coachTakes: [...coachLines], participation: stalls }
const ofSponsor = {
  areasFit: 'Yes',
  sponsorTakes: [...sponsorLines],
  participation: 'All three talk at once',
}
const ofLearner = {
  learnerTakes: [...learnerLines],
  permission: 'Ask freely',
  support: 'Plain questions help, advice in passing does not',
  sharing: 'What I say about colleagues',
}
const end = {
  steps: 'First the two of us, then all three within a week',
  until: '30 June',
  ending: 'When two goals are reached; we say so in a talk of three',
  statements: [
    'The learner’s decisions and wellbeing are the learner’s own to look after',
    'Coaching does not replace performance management',
  ],
}

describe('Cem, Lea and Sol make a coaching agreement', () => {
  it('files one record that all three read and take a stance on', () => {
    const play = meet()
    play.finish('coach', ofCoach)
    play.finish('learner', ofLearner)
    play.finish('sponsor', ofSponsor)
    play.finish('coach', end)
    expect(play.run.state).toBe('filed')
    expect(coachingAgreement.files.stances).toEqual(['learner', 'coach', 'sponsor'])
    for (const reader of ['learner', 'coach', 'sponsor'])
      expect(play.readsInRecord(reader)).toMatchObject({
        Areas: 'Coaching; Communication',
        'Minutes a session': '90',
        'The learner takes on': learnerLines.join('; '),
        'The sponsor takes on': sponsorLines.join('; '),
        'If work on the goals stalls': 'First the two of us, then all three within a week',
        'Runs until': 'Wednesday 30 June 2027',
      })
    expect(coachLines).toHaveLength(9)
    expect(learnerLines).toHaveLength(7)
    expect(sponsorLines).toHaveLength(4)
  })

  it.each([
    ['learner', 'coach', 'sponsor'],
    ['sponsor', 'learner', 'coach'],
    ['coach', 'sponsor', 'learner'],
  ])('lets them answer in any order: %s, %s, %s', (...order) => {
    const parts: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>> = {
      learner: ofLearner,
      coach: ofCoach,
      sponsor: ofSponsor,
    }
    const play = meet()
    for (const party of order) {
      expect(play.everythingHeard('coach')).not.toContain('If work on the goals stalls.')
      play.finish(party, parts[party])
    }
    expect(play.at('coach')).toBe('steps')
    expect(play.everythingHeard('coach')).toContain(`Your idea: ${stalls}`)
    expect(play.everythingHeard('coach')).toContain('Sol’s idea: All three talk at once')
  })

  it('starts from module content when assessment or plan are not there yet', () => {
    const play = new Play(coachingAgreement, { names })
    expect(play.answer('coach', 'Not yet')).toEqual([
      'We start from module content and add goals later.',
    ])
    const ready = new Play(coachingAgreement, { names })
    expect(ready.answer('coach', 'Both are done')).toEqual([])
  })

  it('lists the lines they would rather talk about, and asks what came of it', () => {
    const play = meet()
    const [first = '', second = ''] = learnerLines
    play.answer('learner', [second, 'Let’s talk about a line first'])
    expect(play.asked('learner')).toBe('Which lines shall the three of you talk about?')
    play.finish('learner', {
      learnerTalk: [first],
      permission: 'Ask, and I have a stop word',
      stopWord: 'Harbour',
      support: 'Plain questions help, advice in passing does not',
      sharing: 'What I say about colleagues',
    })
    play.finish('coach', ofCoach)
    play.finish('sponsor', {
      areasFit: 'I would change something',
      areasInstead: 'Leading a team comes first',
      sponsorTakes: [...sponsorLines],
      participation: 'All three talk at once',
    })
    expect(play.everythingHeard('coach')).toContain(`Lea would like to talk about: ${first}`)
    expect(play.everythingHeard('coach')).toContain('Sol would change the areas')
    play.finish('coach', { settledLines: 'Goals come after the first talk of three', ...end })
    expect(play.readsInRecord('sponsor')).toMatchObject({
      'What we settled': 'Goals come after the first talk of three',
      'The learner would like to talk about': first,
      'The stop word': 'Harbour',
    })
  })

  it('shows Lea the one limit before it asks what stays between her and Cem', () => {
    const play = meet()
    play.answers('learner', {
      learnerTakes: [...learnerLines],
      permission: 'Ask me each time',
    })
    expect(play.answer('learner', 'Plain questions help, advice does not')).toEqual([
      'One limit stands for everyone: a worry about a child’s safety is always passed on.',
    ])
    expect(play.asked('learner')).toContain('What should stay between you and Cem?')
    expect(play.readers('learner')).toBe('Cem and Sol will read this.')
  })

  it('refuses an answer that is none of the choices, in words', () => {
    const play = new Play(coachingAgreement, { names })
    expect(play.answer('coach', 'perhaps')).toEqual([
      'Please choose one of these, or type its words.',
    ])
    play.answers('coach', { plansReady: 'Both are done', scope: '3', domains: '5' })
    expect(play.at('coach')).toBe('rhythm')
    play.answers('coach', { rhythm: 'every week' })
    expect(play.answer('coach', 'an hour or so')).toEqual(['A whole number, please.'])
  })

  it('waits for the one who has not answered, and reveals nothing meanwhile', () => {
    const play = meet()
    play.finish('coach', ofCoach)
    play.finish('learner', ofLearner)
    play.timeIsOver()
    expect(play.run.scene).toBe('own')
    expect(play.everythingHeard('sponsor')).not.toContain('colleagues')
    expect(play.filed()).toEqual([])
  })

  it('goes on with two when one leaves', () => {
    const play = meet()
    play.finish('coach', ofCoach)
    play.finish('learner', ofLearner)
    play.leaves('sponsor')
    play.finish('coach', end)
    expect(play.run.state).toBe('filed')
    expect(play.run.leftBy).toEqual(['sponsor'])
    expect(Object.keys(play.readsInRecord('learner'))).not.toContain('The sponsor takes on')
  })

  it('drops an open line from the record when Lea takes it on after all', () => {
    const play = meet()
    const [first = ''] = learnerLines
    play.answers('learner', {
      learnerTakes: ['Let’s talk about a line first'],
      learnerTalk: [first],
      permission: 'Ask freely',
      support: 'Plain questions help, advice does not',
      sharing: 'What I say about colleagues',
    })
    play.turn('learner', { do: 'edit', step: 'learnerTakes' })
    play.finish('learner', { learnerTakes: [...learnerLines] })
    play.finish('coach', ofCoach)
    play.finish('sponsor', ofSponsor)
    expect(play.at('coach')).toBe('steps')
    play.finish('coach', end)
    expect(Object.keys(play.readsInRecord('coach'))).not.toContain(
      'The learner would like to talk about',
    )
  })
})
