import type { Block, Button, Page } from '../../core/card.ts'
import { listed } from '../../core/listed.ts'
import { press } from '../../core/press.ts'
import { sayDate, sayInstant } from '../../core/time.ts'
import { audiences } from '../../domain/circle.ts'
import { firstName, type Person } from '../../domain/people.ts'
import type { Row, Section, SupervisionRecord } from '../../domain/record.ts'
import { type Stance, stanceKinds, UNDO_MS } from '../../domain/stance.ts'
import { currentStances, inForce, mayTakeStance, standingOf } from '../../domain/standing.ts'
import { wrote, wroteAlone } from '../revisions.ts'

/** All that a record's page is made of; the record holds only what its reader may read. */
export interface Reading {
  readonly record: SupervisionRecord
  readonly stances: readonly Stance[]
  readonly people: readonly Person[]
  readonly reader: Person
  readonly now: number
  readonly today: string
  /** Lines that other records add to this one, such as the sessions of a coaching plan. */
  readonly log: readonly Row[]
}

const nameOf = ({ people }: Reading, person: string): string =>
  people.find(({ id }) => id === person)?.name ?? 'Somebody who has left'

const roleWords = (role: string): string => role.replace(/([A-Z])/g, ' $1').toLowerCase()

const who = (reading: Reading, role: string): string => {
  const person = reading.record.parties.find(each => each.role === role)?.person
  return person === undefined ? roleWords(role) : nameOf(reading, person)
}

const about = (reading: Reading): Block => {
  const { record } = reading
  const parties = record.parties.map(({ person, role }) => ({
    label: roleWords(role).replace(/^./, first => first.toUpperCase()),
    value: nameOf(reading, person),
  }))
  const version = record.version === 1 ? [] : [{ label: 'Version', value: String(record.version) }]
  return {
    kind: 'facts',
    facts: [{ label: 'Date', value: sayDate(record.on, '') }, ...parties, ...version],
  }
}

const rowBlocks = (reading: Reading, row: Row, several: boolean): readonly Block[] => {
  const by = several ? who(reading, row.party) : undefined
  const text = row.shown.join('\n')
  const body: Block =
    row.shown.length > 1
      ? { kind: 'list', items: row.shown.map(each => ({ text: each })), confidential: true }
      : by === undefined
        ? { kind: 'text', text, confidential: true }
        : { kind: 'quote', text, by, confidential: true }
  return [{ kind: 'heading', level: 3, text: row.heading }, body]
}

const circleWords = (reading: Reading, { audience, readers }: Section): string => {
  if (audiences[audience].readers === 'author') return 'Only you can read this part.'
  return `Read by ${listed([...new Set(readers.map(({ person }) => nameOf(reading, person)))])}.`
}

/** Short answers that read better side by side than under a heading each. */
const isFact = (row: Row): boolean => row.shown.length === 1 && (row.shown[0]?.length ?? 0) <= 60

const sceneBlocks = (reading: Reading, rows: readonly Row[]): readonly Block[] => {
  const several = new Set(rows.map(({ party }) => party)).size > 1
  const facts = rows.filter(isFact)
  const by = (party: string): string => (several ? ` (${firstName(who(reading, party))})` : '')
  const longer = rows.filter(row => !facts.includes(row))
  return [
    ...(facts.length === 0
      ? []
      : [
          {
            kind: 'facts' as const,
            confidential: true as const,
            facts: facts.map(({ heading, shown, party }) => ({
              label: heading,
              value: `${shown[0]}${by(party)}`,
            })),
          },
        ]),
    ...longer.flatMap(row => rowBlocks(reading, row, several)),
  ]
}

const sectionBlocks = (reading: Reading, section: Section): readonly Block[] => {
  // The day stands at the top of the page already.
  const rows = section.rows.filter(({ key }) => key !== 'on')
  const scenes = [...new Set(rows.map(({ scene }) => scene))]
  return [
    ...scenes.flatMap((scene): readonly Block[] => [
      { kind: 'heading', level: 2, text: scene },
      ...sceneBlocks(
        reading,
        rows.filter(row => row.scene === scene),
      ),
    ]),
    { kind: 'note', tone: 'readers', text: circleWords(reading, section) },
  ]
}

const standingWords = (reading: Reading): string => {
  const { record, stances, now } = reading
  const standing = standingOf(record, stances)
  const closed = record.closed === undefined ? '' : ` Closed: ${record.closed}.`
  switch (standing.is) {
    case 'replaced':
      return 'A newer version has taken the place of this one.'
    case 'taken back':
      return 'Taken back before it was opened; it is being changed.'
    case 'redacted':
      return 'Part of this record was blanked.'
    case 'change asked':
      return 'A change has been asked for. The next version comes from its author.'
    case 'waiting':
      return `Waiting for ${listed(standing.for.map(role => who(reading, role)))}.${closed}`
    case 'signed': {
      const undo =
        now < standing.from ? ' The last answer can still be undone for a few minutes.' : ''
      const force = inForce(record, stances) ? 'Signed by everyone.' : 'Everyone has answered.'
      return `${standing.differently ? 'Signed, with a different view beside it.' : force}${undo}${closed}`
    }
    default:
      return standing satisfies never
  }
}

const stanceBlocks = (reading: Reading): readonly Block[] => {
  const { record, stances, reader, today } = reading
  const taken = Object.values(currentStances(stances, record.version))
  return [
    { kind: 'heading', level: 2, text: 'Sign-off' },
    ...taken.flatMap(({ person, kind, at, comment }): readonly Block[] => [
      {
        kind: 'facts',
        facts: [
          {
            label: nameOf(reading, person),
            value: `${kind}, ${sayInstant(at, reader.works.zone, today)}`,
          },
        ],
      },
      ...(comment === undefined
        ? []
        : [
            {
              kind: 'quote' as const,
              text: comment,
              by: nameOf(reading, person),
              confidential: true as const,
            },
          ]),
    ]),
    { kind: 'text', text: standingWords(reading) },
  ]
}

const labels: Readonly<Record<(typeof stanceKinds)[number], string>> = {
  seen: 'Seen',
  agree: 'Agree',
  'agree with a comment': 'Agree with a comment',
  'ask for a change': 'Ask for a change',
  'disagree with a comment': 'Disagree with a comment',
}

const buttonsFor = (reading: Reading): readonly Button[] => {
  const { record, stances, reader, now } = reading
  const refs = { record: record.id, version: String(record.version) }
  const role = record.parties.find(
    ({ person, role }) => person === reader.id && record.stances.includes(role),
  )?.role
  if (role === undefined) return []
  const standing = standingOf(record, stances)
  const mine = currentStances(stances, record.version)[role]
  const undoable = mine !== undefined && now < mine.at + UNDO_MS && standing.is !== 'replaced'
  const recallable =
    wroteAlone(record, role) &&
    record.state === 'shared' &&
    Object.keys(record.opened).every(id => id === reader.id)
  const choices =
    mayTakeStance(record, stances, role, now) && (mine === undefined || mine.kind === 'seen')
      ? stanceKinds
      : []
  return [
    ...choices
      .filter(kind => kind !== mine?.kind)
      .map(kind => ({
        label: labels[kind],
        press: press('stance', { ...refs, kind }),
        ...(kind === 'agree' ? { tone: 'main' as const } : {}),
      })),
    ...(standing.is === 'change asked' && wrote(record, role)
      ? [{ label: 'Make the change', press: press('revise', refs), tone: 'main' as const }]
      : []),
    ...(undoable
      ? [{ label: 'Undo my answer', press: press('undo', refs), tone: 'quiet' as const }]
      : []),
    ...(recallable
      ? [{ label: 'Take it back', press: press('recall', refs), tone: 'quiet' as const }]
      : []),
  ]
}

/** A record as a document: whom and when, what was said under headings, who has signed; the reader's buttons at its end. */
export const recordPage = (reading: Reading): Page => {
  const { record, log } = reading
  const buttons = buttonsFor(reading)
  return {
    title: record.title,
    blocks: [
      about(reading),
      ...record.sections.flatMap(section => sectionBlocks(reading, section)),
      ...(log.length === 0
        ? []
        : [
            { kind: 'heading' as const, level: 2 as const, text: 'Sessions so far' },
            ...sceneBlocks(reading, log),
          ]),
      ...(record.stances.length === 0
        ? []
        : [{ kind: 'divider' as const }, ...stanceBlocks(reading)]),
      ...(buttons.length === 0 ? [] : [{ kind: 'buttons' as const, buttons }]),
    ],
  }
}
