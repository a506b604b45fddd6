import { describe, expect, it } from 'vitest'

import { session } from '../../dialogs/sessions/session.ts'
import { Play } from './play.ts'

const names = { supervisor: 'Ada', worker: 'Ben' }
const openActions = [
  { id: 'a1', what: 'Call the clinic', by: '2026-11-20', carried: 0 },
  { id: 'a2', what: 'Ask for co-work', by: '2026-11-27', carried: 1 },
]
const agenda = [{ id: 't1', topic: 'Court dates' }]
const meet = (given: { openActions?: typeof openActions; agenda?: typeof agenda } = {}): Play =>
  new Play(session, { names, given: { openActions, agenda, ...given } })

const essential = {
  held: 'In person',
  lastActions: 'All done',
  mattered: 'We looked at the visits in Elm Road and how to share them',
  agreed: 'Ring the court - Ada - by 4 December\nWrite up Friday’s visit',
  next: '15 December',
}

describe('Ada records her session with Ben', () => {
  it('takes five answers and one button', () => {
    const play = meet()
    play.finish('supervisor', essential)
    expect(play.run.state).toBe('filed')
    expect(play.readsInRecord('worker')).toMatchObject({
      'How we met': 'In person',
      'What mattered': 'We looked at the visits in Elm Road and how to share them',
      Actions:
        'Ring the court · Ada · by Friday 4 December; Write up Friday’s visit · Ben · by Tuesday 15 December',
      'Next session': 'Tuesday 15 December',
    })
  })

  it('is not asked about last time’s actions when there are none', () => {
    const play = meet({ openActions: [] })
    play.answer('supervisor', 'Phone or video')
    expect(play.at('supervisor')).toBe('mattered')
  })

  it('goes through last time’s actions one by one, and asks of one that waited twice whether it is still right', () => {
    const play = meet()
    play.answers('supervisor', {
      held: 'In person',
      lastActions: 'One by one',
      'followed/a1/now': 'Done',
      'followed/a2/now': 'Not yet',
    })
    expect(play.asked('supervisor')).toBe(
      'Ask for co-work has waited twice now. Is it still the right action?',
    )
    play.answer('supervisor', 'Drop it')
    expect(play.at('supervisor')).toBe('mattered')
  })

  it('finds a new date when they did not meet', () => {
    const play = meet()
    play.answer('supervisor', 'It was moved')
    expect(play.started).toEqual(['reschedule'])
    expect(play.run.ended).toBe('instead')
  })

  it('adds more when she likes: everything may be skipped there', () => {
    const play = meet()
    play.answers('supervisor', essential)
    expect(play.waiting('supervisor')).toBeGreaterThan(8)
    play.turn('supervisor', { do: 'more' })
    const seen: string[] = []
    while (play.at('supervisor') !== 'read-back') {
      seen.push(play.at('supervisor'))
      play.turn('supervisor', { do: 'skip' })
    }
    expect(seen).toEqual(
      expect.arrayContaining(['praise', 'load', 'support', 'learning', 'items/t1/as']),
    )
    play.turn('supervisor', { do: 'done' })
    expect(play.run.state).toBe('filed')
  })

  it('is asked what exactly was good when praise is general', () => {
    const play = meet()
    play.answers('supervisor', essential)
    play.turn('supervisor', { do: 'edit', step: 'praise' })
    expect(play.answer('supervisor', 'Well done with everything')).toEqual([
      'What did they do, and what difference did it make?',
    ])
  })

  it('looks at the workload at once when it is unsafe, and comes back', () => {
    const play = meet()
    play.answers('supervisor', essential)
    play.turn('supervisor', { do: 'edit', step: 'load' })
    play.answer('supervisor', 'Unsafe')
    expect(play.started).toEqual(['workload'])
    expect(play.at('supervisor')).toBe('read-back')
  })

  it('takes a family’s matter out of the record of the session', () => {
    const play = meet()
    play.answers('supervisor', essential)
    play.turn('supervisor', { do: 'more' })
    while (play.at('supervisor') !== 'items/t1/as') play.turn('supervisor', { do: 'skip' })
    play.answer('supervisor', 'It is about a family')
    expect(play.started).toEqual(['case-aaa'])
    expect(Object.keys(play.readBack('supervisor'))).not.toContain('Court dates: main point')
  })

  it('says what does not fit, and asks again', () => {
    const play = meet()
    play.answers('supervisor', {
      held: 'In person',
      lastActions: 'All done',
      mattered: essential.mattered,
      agreed: 'None',
    })
    expect(play.answer('supervisor', 'some day')[0]).toContain('Please give a date')
    play.finish('supervisor', { next: 'to follow' })
    expect(play.readsInRecord('worker').Actions).toBe('None')
  })

  it('can be answered as one form, with the same record', () => {
    const form = meet()
    form.turn('supervisor', { do: 'answer', raw: 'In person' })
    form.turn('supervisor', {
      do: 'form',
      submit: true,
      values: {
        lastActions: 'All done',
        mattered: essential.mattered,
        agreed: essential.agreed,
        next: essential.next,
      },
    })
    expect(form.at('supervisor')).toBe('read-back')
    form.turn('supervisor', { do: 'done' })
    const chat = meet()
    chat.finish('supervisor', essential)
    expect(form.readsInRecord('worker')).toEqual(chat.readsInRecord('worker'))
  })
})
