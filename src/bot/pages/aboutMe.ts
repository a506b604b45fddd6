import type { Block, Button, Fact, ListItem, Page } from '../../core/card.ts'
import { listed } from '../../core/listed.ts'
import { press } from '../../core/press.ts'
import { dateAt, sayDate, weekdayNames } from '../../core/time.ts'
import type { SupervisionRecord } from '../../domain/record.ts'
import { personAs, type Relationship, rolesOf } from '../../domain/relationship.ts'
import { sayRhythm } from '../cards/supervision.ts'
import type { Context } from '../context.ts'
import { type AboutMe, CONVERSATION } from './readAboutMe.ts'
import { firstNameOf, nameOf, roleWords, section, withWhom } from './sections.ts'

/** Goes to whom it concerns, as a notice without content. */
export const askChange = (kind: string, id: string): Button => ({
  label: 'Ask for a change',
  press: press('ask change', { kind, id }),
  tone: 'quiet',
})

const days = (all: readonly number[]): string => listed(all.map(day => weekdayNames[day - 1] ?? ''))

const whoIAm = ({ person, tenant }: Context): readonly Block[] => {
  const { works } = person
  const facts: readonly Fact[] = [
    { label: 'Name', value: person.name },
    ...(person.title === '' ? [] : [{ label: 'Job', value: person.title }]),
    { label: 'Organisation', value: tenant.name },
    { label: 'Working days', value: days(works.days) },
    { label: 'Working hours', value: `${works.from} to ${works.to}, ${works.zone}` },
  ]
  return [
    { kind: 'heading', level: 2, text: 'Who I am here' },
    { kind: 'facts', facts },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Days, hours and pauses', press: press('settings') },
        askChange('person', person.id),
      ],
    },
  ]
}

const rhythmWords = ({ rhythm, covers, until }: Relationship, today: string): string => {
  if (covers !== undefined)
    return until === undefined ? 'as a cover' : `as a cover until ${sayDate(until, today)}`
  if (rhythm === undefined) return 'no rhythm is set'
  const last =
    rhythm.lastHeld === undefined
      ? ''
      : `; before Throughline last held ${sayDate(rhythm.lastHeld, today)}`
  return `${sayRhythm(rhythm, today)}; in this job since ${sayDate(rhythm.startedOn, today)}${last}`
}

const together = (ctx: Context, { relationships }: AboutMe): readonly Block[] => {
  const { today } = ctx.moment
  const items = relationships.map((each): ListItem => {
    const roles = rolesOf(each, ctx.person.id).map(roleWords)
    const line = each.kind === 'line'
    const managed = line && personAs(each, 'worker') === ctx.person.id
    return {
      text: withWhom(ctx, relationships, each.id),
      detail: line
        ? `${managed ? 'your manager' : 'you are the manager'}, since ${sayDate(each.from, today)}`
        : `${each.kind}, you are the ${listed(roles)}, ${each.from > today ? 'from' : 'since'} ${sayDate(each.from, today)}${each.kind === 'supervision' ? `; ${rhythmWords(each, today)}` : ''}`,
      buttons: [askChange('relationship', each.id)],
    }
  })
  return section(2, 'Whom I work with', items)
}

const readersOf = (ctx: Context, record: SupervisionRecord): string => {
  const readers = new Set(
    record.sections.flatMap(({ readers }) => readers.map(each => each.person)),
  )
  readers.delete(ctx.person.id)
  return readers.size === 0
    ? 'only you can read it'
    : `you and ${listed([...readers].map(each => nameOf(ctx, each)))} can read it`
}

const readWords = (ctx: Context, { readings }: AboutMe, record: SupervisionRecord): string => {
  const { today } = ctx.moment
  const read = readings.filter(each => each.record === record.id && each.person !== ctx.person.id)
  if (read.length === 0) return 'nobody else has opened it yet'
  const days = read.map(
    ({ person, at }) =>
      `${firstNameOf(ctx, person)} on ${sayDate(dateAt(at, ctx.person.works.zone), today)}`,
  )
  return `opened by ${listed([...new Set(days)])}`
}

const NEWEST = 20

const records = (ctx: Context, about: AboutMe, all: boolean): readonly Block[] => {
  const shown = all ? about.records : about.records.slice(0, NEWEST)
  const items = shown.map(
    (record): ListItem => ({
      text: `${record.title}, ${sayDate(record.on, ctx.moment.today)}`,
      detail: `${readersOf(ctx, record)}; ${readWords(ctx, about, record)}`,
      view: `record/${record.id}`,
      buttons: [askChange('record', record.id)],
    }),
  )
  return [
    ...section(2, 'Records', items, 'There is no record yet.'),
    ...(shown.length < about.records.length
      ? [
          {
            kind: 'link' as const,
            label: `All ${about.records.length} records`,
            view: 'about/records',
          },
        ]
      : []),
  ]
}

const many = (count: number, one: string, more = `${one}s`): string =>
  `${count} ${count === 1 ? one : more}`

const things = ({ counts }: AboutMe): readonly Block[] => [
  { kind: 'heading', level: 2, text: 'What we agreed and planned' },
  {
    kind: 'text',
    text: `${many(counts.actions, 'action')}, ${many(counts.agenda, 'topic')} for the agenda, ${many(counts.sessions, 'session date')}, ${many(counts.dates, 'due date')}.`,
  },
  { kind: 'link', label: 'See them one by one', view: 'about/things' },
]

const mine = ({ counts, told }: AboutMe): readonly Block[] => {
  const said =
    counts.said === CONVERSATION ? `${CONVERSATION} or more lines` : many(counts.said, 'line')
  return [
    { kind: 'heading', level: 2, text: 'Only you' },
    {
      kind: 'facts',
      facts: [
        { label: 'Private notes', value: String(counts.notes) },
        { label: 'Conversations that are open', value: String(counts.drafts) },
        { label: 'Your conversation with me', value: said },
        { label: 'Nudges sent to you', value: `${told.length} in the last thirteen months` },
      ],
    },
    ...(counts.notes === 0
      ? []
      : [{ kind: 'link' as const, label: 'Your private notes', view: 'about/notes' }]),
    {
      kind: 'note',
      tone: 'readers',
      text: 'Nobody else here can read these; no admin, no manager.',
    },
  ]
}

const seen = (ctx: Context, { relationships }: AboutMe): readonly Block[] => {
  const asWorker = relationships.filter(
    each => each.kind === 'supervision' && personAs(each, 'worker') === ctx.person.id,
  )
  const supervisors = [...new Set(asWorker.map(each => nameOf(ctx, personAs(each, 'supervisor'))))]
  const admins = (ctx.tenant.admins ?? []).map(each => nameOf(ctx, each))
  const items: readonly ListItem[] = [
    ...(supervisors.length === 0
      ? []
      : [
          {
            text: listed(supervisors),
            detail:
              'your supervision: what you shared, actions, agenda, dates. Not your private notes or drafts',
          },
          {
            text: `The managers of ${listed(supervisors)}`,
            detail:
              'names and dates only: held, due, moved with the kind of reason. Never what was said',
          },
        ]),
    {
      text: admins.length === 0 ? 'The admins of your organisation' : listed(admins),
      detail:
        'as admins: your name and job, who works with whom, counts and states. Never what was said',
    },
    { text: 'Everybody here', detail: 'your name and your job' },
  ]
  return section(2, 'What others see of me', items)
}

const ways: readonly Block[] = [
  { kind: 'heading', level: 2, text: 'What I can ask for' },
  {
    kind: 'buttons',
    buttons: [
      { label: 'Does somebody keep notes about me?', press: press('ask notes') },
      { label: 'Be forgotten', press: press('forget'), tone: 'careful' },
    ],
  },
  { kind: 'link', label: 'Take everything with me', view: 'about/export' },
]

/** Everything held about me, who has read it, what others can see, and what I can ask for. */
export const aboutMePage = (ctx: Context, about: AboutMe): Page => ({
  title: 'About me',
  blocks: [
    {
      kind: 'text',
      text: 'This is what is kept about you here, who can read it, and what you can ask for.',
    },
    ...whoIAm(ctx),
    ...together(ctx, about),
    ...records(ctx, about, false),
    ...things(about),
    ...mine(about),
    ...seen(ctx, about),
    ...ways,
  ],
})

export const allRecordsPage = (ctx: Context, about: AboutMe): Page => ({
  title: 'All my records',
  blocks: records(ctx, about, true),
})
