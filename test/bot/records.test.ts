import { beforeEach, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshTeams, type Team } from './team.ts'

const another = freshTeams(9)
let team: Team

beforeEach(async () => {
  team = await another()
})

const TEN_MINUTES = 10 * 60_000

const shareSession = async (mattered = 'The holidays, and writing for court.'): Promise<string> => {
  const ada = team.person('ada')
  await ada.types('record the session')
  await ada.presses('In person')
  await ada.presses('None has changed')
  await ada.types(mattered)
  await ada.types('Send the template - Ada - by Friday')
  await ada.types('23 December')
  await ada.presses('Share with Ben')
  const [record] = await team.store.records(
    { tenant: 'example-team', actor: 'ada' },
    { kind: 'R04' },
  )
  return record?.id ?? ''
}

const page = async (who: string, record: string): Promise<string> => {
  const found = await team.person(who).page(`record/${record}`)
  return found === undefined ? 'not found' : plainText(found)
}

const pressOnPage = async (who: string, record: string, label: string) => {
  const found = await team.person(who).page(`record/${record}`)
  const button = found?.blocks
    .flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
    .find(each => each.label === label)
  if (button === undefined) throw new Error(`no “${label}” on the page of ${who}`)
  return team.person(who).sends(button.press)
}

const comment = async (
  who: string,
  record: string,
  label: string,
  words: string,
): Promise<void> => {
  const { outcome } = await pressOnPage(who, record, label)
  await team.person(who).form(outcome.form?.id ?? '', { comment: words })
}

describe('a shared record', () => {
  test('can be taken back until it is opened, changed, and shared again as its next version', async () => {
    const record = await shareSession()
    const ada = team.person('ada')
    await ada.presses('Take it back')
    expect(ada.reads()).toContain('Does this read right?')
    await ada.presses('Change something')
    const edit = ada.last().blocks.find(block => block.kind === 'pick')
    await ada.sends(edit?.kind === 'pick' ? edit.press : '', ['mattered'])
    await ada.types('Only the holidays, we had little time.')
    await ada.presses('Share the new version')
    expect(await page('ben', record)).toContain('Only the holidays')
    expect(await page('ben', record)).toContain('Version: 2')
    expect(await page('ben', record)).not.toContain('writing for court')
    await team.tick()
    expect(
      team
        .person('ben')
        .cards()
        .filter(card => plainText(card).includes('shared it with you')),
    ).toHaveLength(1)
  })

  test('cannot be taken back once it was opened', async () => {
    const record = await shareSession()
    await page('ben', record)
    await team.person('ada').presses('Take it back')
    expect(team.person('ada').reads()).toContain('has been opened already')
    expect(await page('ben', record)).toContain('writing for court')
  })

  test('goes back for a change, and every answer to it starts anew with the next version', async () => {
    const record = await shareSession()
    await comment('ben', record, 'Ask for a change', 'We also agreed on the training day.')
    await team.tick()
    const ada = team.person('ada')
    expect(ada.reads()).toContain('asks for a change')
    expect(ada.reads()).not.toContain('training day')
    expect(await page('ada', record)).toContain('training day')
    await ada.presses('Make the change')
    await ada.presses('Share the new version')
    await team.tick()
    expect(team.person('ben').reads()).toContain('version 2')
    expect(await page('ben', record)).toContain('Waiting for Ben Okafor')
    await pressOnPage('ben', record, 'Agree')
    expect(await page('ben', record)).toContain('Signed by everyone')
    const actions = await team.store.actions({ tenant: 'example-team', actor: 'ada' }, 'ada-ben')
    expect(actions.filter(({ what }) => what === 'Send the template')).toHaveLength(1)
  })

  test('keeps a different view beside it, and puts it on the next agenda in fixed words', async () => {
    const record = await shareSession()
    await comment('ben', record, 'Disagree with a comment', 'I remember the training differently.')
    expect(await page('ada', record)).toContain('I remember the training differently.')
    expect(await page('ada', record)).toContain('different view beside it')
    const agenda = await team.store.agendaItems({ tenant: 'example-team', actor: 'ada' }, 'ada-ben')
    expect(agenda.map(({ topic }) => topic)).toContain(
      'Supervision record: two views to talk about',
    )
    expect(JSON.stringify(agenda)).not.toContain('training differently')
  })

  test('can be answered differently for ten minutes, and then no more', async () => {
    const record = await shareSession()
    await pressOnPage('ben', record, 'Agree')
    team.move(TEN_MINUTES - 1000)
    await pressOnPage('ben', record, 'Undo my answer')
    expect(await page('ben', record)).toContain('Waiting for Ben Okafor')
    await pressOnPage('ben', record, 'Agree')
    const undo = team.person('ben').button('Undo').press
    team.move(TEN_MINUTES + 1000)
    await team.person('ben').sends(undo)
    expect(team.person('ben').reads()).toContain('The ten minutes are over')
    expect(await page('ben', record)).toContain('Signed by everyone')
    expect(await page('ben', record)).not.toContain('[Undo my answer]')
  })

  test('an answer to a version that was replaced changes nothing', async () => {
    const record = await shareSession()
    const old = await team.person('ben').page(`record/${record}`)
    const agree = old?.blocks
      .flatMap(block => (block.kind === 'buttons' ? block.buttons : []))
      .find(({ label }) => label === 'Agree')
    await comment('ben', record, 'Ask for a change', 'Please add the date of the training.')
    await team.tick()
    await team.person('ada').presses('Make the change')
    await team.person('ada').presses('Share the new version')
    await team.person('ben').sends(agree?.press ?? '')
    expect(await page('ben', record)).toContain('Waiting for Ben Okafor')
  })
})

test('what was agreed becomes actions with their owners, dates and the next session', async () => {
  await shareSession()
  const scope = { tenant: 'example-team', actor: 'ben' }
  const actions = await team.store.actions(scope, 'ada-ben')
  expect(actions.find(({ what }) => what === 'Send the template')).toMatchObject({
    owner: 'ada',
    by: '2026-11-27',
    state: 'open',
  })
  expect(actions.find(({ id }) => id === 'a-training')).toMatchObject({ carried: 2, state: 'open' })
  const sessions = await team.store.sessions(scope, 'ada-ben')
  expect(sessions.find(({ id }) => id === 's-today')).toMatchObject({
    state: 'held',
    source: 'live',
  })
  expect(sessions.find(({ on }) => on === '2026-12-23')).toMatchObject({ state: 'planned' })
})

test('with “Add more” a session is recorded item by item, over open actions and the agenda', async () => {
  const ada = team.person('ada')
  await ada.types('record the session')
  await ada.presses('In person')
  await ada.presses('One by one')
  expect(ada.reads()).toContain('Call the clinic about the waiting list: where is it?')
  await ada.presses('Done')
  expect(ada.reads()).toContain('Ask Dana about cover')
  await ada.presses('Partly')
  expect(ada.reads()).toContain('Book the court skills training')
  await ada.presses('Not yet')
  expect(ada.reads()).toContain('Is it still the right action?')
  await ada.presses('Drop it')
  await ada.types('Mostly how to plan the next weeks.')
  await ada.types('None')
  await ada.presses('To follow')
  await ada.presses('Add more')
  for (
    let step = 0;
    step < 40 && !ada.reads().includes('Leave over the holidays: what came of it?');
    step += 1
  )
    await ada.types('skip')
  await ada.presses('Agreement')
  await ada.types('Ben takes the last week of December.')
  for (let step = 0; step < 40 && !ada.reads().includes('Does this read right?'); step += 1)
    await ada.types('skip')
  await ada.presses('Share with Ben')
  const scope = { tenant: 'example-team', actor: 'ben' }
  const actions = await team.store.actions(scope, 'ada-ben')
  expect(Object.fromEntries(actions.map(({ id, state }) => [id, state]))).toMatchObject({
    'a-clinic': 'done',
    'a-cover': 'partly',
    'a-training': 'dropped',
  })
  const agenda = await team.store.agendaItems(scope, 'ada-ben')
  expect(agenda.find(({ id }) => id === 'g-leave')?.state).toBe('covered')
  const [record] = await team.store.records(scope, { kind: 'R04' })
  expect(await page('ben', record?.id ?? '')).toContain('Ben takes the last week of December.')
})

test('a recorded session that was moved ends there, and finds another day instead', async () => {
  const ada = team.person('ada')
  await ada.types('record the session')
  await ada.presses('It was moved')
  expect(ada.reads()).toContain('what is in the way?')
  const open = await team.store.openRuns({ tenant: 'example-team', actor: 'ada' })
  expect(open.map(({ dialog }) => dialog.id)).toEqual(['reschedule'])
})
