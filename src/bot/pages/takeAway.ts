import type { Page } from '../../core/card.ts'
import { sayDate } from '../../core/time.ts'
import type { PersonExport } from '../../domain/peopleStore.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import type { Context } from '../context.ts'
import { nameOf } from './sections.ts'

const rule = (title: string): string => `${title}\n${'='.repeat(title.length)}`

const recordText = (ctx: Context, record: SupervisionRecord, all: PersonExport): string => {
  const who = record.parties.map(({ person, role }) => `${nameOf(ctx, person)} (${role})`)
  const rows = record.sections.flatMap(({ rows }) =>
    rows.map(
      ({ heading, party, shown }) =>
        `${heading} [${party}]\n${shown.map(line => `  ${line}`).join('\n')}`,
    ),
  )
  const stances = all.stances
    .filter(each => each.record === record.id && each.version === record.version)
    .filter(({ undoneAt }) => undoneAt === undefined)
    .map(
      ({ person, kind, comment }) =>
        `${nameOf(ctx, person)}: ${kind}${comment === undefined ? '' : `\n  ${comment}`}`,
    )
  return [
    rule(`${record.title}, ${sayDate(record.on, '')}, version ${record.version}`),
    who.join(', '),
    ...rows,
    ...stances,
  ].join('\n\n')
}

/** Records and notes as somebody would print them. */
const readable = (ctx: Context, all: PersonExport): string => {
  const actions = all.actions.map(
    ({ what, owner, by, state }) => `- ${what} (${nameOf(ctx, owner)}, by ${by}, ${state})`,
  )
  const notes = all.notes.map(
    ({ at, text }) => `${new Date(at).toISOString().slice(0, 10)}\n${text}`,
  )
  return [
    `${all.person.name}: what is kept at ${ctx.tenant.name}, ${sayDate(ctx.moment.today, '')}`,
    ...all.records.map(record => recordText(ctx, record, all)),
    rule('Actions'),
    ...(actions.length === 0 ? ['None.'] : [actions.join('\n')]),
    rule('Private notes'),
    ...(notes.length === 0 ? ['None.'] : notes),
    '',
  ].join('\n\n')
}

/** Everything that can be taken along: once to read, once for a program. */
export const takeAwayPage = (ctx: Context, all: PersonExport): Page => ({
  title: 'Take everything with me',
  blocks: [
    {
      kind: 'text',
      text: 'Two files: one to read, with your records, actions and private notes; one for a program, with everything that is kept about you and that you may read.',
    },
    {
      kind: 'note',
      text: 'They hold what others shared with you too. Keep them as safe as a case file, and save them only on a machine of your own or your organisation’s.',
    },
  ],
  downloads: [
    {
      name: 'throughline-me.txt',
      label: 'To read (text)',
      type: 'text/plain',
      text: readable(ctx, all),
    },
    {
      name: 'throughline-me.json',
      label: 'For a program (JSON)',
      type: 'application/json',
      text: `${JSON.stringify(all, null, 2)}\n`,
    },
  ],
})
