import { describe, expect, it } from 'vitest'

import { banner } from '../../dialogs/plans/improvement/gate.ts'
import { question } from '../../dialogs/questions.ts'
import { invited, ofWorker, planned, thePlan } from './improvementCast.ts'

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
      Statement: 'I said in October that court weeks are different',
      'First check-in': 'Tuesday 8 December',
    })
  })

  it('is not held up when Ben adds nothing', () => {
    const play = planned()
    play.timeIsOver()
    expect(play.run.state).toBe('filed')
    expect(Object.keys(play.readsInRecord('worker'))).not.toContain('Statement')
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
