import { describe, expect, it } from 'vitest'

import { banner } from '../../dialogs/plans/improvement/gate.ts'
import { beforeTheTalk, gate, start } from './improvementCast.ts'

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
    play.answer('supervisor', ['Attendance', 'Health / disability / caring'])
    expect(play.asked('supervisor')).toContain('adjustments that could help Ben')
    play.answer('supervisor', 'Not yet')
    expect(play.run.ended).toBe('stopped')

    const settled = start()
    settled.answers('supervisor', { about: ['Health / disability / caring'], adjustments: 'Yes' })
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
    expect(play.asked('supervisor')).toBe('Have you spoken with Ben now?')
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
