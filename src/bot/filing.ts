import * as z from 'zod'

import type { Dialog } from '../core/dialogData.ts'
import { outside } from '../core/lookup.ts'
import { REVISION } from '../core/part.ts'
import { type FiledRow, rows } from '../core/rows.ts'
import { partFor, type Run } from '../core/run.ts'
import { say } from '../core/say.ts'
import { sayDate } from '../core/time.ts'
import { readersOf } from '../domain/access.ts'
import {
  audience as audienceSchema,
  recordKind,
  recordKinds,
  type Section,
  type SupervisionRecord,
} from '../domain/record.ts'
import type { Relationship } from '../domain/relationship.ts'
import type { StoredRun } from '../domain/run.ts'
import type { Tx } from '../domain/store.ts'
import type { Context } from './context.ts'
import { personOf } from './runs.ts'
import { soleAuthor } from './soleAuthor.ts'

const day = z.iso.date()

/** One section for each circle; what is private gets one for each author. */
const sectionsOf = (
  filed: readonly FiledRow[],
  stored: StoredRun,
  relationship: Relationship,
): readonly Section[] => {
  const groups = new Map<string, FiledRow[]>()
  for (const row of filed) {
    const circle = audienceSchema.parse(row.audience)
    const key = circle === 'priv' ? `${circle}:${row.party}` : circle
    groups.set(key, [...(groups.get(key) ?? []), row])
  }
  return [...groups].map(([key, members]) => {
    const [circle = '', party = ''] = key.split(':')
    const audience = audienceSchema.parse(circle)
    return {
      audience,
      readers: [...readersOf(relationship, audience, personOf(stored, party) ?? '')],
      rows: members.map(({ audience: _, assumed, value, shown, ...row }) => ({
        ...row,
        value: z.json().parse(value),
        shown: [...shown],
        ...(assumed ? { assumed: true as const } : {}),
      })),
    }
  })
}

/** A plan that goes on: what stood in it stands, the new lines follow, each under the day they were added. */
const appended = (
  before: SupervisionRecord,
  added: readonly Section[],
  run: Run,
): readonly Section[] => {
  const dated = added.map(section => ({
    ...section,
    rows: section.rows.map(row => ({
      ...row,
      key: `${run.on}/${run.id}/${row.key}`,
      scene: `${sayDate(run.on, run.on)}: ${row.scene}`,
    })),
  }))
  const same = (a: Section, b: Section): boolean =>
    a.audience === b.audience &&
    a.readers.map(({ person }) => person).join() === b.readers.map(({ person }) => person).join()
  const kept = before.sections.map(section => ({
    ...section,
    rows: [
      ...section.rows,
      ...dated.filter(each => same(each, section)).flatMap(each => each.rows),
    ],
  }))
  return [...kept, ...dated.filter(each => !before.sections.some(section => same(each, section)))]
}

const continues = (dialog: Dialog, run: Run): string | undefined => {
  const { into } = dialog.files
  const id = into === undefined ? undefined : run.given[into]
  return typeof id === 'string' && id !== '' ? id : undefined
}

const versionBefore = (
  tx: Tx,
  dialog: Dialog,
  run: Run,
  stored: StoredRun,
): Promise<SupervisionRecord | undefined> => {
  const id = stored.record?.id ?? continues(dialog, run)
  return id === undefined ? Promise.resolve(undefined) : tx.record(id)
}

/** Makes the record's version of a finished run and files it. */
export const fileRun = async (
  tx: Tx,
  ctx: Context,
  dialog: Dialog,
  run: Run,
  stored: StoredRun,
  relationship: Relationship,
): Promise<SupervisionRecord> => {
  const titled = (party: string, title: string): string =>
    say(title, partFor(dialog, run, party, REVISION), outside, ctx.moment.today)
  const titles = new Map(dialog.scenes.map(({ scene, title }) => [scene, title]))
  const filed = rows(dialog, run, ctx.moment.today).map(row => ({
    ...row,
    scene: titled(row.party, titles.get(row.scene) ?? row.scene),
  }))
  const before = await versionBefore(tx, dialog, run, stored)
  const sections = sectionsOf(filed, stored, relationship)
  const said = day.safeParse(filed.find(({ key }) => key === 'on')?.value)
  const goesOn = before !== undefined && stored.record === undefined
  const kind = recordKind.parse(dialog.files.record)
  const record: SupervisionRecord = {
    id: before?.id ?? ctx.house.ids(),
    tenant: ctx.tenant.id,
    kind,
    version: (before?.version ?? 0) + 1,
    relationship: relationship.id,
    run: run.id,
    dialog: { id: dialog.id, version: dialog.version },
    title: goesOn ? before.title : recordKinds[kind],
    on: goesOn ? before.on : said.success ? said.data : run.on,
    parties: stored.parties,
    stances: [...dialog.files.stances],
    author:
      soleAuthor(dialog) ??
      stored.parties.find(({ person }) => person === stored.startedBy)?.role ??
      '',
    state: 'shared',
    ...(run.leftBy.length > 0 ? { closed: 'party left' as const } : {}),
    filedAt: ctx.moment.now,
    opened: {},
    sections: [...(goesOn ? appended(before, sections, run) : sections)],
  }
  await tx.file(record)
  await tx.audit({
    action: 'record.filed',
    object: record.id,
    detail: { version: String(record.version), kind },
  })
  return record
}
