import { needsAction } from '../../src/bot/given/about.ts'
import { type Part, partId, READ_BACK } from '../../src/core/part.ts'
import { press } from '../../src/core/press.ts'
import { waiting } from '../../src/core/question.ts'
import { addDays } from '../../src/core/time.ts'
import type { StoredRun } from '../../src/domain/run.ts'
import { answer, hatch, type Walk } from './answering.ts'
import { type Canary, sentence } from './canaries.ts'
import { allSteps, leadsOn } from './coverage.ts'
import { glance } from './reach.ts'
import { people, scopeOf } from './world.ts'

/** A form closed half-way: what was typed stays with whoever typed it. */
const leaveHalfAForm = async (walk: Walk, part: Part, by: string): Promise<void> => {
  const { form } = await walk.world.presses(by, press('form', { part: part.id }))
  const field = form?.fields.find(({ kind }) => kind === 'text' || kind === 'long')
  if (form === undefined || field === undefined) return
  const word = hatch(walk, by, 'half a form', field.name, ['priv'])
  const values = { [field.name]: sentence(word) }
  await walk.world.does(by, { kind: 'form', form: form.id, values, end: 'keep' })
}

/** Before anything is revealed: nobody but its author sees what was said in this scene. */
const lookAround = async (walk: Walk, run: string, hidden: readonly Canary[]): Promise<void> => {
  if (!walk.looks) return
  for (const person of people) {
    const others = hidden.filter(({ by }) => by !== person)
    if (others.length === 0) continue
    const seen = await glance(walk.world, person, run)
    for (const { word, where, by } of others)
      if (seen.includes(word)) walk.leaks.push(`${person} sees ${where} of ${by}`)
  }
}

const readsBack = async (walk: Walk, part: Part, by: string, from: number): Promise<void> => {
  const { world, dialog, aviary } = walk
  const more = part.mode === 'essential' && waiting(dialog, part, await world.today()) > 0
  if (!more) await lookAround(walk, part.run, aviary.all.slice(from))
  if (!more) await world.presses(by, press('change', { part: part.id }))
  await world.presses(by, press(more ? 'more' : 'done', { part: part.id }))
}

/** A part from wherever it is to its end, or to where it rests. */
const playPart = async (walk: Walk, id: string, by: string, from: number): Promise<void> => {
  const { world } = walk
  const here = async (): Promise<Part | undefined> => {
    const { focus } = await world.state(by)
    return focus?.id === id ? focus : undefined
  }
  if ((await here()) === undefined) await world.presses(by, press('open', { part: id }))
  const first = await here()
  if (first !== undefined) await leaveHalfAForm(walk, first, by)
  for (let steps = 0; steps < 200; steps += 1) {
    const part = await here()
    if (part === undefined) return
    if (part.at !== READ_BACK) await answer(walk, part, by)
    else await readsBack(walk, part, by, from)
  }
  throw new Error(`${id} has no end`)
}

const runOf = async ({ world, relationship }: Walk, id: string): Promise<StoredRun | undefined> =>
  world.house.store.run(scopeOf(relationship.parties[0]?.person ?? ''), id)

/** Whose turn it is. */
const next = (run: StoredRun) => {
  const role = run.openFor.find(each => !run.doneBy.includes(each))
  const person = run.parties.find(party => party.role === role)?.person
  if (role === undefined || person === undefined) throw new Error(`nobody can go on with ${run.id}`)
  return { role, person, id: partId(run.id, run.scene, role) }
}

/** What is open has waited long, so that it is asked whether it still stands. */
const grownOld = async ({ world, relationship }: Walk, person: string): Promise<void> => {
  const { store } = world.house
  const scope = scopeOf(person)
  const items = await store.agendaItems(scope, relationship.id)
  const actions = await store.actions(scope, relationship.id)
  await store.transact(scope, async tx => {
    for (const each of items.filter(({ state }) => state === 'open'))
      await tx.saveAgendaItem({ ...each, carried: 2 })
    for (const each of actions.filter(({ state }) => state === 'open'))
      await tx.saveAction({ ...each, carried: 2 })
  })
}

const begin = async (walk: Walk): Promise<string> => {
  const { world, dialog, relationship } = walk
  const starters = relationship.parties.filter(({ role }) => dialog.starts.includes(role))
  const starter = starters[walk.walks % starters.length]
  if (starter === undefined) throw new Error(`nobody starts ${dialog.id}`)
  const { person } = starter
  await grownOld(walk, person)
  // A dialog about one action is begun by whoever owns one.
  const [mine] = (await world.house.store.actions(scopeOf(person), relationship.id)).filter(
    ({ owner }) => owner === person,
  )
  const about = mine !== undefined && needsAction(dialog) ? { action: mine.id } : {}
  await world.presses(
    person,
    press('start', { dialog: dialog.id, with: relationship.id, ...about }),
  )
  const open = await world.house.store.openRuns(scopeOf(person))
  const run = open.find(each => each.dialog.id === dialog.id)
  if (run === undefined) throw new Error(`${dialog.id} did not begin`)
  return run.id
}

/** The last day of a scene passes: something is asked only where nobody said anything. True when it has closed. */
const letsItPass = async (walk: Walk, { id, scene }: StoredRun): Promise<boolean> => {
  const data = walk.dialog.scenes.find(each => each.scene === scene)
  const isMissed = allSteps(data?.steps ?? []).some(
    step =>
      'ask' in step &&
      step.must === true &&
      walk.asked.has(step) &&
      leadsOn(walk.dialog, step.ask, walk.asked).silence,
  )
  if (data?.until?.whenOver !== 'close' || !isMissed) return false
  for (let days = 0; days < 60; days += 1) {
    if ((await runOf(walk, id))?.scene !== scene) return true
    await walk.world.until(addDays(await walk.world.today(), 1))
  }
  throw new Error(`${scene} of ${walk.dialog.id} never closes`)
}

/** Plays the dialog once, to its end; answers the run as it was left. */
export const walkThrough = async (walk: Walk): Promise<StoredRun> => {
  const id = await begin(walk)
  walk.walks += 1
  let scene = ''
  let from = 0
  for (let parts = 0; parts < 60; parts += 1) {
    const run = await runOf(walk, id)
    if (run === undefined) throw new Error(`${id} is gone`)
    if (run.state !== 'open') return run
    if (run.scene !== scene) {
      from = walk.aviary.all.length
      scene = run.scene
      if (await letsItPass(walk, run)) continue
    }
    const { role, person, id: mine } = next(run)
    await walk.world.until(run.restsUntil[role] ?? '')
    await playPart(walk, mine, person, from)
  }
  throw new Error(`${walk.dialog.id} has no end`)
}
