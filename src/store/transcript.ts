import type { Store } from '../domain/store.ts'
import { again } from './again.ts'
import type { Base } from './base.ts'
import { SCHEMA_VERSION } from './documents.ts'
import { keyOf, ofPerson } from './query.ts'
import { asSaid, openSaid, placeOf, sealSaid } from './said.ts'
import { listsBefore } from './seen.ts'

type Sent = Parameters<Store['confirmSent']>[0]

const confirmSent = async ({ tables, now }: Base, sent: Sent): Promise<void> => {
  const wanted = new Map<string, Set<string>>()
  for (const { tenant, person, replies } of sent) {
    const key = keyOf(tenant, person)
    const ids = wanted.get(key) ?? new Set()
    for (const { id } of replies) ids.add(id)
    wanted.set(key, ids)
  }
  if (wanted.size === 0) return
  const found = await tables.turns.bare.find({ _id: { $in: [...wanted.keys()] } }).toArray()
  const moving = found.map(tables.turns.parse).map(turns => ({
    turns,
    replies: turns.replies.filter(({ id }) => wanted.get(turns._id)?.has(id)),
  }))
  const copies = moving.flatMap(({ turns: { tenant, person }, replies }) =>
    replies.map(({ id, seq, kept, address, sealed }) => {
      const place = placeOf(address)
      const fields = { schemaVersion: SCHEMA_VERSION, tenant, person, place, id, seq, kept, sealed }
      const filter = { _id: keyOf(tenant, person, id) }
      return { updateOne: { filter, update: { $setOnInsert: fields }, upsert: true } }
    }),
  )
  // First copied, then taken away: after a crash in between a reply lies in both places, and is shown once.
  if (copies.length > 0) await tables.said.bare.bulkWrite(copies, { ordered: false })
  const removals = moving.map(({ turns: { _id, seen }, replies }) => {
    const gone = { id: { $in: replies.map(({ id }) => id) } }
    const old = Object.fromEntries(
      listsBefore(seen, now()).map(list => [`seen.${list}`, '' as const]),
    )
    const update = { $pull: { replies: gone }, ...(Object.keys(old).length > 0 && { $unset: old }) }
    return { updateOne: { filter: { _id }, update } }
  })
  if (removals.length > 0) await tables.turns.bare.bulkWrite(removals, { ordered: false })
}

/** Behind everything of the last turn, before anything of the next one. */
const BETWEEN_TURNS = 999

/** Where something stands that came after the turn of this revision. */
export const betweenTurns = (rev = 0): number => rev * 1000 + BETWEEN_TURNS

const addToConversation = async (
  { tables, rings, now }: Base,
  ...[{ tenant, actor }, said]: Parameters<Store['addToConversation']>
): Promise<void> => {
  const who = { tenant, person: actor }
  const ring = await rings.need({ tenant, kind: 'person', id: actor })
  const turns = await tables.turns.one(ofPerson(who, { _id: keyOf(tenant, actor) }))
  const _id = keyOf(tenant, actor, said.id)
  await tables.said.addOnce(ofPerson(who, { _id }), {
    _id,
    schemaVersion: SCHEMA_VERSION,
    ...who,
    place: placeOf(said.address),
    id: said.id,
    seq: betweenTurns(turns?.rev),
    kept: now(),
    sealed: sealSaid(ring, said),
  })
}

const unsettled = async ({ tables }: Base, before: number) => {
  const { bare } = tables.turns
  const none = { $exists: false }
  const settled = { waits: true as const, 'accepted.0': none, 'replies.0': none }
  await bare.updateMany(settled, { $unset: { waits: '' } })
  const old = { $or: [{ 'accepted.kept': { $lt: before } }, { 'replies.kept': { $lt: before } }] }
  const fields = { projection: { tenant: 1, person: 1 } }
  const found = await bare.find({ waits: true, ...old }, fields).toArray()
  return found.map(({ tenant, person }) => ({ tenant, person }))
}

const conversation = async (
  { tables, rings }: Base,
  ...[{ tenant, actor }, address, limit]: Parameters<Store['conversation']>
) => {
  const who = { tenant, person: actor }
  const place = placeOf(address)
  // The pending ones first: what moves to the transcript meanwhile is then found twice, never not at all.
  const turns = await tables.turns.one(ofPerson(who, { _id: keyOf(tenant, actor) }))
  const said = await tables.said.list(ofPerson(who, { place }), {
    sort: { seq: -1, kept: -1 },
    limit,
  })
  const pending = (turns?.replies ?? []).filter(reply => placeOf(reply.address) === place)
  if (said.length + pending.length === 0) return []
  const ring = await rings.find({ tenant, kind: 'person', id: actor })
  if (ring === undefined) return []
  const once = new Map([...said, ...pending].map(each => [each.id, each]))
  return [...once.values()]
    .sort(asSaid)
    .slice(-limit)
    .map(each => openSaid(ring, each))
}

type TranscriptStore = Pick<
  Store,
  'confirmSent' | 'addToConversation' | 'unsettled' | 'conversation'
>

/** What was said, moved out of the turn document once it was sent. */
export const transcriptStore = (base: Base): TranscriptStore => ({
  confirmSent: sent => again(() => confirmSent(base, sent)),
  addToConversation: (scope, said) => again(() => addToConversation(base, scope, said)),
  unsettled: before => unsettled(base, before),
  conversation: (scope, address, limit) => conversation(base, scope, address, limit),
})
