import { describe, expect, it } from 'vitest'

import { improvementCheckIn } from '../../dialogs/plans/improvementCheckIn.ts'
import { improvementClosing } from '../../dialogs/plans/improvementClosing.ts'
import { Play } from './play.ts'

const names = { supervisor: 'Ada', worker: 'Ben' }
const goal = 'Notes within two days'
const given = { plan: 'rec1', goals: [{ id: 'g1', text: goal, goal }] }

describe('Ada and Ben look at the plan', () => {
  const meet = (): Play => new Play(improvementCheckIn, { names, given })

  it('answers apart, what moved first and numbers second', () => {
    const play = meet()
    expect(play.at('worker')).toBe('moved')
    expect(play.asked('supervisor')).toContain('Start with a strength')
    play.finish('worker', {
      moved: 'I write up in the car on most days now',
      'marks/g1/number': '6',
    })
    expect(play.everythingHeard('supervisor')).not.toContain('in the car')
    play.finish('supervisor', {
      noticed: 'The Saturday duty worker found both notes there',
      'marks/g1/sees': '7',
    })
    const heard = play.everythingHeard('supervisor')
    expect(heard).toContain('What moved, as Ben sees it: I write up in the car')
    expect(heard).toContain(`“${goal}”: Ben is at 6, you are at 7.`)
    play.finish('supervisor', {
      strength: 'Writing up in the car was his own idea and it works',
      next: 'Same again on court days - Ben\nRing the court about dates - Ada',
    })
    expect(play.run.state).toBe('filed')
    expect(improvementCheckIn.files.into).toBe('plan')
    expect(play.readsInRecord('worker')).toMatchObject({
      [`${goal}: 0 to 10, as Ben sees it`]: '6',
      [`${goal}: 0 to 10, as Ada sees it`]: '7',
      'We look again on': 'Tuesday 8 December',
    })
  })

  it('refuses a number that is none, and asks for a strength that is more than “well done”', () => {
    const play = meet()
    play.answer('worker', 'I write up in the car on most days now')
    expect(play.answer('worker', 'eleven')).toEqual(['A whole number from 0 to 10, please.'])
    expect(play.answer('supervisor', 'Well done')).toEqual([
      'What exactly did they do, and what difference did it make?',
    ])
  })

  it('goes on after three working days when Ben has not answered, without a line that reads empty', () => {
    const play = meet()
    play.finish('supervisor', {
      noticed: 'Both notes were there on Saturday',
      'marks/g1/sees': '7',
    })
    play.timeIsOver()
    expect(play.at('supervisor')).toBe('strength')
    expect(play.everythingHeard('supervisor')).not.toContain('Ben is at')
  })

  it('does not begin without a plan, and says how one starts', () => {
    for (const dialog of [improvementCheckIn, improvementClosing]) {
      const play = new Play(dialog, { names, given: { plan: '', goals: [] } })
      expect(play.run).toMatchObject({ state: 'ended', ended: 'stopped' })
      expect(play.everythingHeard(dialog.starts[0] === 'supervisor' ? 'worker' : '')).toContain(
        'no plan',
      )
    }
  })

  it('offers fuller feedback half-way', () => {
    const play = meet()
    play.finish('worker', { moved: 'Most days are written up now', 'marks/g1/number': '6' })
    play.finish('supervisor', {
      noticed: 'Both notes were there on Saturday',
      'marks/g1/sees': '7',
    })
    play.answers('supervisor', {
      strength: 'He found his own way of writing up',
      next: 'Same again',
    })
    play.turn('supervisor', { do: 'edit', step: 'halfWay' })
    play.finish('supervisor', { halfWay: 'Yes' })
    expect(play.started).toEqual(['feedback'])
  })
})

describe('Ada and Ben close the plan', () => {
  const apart = (given_: typeof given & { readonly extended?: string[] } = given): Play => {
    const play = new Play(improvementClosing, { names, given: given_ })
    play.finish('worker', {
      works: 'The notes are there on Saturdays now',
      'verdicts/g1/verdict': 'Met',
      'verdicts/g1/example': 'Nine of nine in December',
    })
    play.finish('supervisor', {
      'verdicts/g1/sees': 'Partly met',
      'verdicts/g1/example': 'Seven of nine in January',
    })
    return play
  }

  it('says what he did to get there when the goals are met', () => {
    const play = apart()
    expect(play.everythingHeard('supervisor')).toContain(
      `“${goal}”: Ben says “Met”, you say “Partly met”.`,
    )
    play.finish('supervisor', {
      outcome: 'Met',
      recognition: 'He wrote up in the car, in rain and snow',
    })
    expect(play.everythingHeard('worker')).toContain('Ada recognises this: He wrote up in the car')
    play.turn('worker', { do: 'skip' })
    play.turn('worker', { do: 'done' })
    expect(play.run.state).toBe('filed')
  })

  it('extends it once when they are partly met', () => {
    const play = apart()
    play.finish('supervisor', {
      outcome: 'Partly met',
      recognition: 'He wrote up in the car, in rain and snow',
      more: 'Extend it once',
      extendTo: '26 February',
      stillNeeded: 'Two notes a week on court days; I ring the court',
    })
    play.timeIsOver()
    expect(play.readsInRecord('worker')['Extended until']).toBe('Friday 26 February 2027')
  })

  it('does not extend it twice', () => {
    const play = apart({ ...given, extended: ['2027-02-26'] })
    play.answers('supervisor', {
      outcome: 'Partly met',
      recognition: 'He wrote up in the car all winter',
    })
    expect(play.at('supervisor')).toBe('read-back')
    expect(play.everythingHeard('supervisor')).toContain('extended once already')
  })

  it('stops at the formal boundary when they are not met: people decide, nothing goes to HR', () => {
    const play = apart()
    play.answers('supervisor', { outcome: 'Not met' })
    expect(play.at('supervisor')).toBe('read-back')
    expect(play.everythingHeard('supervisor')).toContain(
      'A formal procedure is a decision that people make',
    )
    expect(improvementClosing.files.leadsTo).toEqual([])
    play.turn('supervisor', { do: 'done' })
    play.finish('worker', { statement: 'Seven of nine is not nothing' })
    expect(play.readsInRecord('supervisor').Statement).toBe('Seven of nine is not nothing')
  })
})
