import { current, readingFor } from '../../src/core/current.ts'
import type { AskStep, Dialog } from '../../src/core/dialogData.ts'
import { kindOf } from '../../src/core/kind.ts'
import type { Part } from '../../src/core/part.ts'
import { press } from '../../src/core/press.ts'
import { isClosed } from '../../src/core/read.ts'
import { audienceName, audienceOf } from '../../src/core/readers.ts'
import type { AskPoint } from '../../src/core/walk.ts'
import { type Audience, audienceNames } from '../../src/domain/circle.ts'
import type { Relationship } from '../../src/domain/relationship.ts'
import { type Aviary, type Canary, sentence } from './canaries.ts'
import { isWritten, leadsOn } from './coverage.ts'
import type { World } from './world.ts'

/** One dialog played between its parties, with a canary for everything they say in their own words. */
export interface Walk {
  readonly world: World
  readonly aviary: Aviary
  readonly dialog: Dialog
  readonly relationship: Relationship
  /** Questions that were answered in somebody's own words, in this walk or one before. */
  readonly asked: Set<AskStep>
  walks: number
  /** How often each choice was asked: each time another answer is tried. */
  readonly turns: Map<AskStep, number>
  /** Whether anybody looks around before something is revealed. */
  readonly looks: boolean
  /** Canaries that somebody could see before they were revealed. */
  readonly leaks: string[]
}

const audienceNamed = (name: string): readonly Audience[] =>
  audienceNames.filter(each => each === name)

export const hatch = (
  { aviary, dialog, relationship }: Walk,
  by: string,
  what: Canary['what'],
  where: string,
  audiences: readonly Audience[],
): string =>
  aviary.hatch({
    by,
    what,
    where: `${dialog.id} ${where}`,
    relationship: relationship.id,
    audiences,
  })

/** What is tried as an answer, until one is taken. */
const attempts = (walk: Walk, part: Part, point: AskPoint, by: string): readonly string[] => {
  const { step, schema, key } = point
  const kind = kindOf(schema)
  const { options } = readingFor(walk.dialog, part, point, '2026-01-01')
  const { further, out } = leadsOn(walk.dialog, step.ask, walk.asked)
  if (isWritten(schema)) {
    const release = step.release === undefined ? [] : audienceNamed(step.release.otherwise)
    const audiences = [...audienceNamed(audienceName(walk.dialog, step)), ...release]
    const sing = (): string => sentence(hatch(walk, by, 'answer', key, audiences))
    return [kind.kind === 'list' && options.length === 0 ? `${sing()}\n${sing()}` : sing()]
  }
  if (kind.kind === 'choice' || kind.kind === 'several') {
    const turn = walk.turns.get(step) ?? 0
    walk.turns.set(step, turn + 1)
    const wanted = kind.options.filter(each => further.includes(each))
    if (kind.kind === 'several' && wanted.length > 0) return [wanted.join('\n')]
    const inside = kind.options.filter(each => !out.includes(each))
    const list = wanted.length > 0 ? wanted : inside.length > 0 ? inside : kind.options
    return [list[turn % list.length] ?? '', ...kind.options]
  }
  if (isClosed(schema)) return options
  return ['in 20 days', 'yesterday', '14:30', walk.walks % 2 === 0 ? '3' : '7']
}

/** Answers a question, in a form where the platform keeps messages and the answer must not be one. */
const give = async (
  { world, dialog }: Walk,
  part: Part,
  point: AskPoint,
  by: string,
  raw: string,
): Promise<void> => {
  const at = { part: part.id, step: point.key }
  if (world.platform !== 'web' && audienceOf(dialog, point.step).formOnly) {
    const { form } = await world.presses(by, press('private', at))
    if (form === undefined) throw new Error(`${point.key} is not asked privately`)
    const values = { [form.fields[0]?.name ?? '']: raw }
    await world.does(by, { kind: 'form', form: form.id, values, end: 'submit' })
  } else if (isWritten(point.schema)) await world.does(by, { kind: 'text', text: raw })
  else await world.presses(by, press('answer', at), raw.split('\n'))
}

/** True when the part has moved on from this question. */
const isPast = async (
  { world }: Walk,
  part: Part,
  { key }: AskPoint,
  by: string,
): Promise<boolean> => {
  const { focus } = await world.state(by)
  if (focus?.id === part.id && focus.probing === key)
    await world.presses(by, press('keep', { part: part.id, step: key }))
  else if (focus?.id === part.id && focus.at === key) return false
  return true
}

/** A second time where it is asked for once more. */
const skips = async (walk: Walk, part: Part, point: AskPoint, by: string): Promise<boolean> => {
  const skip = press('skip', { part: part.id, step: point.key })
  await walk.world.presses(by, skip)
  if ((await walk.world.state(by)).focus?.at !== point.key) return true
  await walk.world.presses(by, skip)
  return (await walk.world.state(by)).focus?.at !== point.key
}

export const answer = async (walk: Walk, part: Part, by: string): Promise<void> => {
  const { world, dialog, asked } = walk
  const point = current(dialog, part, await world.today())
  if (point === undefined) throw new Error(`${part.id} is at ${part.at}, which is no question`)
  const { silence } = leadsOn(dialog, point.step.ask, asked)
  if (silence && asked.has(point.step) && (await skips(walk, part, point, by))) return
  for (const raw of attempts(walk, part, point, by)) {
    await give(walk, part, point, by, raw)
    if (!(await isPast(walk, part, point, by))) continue
    asked.add(point.step)
    return
  }
  if (!(await skips(walk, part, point, by)))
    throw new Error(`${by} cannot get past ${part.id} ${point.key}`)
}
