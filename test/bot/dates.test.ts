import { afterAll, beforeAll, describe, expect, test } from 'vitest'

import { plainText } from '../../src/core/card.ts'
import { freshDatabase } from '../setup/database.ts'
import { startTeam, type Team } from './team.ts'

const database = freshDatabase()
let team: Team
beforeAll(async () => {
  team = await startTeam(database)
  const tenant = 'example-team'
  await team.store.transact({ tenant, actor: 'ada' }, async tx => {
    const [, today] = (await team.store.sessions({ tenant, actor: 'ada' }, 'ada-ben')).toSorted(
      (a, b) => a.on.localeCompare(b.on),
    )
    if (today === undefined) throw new Error('the example has a session today')
    const move = {
      from: '2026-11-25',
      to: '2026-12-02',
      by: 'ada',
      at: 0,
      reason: 'workload',
    } as const
    await tx.saveSession({ ...today, on: '2026-12-02', moves: [move] })
  })
})
afterAll(() => team.close())

const page = (who: string, view = 'dates') => team.person(who).page(view)
const reads = async (view?: string): Promise<string> =>
  plainText((await page('dana', view)) ?? { blocks: [] })

describe('the reporting line', () => {
  test('reads named dates and how one was moved, and no word of what was said', async () => {
    const said = await reads()
    expect(said).toContain('With Ada Brook')
    expect(said).toContain('Ben Okafor')
    expect(said).toContain('Held: Wednesday 28 October')
    expect(said).toContain('Next date: Wednesday 2 December')
    expect(said).toContain('Moved: Wednesday 25 November to Wednesday 2 December (workload)')
    expect(said).toContain('Supervisions: 1')
    for (const word of ['clinic', 'court', 'Leave over', 'overdue', 'missed'])
      expect(said).not.toContain(word)
  })

  test('takes the same along as a table', async () => {
    const [file] = (await page('dana'))?.downloads ?? []
    expect(file?.name).toBe('supervision-dates-2026-08-26-2026-11-25.csv')
    const lines = file?.text.split('\r\n') ?? []
    expect(lines[0]).toBe('worker,supervisor,what,date,state or reason')
    expect(lines).toContain('Ben Okafor,Ada Brook,held,2026-10-28,')
    expect(lines).toContain('Ben Okafor,Ada Brook,moved,2026-11-25,workload')
    expect(lines).toContain('Ben Okafor,Ada Brook,next,2026-12-02,')
  })

  test('chooses another time and another day to look from', async () => {
    const dana = team.person('dana')
    const { outcome } = await dana.sends('period')
    const form = outcome.form?.id ?? ''
    expect(outcome.form?.fields.map(({ name }) => name)).toEqual(['from', 'to', 'asAt'])
    const wrong = await dana.form(form, { from: '1 May', to: '3 April', asAt: 'never' })
    expect(Object.keys(wrong.outcome.errors ?? {})).toEqual(['asAt'])
    await dana.form(form, { from: '1 October', to: '31 October', asAt: '2026-11-01' })
    expect(dana.last().blocks).toContainEqual({
      kind: 'link',
      label: 'Supervision dates',
      view: 'dates/2026-10-01/2026-10-31/2026-11-01',
    })
    const october = await reads('dates/2026-10-01/2026-10-31/2026-11-01')
    expect(october).toContain('Held: Wednesday 28 October')
    expect(october).not.toContain('Moved')
    expect(await reads('dates/2026-11-01/2026-11-25')).toContain('Held: none in this time')
  })

  test('was not there before it began, and is not there for days that do not exist', async () => {
    expect(await reads('dates/2025-01-01/2025-02-01/2025-02-01')).toContain(
      'There were no supervisions below you on that day.',
    )
    for (const view of ['dates/2026-02-30/2026-03-01', 'dates/2026-03-02/2026-03-01', 'dates/x'])
      expect(await page('dana', view)).toBeUndefined()
  })

  test('is not there for the two themselves or for anybody beside it', async () => {
    for (const who of ['ada', 'ben', 'cleo', 'imran']) {
      expect(await page(who)).toBeUndefined()
      const { outcome } = await team.person(who).sends('period')
      expect(outcome.form).toBeUndefined()
    }
  })
})
