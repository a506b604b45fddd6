import type { Page } from '../core/card.ts'
import type { Row } from '../domain/record.ts'
import type { Context } from './context.ts'
import { aboutMePage, allRecordsPage } from './pages/aboutMe.ts'
import { aboutThingsPage, ownNotesPage } from './pages/aboutThings.ts'
import { upcomingPage } from './pages/comingUp.ts'
import { datesPage, namedFor, periodIn } from './pages/dates.ts'
import { homePage } from './pages/home.ts'
import { readAboutMe } from './pages/readAboutMe.ts'
import { recordPage } from './pages/record.ts'
import { takeAwayPage } from './pages/takeAway.ts'
import { worklist } from './pages/worklist.ts'

/** What sessions add to a coaching plan: the lines that all three read. */
const logFor = async (
  { house, scope }: Context,
  kind: string,
  relationship: string,
): Promise<readonly Row[]> => {
  if (kind !== 'R14') return []
  const sessions = await house.store.records(scope, { relationship, kind: 'R15' })
  return sessions
    .filter(({ state }) => state === 'shared')
    .flatMap(({ sections }) =>
      sections.filter(({ audience }) => audience === 'tri').flatMap(({ rows }) => rows),
    )
}

/** Notes the first reading: from then on a shared record cannot be taken back. */
const noteOpened = async (
  { house, scope, moment }: Context,
  id: string,
  version: number,
): Promise<void> => {
  await house.store.transact(scope, async tx => {
    if (await tx.opened(id, version, moment.now))
      await tx.audit({ action: 'record.opened', object: id, detail: { version: String(version) } })
  })
}

const recordView = async (ctx: Context, id: string): Promise<Page | undefined> => {
  const { store } = ctx.house
  const record = await store.record(ctx.scope, id)
  if (record === undefined) return undefined
  if (record.opened[ctx.person.id] === undefined) await noteOpened(ctx, id, record.version)
  return recordPage({
    record,
    stances: await store.stances(ctx.scope, id),
    people: ctx.people,
    reader: ctx.person,
    now: ctx.moment.now,
    today: ctx.moment.today,
    log: await logFor(ctx, record.kind, record.relationship),
  })
}

const aboutView = async (ctx: Context, name: string): Promise<Page | undefined> => {
  const { store } = ctx.house
  if (name === 'about') return aboutMePage(ctx, await readAboutMe(ctx))
  if (name === 'about/records') return allRecordsPage(ctx, await readAboutMe(ctx))
  if (name === 'about/things') return aboutThingsPage(ctx)
  if (name === 'about/notes') return ownNotesPage(ctx, await store.notes(ctx.scope))
  return name === 'about/export'
    ? takeAwayPage(ctx, await store.exportPerson(ctx.scope))
    : undefined
}

/** The reporting line's dates; for everybody else there is no such page. */
const datesView = async (ctx: Context, name: string): Promise<Page | undefined> => {
  const period = periodIn(ctx, name)
  const named = period && (await namedFor(ctx, period.asAt))
  return period && named && datesPage(ctx, named, period)
}

/** A page of this person's, by name; anything unknown or not theirs is not there. */
export const view = async (ctx: Context, name: string): Promise<Page | undefined> => {
  if (name === 'home') return homePage(ctx, await worklist(ctx))
  if (name === 'upcoming') return upcomingPage(ctx, await worklist(ctx))
  if (name === 'about' || name.startsWith('about/')) return aboutView(ctx, name)
  if (name.startsWith('dates')) return datesView(ctx, name)
  const record = /^record\/([\w-]{1,80})$/.exec(name)?.[1]
  return record === undefined ? undefined : recordView(ctx, record)
}
