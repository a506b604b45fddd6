import { advance } from '../core/advance.ts'
import type { Dialog } from '../core/dialogData.ts'
import { type Advanced, begin } from '../core/flow.ts'
import { outside } from '../core/lookup.ts'
import type { Part } from '../core/part.ts'
import { refit } from '../core/refit.ts'
import { beginRun, partFor, type Run } from '../core/run.ts'
import { say } from '../core/say.ts'
import { firstName, type Person } from '../domain/people.ts'
import type { SupervisionRecord } from '../domain/record.ts'
import { type Relationship, rolesOf } from '../domain/relationship.ts'
import type { StoredRun } from '../domain/run.ts'
import type { Tx } from '../domain/store.ts'
import type { Context } from './context.ts'
import { type About, needsAction } from './given/about.ts'
import { readGiven } from './given.ts'
import { notify } from './notices.ts'
import { draftIn, personOf, toRun, toStored, withDraft } from './runs.ts'
import type { PartRef, PersonState } from './state.ts'

/** Relationships in which this person may start this dialog; `about` is the thing it is started for. */
export const startable = (
  dialog: Dialog,
  relationships: readonly Relationship[],
  person: string,
  records: readonly SupervisionRecord[],
  about?: About,
): readonly Relationship[] =>
  relationships.filter(
    each =>
      (about === undefined ? !needsAction(dialog) : about.relationship === each.id) &&
      each.state === 'confirmed' &&
      each.kind !== 'line' &&
      dialog.parties.every(party => each.parties.some(({ role }) => role === party)) &&
      rolesOf(each, person).some(role => dialog.starts.includes(role)) &&
      // What goes on with a record needs that record.
      (dialog.files.into === undefined ||
        records.some(
          ({ kind, relationship }) => kind === dialog.files.record && relationship === each.id,
        )),
  )

export const refOf = (part: Part, title: string): PartRef => ({
  id: part.id,
  run: part.run,
  scene: part.scene,
  party: part.party,
  dialog: part.dialog,
  title,
  about: part.about,
})

const firstNames = (
  dialog: Dialog,
  relationship: Relationship,
  people: readonly Person[],
): Run['names'] =>
  Object.fromEntries(
    dialog.parties.map(party => {
      const id = relationship.parties.find(({ role }) => role === party)?.person
      return [party, firstName(people.find(each => each.id === id)?.name ?? party)]
    }),
  )

/** The day a talk is about: the session planned for it, if one is due; else today. */
const dayOf = async (ctx: Context, dialog: Dialog, relationship: Relationship): Promise<string> => {
  if (!dialog.files.leadsTo.some(({ command }) => command === 'session.hold'))
    return ctx.moment.today
  const sessions = await ctx.house.store.sessions(ctx.scope, relationship.id)
  const due = sessions.filter(({ state, on }) => state === 'planned' && on <= ctx.moment.today)
  return due.toSorted((a, b) => b.on.localeCompare(a.on))[0]?.on ?? ctx.moment.today
}

export interface Begun {
  readonly run: Run
  readonly stored: Omit<StoredRun, 'rev'>
}

/** A new run, not yet stored. */
export const beginFor = async (
  ctx: Context,
  dialog: Dialog,
  relationship: Relationship,
  about?: About,
): Promise<Begun> => {
  const { house, moment, person } = ctx
  const on = await dayOf(ctx, dialog, relationship)
  const mine = rolesOf(relationship, person.id).find(role => dialog.starts.includes(role)) ?? ''
  const thing = about === undefined ? {} : { about: about.id }
  const read = await readGiven(dialog, { ctx, relationship, startedBy: mine, ...thing })
  const given = { ...read, ...thing, on }
  const names = firstNames(dialog, relationship, ctx.people)
  const id = house.ids()
  const [run] = beginRun(dialog, { id, names, on, given }, moment.today)
  const bare: Omit<StoredRun, 'rev'> = {
    id,
    tenant: ctx.tenant.id,
    dialog: { id: dialog.id, version: dialog.version },
    relationship: relationship.id,
    parties: relationship.parties.filter(({ role }) => dialog.parties.includes(role)),
    startedBy: person.id,
    startedAt: moment.now,
    state: 'open',
    scene: run.scene,
    sceneOpenedAt: moment.now,
    openFor: [],
    doneBy: [],
    leftBy: [],
    restsUntil: {},
    pockets: [],
  }
  const { rev: _, ...stored } = toStored(dialog, run, { ...bare, rev: 0 })
  return { run, stored }
}

/** This person's part of the open scene: the draft that rests there, or a fresh one; undefined when there is none to do. */
export const partIn = (
  ctx: Context,
  dialog: Dialog,
  stored: StoredRun,
  party?: string,
): Advanced | undefined => {
  if (stored.state !== 'open') return undefined
  const role = stored.openFor.find(
    each =>
      personOf(stored, each) === ctx.person.id &&
      !stored.doneBy.includes(each) &&
      (party === undefined || party === each),
  )
  if (role === undefined) return undefined
  const draft = draftIn(stored, role)
  if (draft !== undefined && draft.scene === stored.scene)
    return advance(dialog, refit(dialog, draft), { do: 'open' }, ctx.moment)
  const [part, effects] = begin(
    dialog,
    partFor(dialog, toRun(stored), role, stored.scene),
    ctx.moment,
  )
  const opens = dialog.scenes.find(({ scene }) => scene === stored.scene)?.opens
  if (opens === undefined) return [part, effects]
  return [part, [{ do: 'tell', says: say(opens, part, outside, ctx.moment.today) }, ...effects]]
}

/** Puts the focused part to rest in its run, where its draft lies until it is opened again. */
export const park = async (tx: Tx, part: Part, until?: string): Promise<void> => {
  const stored = await tx.run(part.run)
  if (stored === undefined || stored.state !== 'open' || stored.scene !== part.scene) return
  const { [part.party]: _, ...others } = stored.restsUntil
  const restsUntil = until === undefined ? others : { ...others, [part.party]: until }
  await tx.saveRun({ ...withDraft(stored, part.party, part), restsUntil })
}

/** Tells everyone else whose part has just opened; everyone, when nobody opened it but time. */
export const tellOpened = async (
  tx: Tx,
  ctx: Context,
  stored: StoredRun,
  parties: readonly string[],
  byTime = false,
): Promise<void> => {
  for (const party of parties) {
    const person = personOf(stored, party)
    if (person !== undefined && (byTime || person !== ctx.person.id))
      await notify(tx, ctx, person, 'part.opened', { run: stored.id, scene: stored.scene, party })
  }
}

/** The state with this part in focus; what had it rests. */
export const focused = (state: PersonState, part: Part, resting?: PartRef): PersonState => {
  const { focus: _, ...rest } = state
  const others = rest.resting.filter(({ id }) => id !== part.id && id !== resting?.id)
  return { ...rest, focus: part, resting: resting === undefined ? others : [...others, resting] }
}
