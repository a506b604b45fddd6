import { press } from '../../src/core/press.ts'
import { readBack } from '../../src/core/question.ts'
import type { SupervisionRecord } from '../../src/domain/record.ts'
import type { StanceKind } from '../../src/domain/stance.ts'
import { answer, type Walk } from './answering.ts'
import { sentence } from './canaries.ts'
import { isWritten } from './coverage.ts'
import { scopeOf } from './world.ts'

/** Takes a stance with a canary as its comment; false when it is not theirs to take now. */
const comments = async (
  { world, aviary, relationship }: Walk,
  { id, version }: SupervisionRecord,
  by: string,
  kind: StanceKind,
): Promise<boolean> => {
  const stance = press('stance', { record: id, version: String(version), kind })
  const { form } = await world.presses(by, stance)
  if (form === undefined) return false
  const where = `${kind} on ${id}`
  const comment = { by, what: 'comment', where, relationship: relationship.id, record: id } as const
  const word = aviary.hatch({ ...comment, audiences: [] })
  const values = { comment: sentence(word) }
  await world.does(by, { kind: 'form', form: form.id, values, end: 'submit' })
  return true
}

const newest = async ({ world }: Walk, id: string, reader: string): Promise<SupervisionRecord> => {
  const record = await world.house.store.record(scopeOf(reader), id)
  if (record === undefined) throw new Error(`${reader} does not find ${id}`)
  return record
}

/** Goes over the answers again and says one of them anew. */
const revises = async (walk: Walk, { id, version }: SupervisionRecord, by: string) => {
  const { world, dialog } = walk
  await world.presses(by, press('revise', { record: id, version: String(version) }))
  const part = (await world.state(by)).focus
  if (part === undefined) throw new Error(`${by} has nothing to revise`)
  const line = readBack(dialog, part, await world.today()).find(({ point }) =>
    isWritten(point.schema),
  )
  await world.presses(by, press('edit', { part: part.id }), [line?.point.key ?? ''])
  const editing = (await world.state(by)).focus
  if (editing !== undefined) await answer(walk, editing, by)
  await world.presses(by, press('done', { part: part.id }))
}

/** Everybody who signs says something about it; where one person wrote it all, there is a change first and a disagreement last. */
export const signs = async (walk: Walk, id: string): Promise<void> => {
  const [first] = walk.relationship.parties
  const record = await newest(walk, id, first?.person ?? '')
  const author = record.parties.find(({ role }) => role === record.author)?.person ?? ''
  const others = record.parties.filter(({ person }) => person !== author)
  const alone = record.sections.every(({ rows }) =>
    rows.every(({ party }) => party === record.author),
  )
  if (alone && others[0] !== undefined) {
    const { person } = others[0]
    await comments(walk, record, person, 'ask for a change')
    await revises(walk, record, author)
    await comments(walk, await newest(walk, id, person), person, 'disagree with a comment')
    return
  }
  for (const { person } of record.parties)
    await comments(walk, await newest(walk, id, person), person, 'agree with a comment')
}
