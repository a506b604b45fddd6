import { describe, expect, it } from 'vitest'
import { banner } from '../../dialogs/plans/improvement/gate.ts'
import { improvement } from '../../dialogs/plans/improvement.ts'
import { question } from '../../dialogs/questions.ts'
import { Play } from './play.ts'

const names = { supervisor: 'Ada', worker: 'Ben' }
const clauses = ['Visits are written up within two days']
const start = (given: { readonly clauses: readonly string[] } = { clauses }): Play =>
  new Play(improvement, { names, given: { clauses: [...given.clauses] } })

const gate = { about: ['Standards'], since: '10 November', saidBefore: 'Yes, plainly' }
const beforeTheTalk = {
  inAgreement: 'Yes',
  clause: clauses[0] ?? '',
  followed: ['File audit', 'Supervision'],
  pattern: 'It comes back',
  'findings/1/on': '12 November',
  'findings/1/source': 'File audit of November',
  'findings/1/found': 'Two visits of five were written up after six days',
  'findings/1/again': 'Yes, one more',
  'findings/2/on': '26 November',
  'findings/2/source': 'Supervision record',
  'findings/2/found': 'One visit of four had no note on the day of the review',
  'findings/2/again': 'No, that is all',
  otherSide: 'Court work took a whole week in November',
  bias: ['I compared the workload'],
  matters: ['Children and families', 'The team'],
  whoFeels: 'The duty worker, who has to guess on a Saturday',
  summary: 'You write up within two days; I keep Thursday afternoons free of meetings',
  strengths:
    'You ask children alone → they talk\nYou ring families back the same day → they trust us',
  'needs/1/standard': 'Each visit has a note within two days',
  'needs/1/finding': 'Three notes of nine came after six days or more',
  'needs/1/gap': 'Three of nine',
  'needs/1/effect': 'The duty worker decides without them',
  'needs/1/again': 'No, that is all',
  minutes: '60',
  spoken: 'Yes',
}
const ofWorker = {
  ready: 'Now is fine',
  remember: 'Yes',
  ownStrengths: 'I see children alone, every time',
  'views/1/view': 'It is right about November, court took the rest',
  context: ['Time', 'Caseload'],
  thinking: 'I have ideas',
  ideas: 'Write up in the car before I drive on',
  help: ['Do it together'],
}
const thePlan = {
  'responses/1/now': 'It stays as it is',
  offer: 'Two notes together on Thursday, half an hour',
  'goals/1/goal': 'Notes are there when the duty worker needs them',
  'goals/1/measure': 'Both of us look at the list on Fridays',
  'goals/1/baseline': '6 of 9 within two days',
  'goals/1/target': '9 of 9 within two days',
  'goals/1/by': '29 January',
  'goals/1/again': 'No, that is all',
  earlyWin: 'This week’s two visits are written up on the day',
  ownActions: 'Keep Thursday afternoons free',
  afterwards: 'Met: we say so and close. Partly: once more time. Not met: people decide.',
}

/** Ada has prepared and told Ben; he has the invitation. */
const invited = (): Play => {
  const play = start()
  play.finish('supervisor', gate)
  play.finish('supervisor', beforeTheTalk)
  return play
}
const planned = (): Play => {
  const play = invited()
  play.finish('worker', ofWorker)
  play.finish('supervisor', thePlan)
  return play
}

describe('Ada wonders whether a plan is the right way', () => {
  it('reads first what it is, and what it is not', () => {
    expect(start().heard.supervisor?.[0]).toBe(banner)
    expect(banner).toContain('not a disciplinary record')
  })

  it.each([
    ['Possible misconduct', 'Possible misconduct has its own route'],
    ['Possible discrimination', 'Possible discrimination has its own route'],
    ['A formal procedure is under way', 'people decide by its rules'],
  ])('is stopped kindly at: %s; nothing is kept', (about, words) => {
    const play = start()
    play.answer('supervisor', ['Standards', about])
    expect(play.everythingHeard('supervisor')).toContain(words)
    expect(play.run).toMatchObject({ state: 'ended', ended: 'stopped' })
    expect(play.filed()).toEqual([])
    expect(play.heard.worker).toBeUndefined()
  })

  it('is led to safety first when a child may be in danger, whatever else it is about', () => {
    const play = start()
    play.answer('supervisor', ['Possible misconduct', 'Safety of a child'])
    expect(play.started).toEqual(['safety'])
    expect(play.run.ended).toBe('instead')
  })

  it('is sent to HR about adjustments first, and never asked about anyone’s health', () => {
    const play = start()
    play.answer('supervisor', ['Attendance', 'Health, disability or caring'])
    expect(play.asked('supervisor')).toContain('adjustments that could help Ben')
    play.answer('supervisor', 'Not yet')
    expect(play.run.ended).toBe('stopped')

    const settled = start()
    settled.answers('supervisor', { about: ['Health, disability or caring'], adjustments: 'Yes' })
    expect(settled.at('supervisor')).toBe('since')
  })

  it('is asked to own the delay when it was there for two months and never said', () => {
    const late = start()
    late.answers('supervisor', { about: ['Skill'], since: '1 September', saidBefore: 'Not yet' })
    expect(late.everythingHeard('supervisor')).toContain('Own that delay')
    const fresh = start()
    fresh.answers('supervisor', { about: ['Skill'], since: '20 November', saidBefore: 'Not yet' })
    expect(fresh.everythingHeard('supervisor')).not.toContain('Own that delay')
  })

  it('makes an agreement first when there is none, and when this is not in it', () => {
    const none = start({ clauses: [] })
    none.finish('supervisor', gate)
    expect(none.started).toEqual(['working-agreement'])
    const missing = start()
    missing.finish('supervisor', gate)
    missing.answer('supervisor', 'No')
    expect(missing.everythingHeard('supervisor')).toContain('a standard cannot apply backwards')
    expect(missing.run.ended).toBe('stopped')
  })

  it('is offered feedback in its place when it was one event', () => {
    const play = start()
    play.finish('supervisor', gate)
    const { inAgreement, clause, followed } = beforeTheTalk
    play.answers('supervisor', { inAgreement, clause, followed, pattern: 'One event' })
    expect(play.started).toEqual(['feedback'])
  })
})

describe('Ada prepares', () => {
  it('asks where both can see it when a finding is hearsay, and for something one can see when it is vague', () => {
    const play = start()
    play.finish('supervisor', gate)
    const { inAgreement, clause, followed, pattern } = beforeTheTalk
    play.answers('supervisor', {
      inAgreement,
      clause,
      followed,
      pattern,
      'findings/1/on': '12 November',
    })
    expect(play.answer('supervisor', 'Apparently the team')).toEqual([
      'Where can both of you see it?',
    ])
    play.answer('supervisor', 'File audit of November')
    expect(play.answer('supervisor', 'He is careless with notes')).toEqual([
      'What would a camera have shown?',
    ])
  })

  it('asks who feels the difference when the only reason is the policy', () => {
    const play = start()
    play.finish('supervisor', gate)
    const entries = Object.entries(beforeTheTalk)
    const before = entries.slice(
      0,
      entries.findIndex(([key]) => key === 'whoFeels'),
    )
    play.answers('supervisor', Object.fromEntries(before))
    expect(play.answer('supervisor', 'It is in the policy')).toEqual([
      'Behind the policy: who feels the difference?',
    ])
  })

  it('has a guide for the talk in the order of the steps', () => {
    const play = start()
    play.finish('supervisor', gate)
    play.answers('supervisor', beforeTheTalk)
    const guide = play.heard.supervisor?.find(words => words.startsWith('Your guide'))
    expect(guide).toContain('1. Say what you both promised: You write up within two days')
    expect(guide).toContain('5. Ask for Ben’s ideas before yours')
  })

  it('tells Ben herself first: the invitation goes only when she says that she has', () => {
    const play = start()
    play.finish('supervisor', gate)
    play.answers('supervisor', { ...beforeTheTalk, spoken: 'Not yet' })
    expect(play.answer('supervisor', '3 December')).toEqual([
      'Good. I will come back to you on Thursday 3 December. Until then nothing goes to Ben.',
    ])
    expect(play.at('worker')).toBe('nothing')
    play.day('2026-12-03')
    expect(play.asked('supervisor')).toBe('Have you told Ben now?')
    play.finish('supervisor', { spokenNow: 'Yes' })
    expect(play.at('worker')).toBe('ready')
  })

  it('leaves it for now without Ben ever hearing of it', () => {
    const play = start()
    play.finish('supervisor', gate)
    play.answers('supervisor', { ...beforeTheTalk, spoken: 'Not yet', speakOn: '3 December' })
    play.day('2026-12-03')
    play.answer('supervisor', 'No, I leave it for now')
    expect(play.run).toMatchObject({ state: 'ended', ended: 'stopped' })
    expect(play.heard.worker).toBeUndefined()
  })
})

describe('Ben has the invitation', () => {
  it('reads in its words what it is about, how long, and that his ideas come before any plan', () => {
    const play = invited()
    const [invitation = ''] = play.heard.worker ?? []
    expect(invitation).toContain(
      'Ada would like 60 minutes with you about this: Visits are written up within two days.',
    )
    expect(invitation).toContain('your view and your ideas come before any plan')
    expect(invitation).toContain(banner)
  })

  it('may ask HR, a union or an adviser first; Ada does not read that he did', () => {
    const play = invited()
    expect(play.readers('worker')).toBe('Only you will read this.')
    expect(play.answer('worker', 'I want advice first')).toEqual([
      'HR, a union or an adviser can go through it with you, before you say anything here.',
    ])
    play.answer('worker', '7 December')
    play.day('2026-12-07')
    const { ready: _, ...after } = ofWorker
    play.finish('worker', after)
    play.finish('supervisor', thePlan)
    play.timeIsOver()
    expect(JSON.stringify(play.readsInRecord('supervisor'))).not.toContain('advice')
    expect(play.everythingHeard('supervisor')).not.toContain('advice')
  })

  it('may choose another day', () => {
    const play = invited()
    play.answers('worker', { ready: 'Another day', readyOn: '7 December' })
    play.day('2026-12-07')
    expect(play.at('worker')).toBe('remember')
  })

  it('names his strengths before he reads hers, and reads every finding and need before he answers', () => {
    const play = invited()
    play.answers('worker', { ready: 'Now is fine', remember: 'Yes' })
    expect(play.everythingHeard('worker')).not.toContain('You ring families back')
    play.answer('worker', 'I see children alone, every time')
    expect(play.at('worker')).toBe('views/1/view')
    const heard = play.everythingHeard('worker')
    expect(heard).toContain('You ring families back')
    expect(heard).toContain(
      'Finding 2, Thursday 26 November (Supervision record): One visit of four had no note',
    )
    expect(heard).toContain('What has to improve: Each visit has a note within two days')
    expect(heard).toContain('The gap: Three of nine')
    expect(play.asked('worker')).toBe('What do you recognise here, and what is missing or wrong?')
  })

  it('never reads what she kept for herself', () => {
    const play = planned()
    play.timeIsOver()
    const told = `${play.everythingHeard('worker')} ${JSON.stringify(play.readsInRecord('worker'))}`
    for (const secret of [
      'Court work took a whole week',
      'I compared the workload',
      'Yes, plainly',
    ])
      expect(told).not.toContain(secret)
  })

  it('names a private reason without saying what it is, and Ada is asked to leave it there', () => {
    const play = invited()
    const { context: _, thinking, ideas, help, ...before } = ofWorker
    play.answers('worker', before)
    expect(play.answer('worker', ['A private reason'])).toEqual([
      'You never have to write what it is. HR can talk with you about adjustments, in confidence.',
    ])
    play.finish('worker', { thinking, ideas, help })
    play.answer('supervisor', 'It stays as it is')
    expect(play.everythingHeard('supervisor')).toContain('Leave it private')
  })

  it('takes two days to think, and they are two working days', () => {
    const play = invited()
    const { thinking: _, ideas: __, help: ___, ...before } = ofWorker
    play.answers('worker', before)
    play.day('2026-12-04')
    expect(play.answer('worker', 'I would like two days')).toEqual([
      'Take two days. I will come back to you then, and nothing happens before.',
    ])
    expect(play.rests.worker).toBe('2026-12-08')
    play.day('2026-12-07')
    expect(play.at('worker')).not.toBe('ideas')
    play.day('2026-12-08')
    expect(play.at('worker')).toBe('ideas')
  })

  it('looks in early while he thinks, and the two days do not begin again', () => {
    const play = invited()
    const { thinking: _, ideas: __, help: ___, ...before } = ofWorker
    play.answers('worker', { ...before, thinking: 'I would like two days' })
    expect(play.rests.worker).toBe('2026-12-03')
    play.day('2026-12-02')
    play.turn('worker', { do: 'open' })
    play.day('2026-12-03')
    expect(play.at('worker')).toBe('ideas')
  })

  it('gets three questions when he asks for help to think, and one more when he has no idea yet', () => {
    const play = invited()
    const { thinking: _, ideas: __, help: ___, ...before } = ofWorker
    play.answers('worker', before)
    const [told = ''] = play.answer('worker', 'Help me think')
    for (const id of ['qE2', 'qC2', 'qM1'] as const) expect(told).toContain(question(id))
    expect(play.answer('worker', 'not sure')).toEqual([question('qE2')])
  })

  it('has his own memory of the agreement kept beside hers', () => {
    const play = invited()
    play.answers('worker', {
      ready: 'Now is fine',
      remember: 'Mostly',
      rememberOwn: 'The days were meant for visits without court work',
    })
    const { ready: _, remember: __, ...after } = ofWorker
    play.finish('worker', after)
    expect(play.everythingHeard('supervisor')).toContain('The days were meant for visits')
  })

  it('does not answer: after fifteen working days Ada goes on with what he said aloud', () => {
    const play = invited()
    play.timeIsOver()
    expect(play.at('supervisor')).toBe('heard')
    const { 'responses/1/now': _, offer: __, ...after } = thePlan
    play.finish('supervisor', { heard: 'Write up in the car', ...after })
    play.timeIsOver()
    expect(play.readsInRecord('worker')['Ben’s ideas, as heard in the talk']).toBe(
      'Write up in the car',
    )
  })
})

describe('the plan', () => {
  it('stands on his ideas: Ada reads them before she may add hers', () => {
    const play = invited()
    play.finish('worker', ofWorker)
    play.answers('supervisor', {
      'responses/1/now': 'It stays as it is',
      offer: 'Two notes together',
    })
    const heard = play.everythingHeard('supervisor')
    expect(heard).toContain('Step 7. Ben’s ideas: Write up in the car before I drive on')
    expect(heard).toContain('What Ben says on point 1: It is right about November')
    expect(heard).toContain('Step 8. Ben would like this: Do it together')
  })

  it('lets a need change after he was heard', () => {
    const play = invited()
    play.finish('worker', ofWorker)
    play.answers('supervisor', {
      'responses/1/now': 'It changes',
      'responses/1/instead': 'Each visit outside court weeks has a note within two days',
    })
    expect(play.at('supervisor')).toBe('offer')
  })

  it('records “nothing just now” without a comment, and offers nothing then', () => {
    const play = invited()
    play.finish('worker', { ...ofWorker, help: ['Nothing just now'] })
    play.answer('supervisor', 'It stays as it is')
    expect(play.at('supervisor')).toBe('goals/1/goal')
  })

  it('asks for a number where there is none', () => {
    const play = invited()
    play.finish('worker', ofWorker)
    const { 'responses/1/now': now, offer } = thePlan
    play.answers('supervisor', {
      'responses/1/now': now,
      offer,
      'goals/1/goal': 'Notes are there when the duty worker needs them',
      'goals/1/measure': 'Both of us look at the list on Fridays',
    })
    expect(play.answer('supervisor', 'Notes come some days after')).toEqual([
      'As a number, or as something one could count?',
    ])
  })

  it('has at least one action of Ada’s own', () => {
    const play = invited()
    play.finish('worker', ofWorker)
    const { ownActions: _, afterwards: __, ...before } = thePlan
    play.answers('supervisor', before)
    expect(play.answer('supervisor', 'none')).toEqual([
      'One action of your own, please: the plan is for both of you.',
    ])
  })

  it('is read by Ben before it is filed, and he may add a word of his own', () => {
    const play = planned()
    expect(play.everythingHeard('worker')).toContain(
      'Goal 1: Notes are there when the duty worker needs them',
    )
    play.turn('worker', { do: 'skip' })
    expect(play.everythingHeard('worker')).toContain('Ada’s part: Keep Thursday afternoons free')
    play.finish('worker', { statement: 'I said in October that court weeks are different' })
    expect(play.run.state).toBe('filed')
    expect(play.readsInRecord('worker')).toMatchObject({
      'Ben’s own words': 'I said in October that court weeks are different',
      'First check-in': 'Tuesday 8 December',
    })
  })

  it('is not held up when Ben adds nothing', () => {
    const play = planned()
    play.timeIsOver()
    expect(play.run.state).toBe('filed')
    expect(Object.keys(play.readsInRecord('worker'))).not.toContain('Ben’s own words')
  })

  it('is read by the two of them alone, and its private lines by their author alone', () => {
    const play = planned()
    play.timeIsOver()
    const audiences = new Set(play.filed().map(({ audience }) => audience))
    expect([...audiences].toSorted()).toEqual(['priv', 'restricted'])
  })

  it('goes on without Ben when he leaves', () => {
    const play = invited()
    play.leaves('worker')
    expect(play.at('supervisor')).toBe('heard')
  })
})
