import { nudges } from '../../../dialogs/nudges.ts'
import type { Block, Button, Card, ListItem } from '../../core/card.ts'
import { listed } from '../../core/listed.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import {
  fillIn,
  type NudgeButton,
  type NudgeSaying,
  type Placeholder,
} from '../../domain/nudgeWords.ts'
import { firstName } from '../../domain/people.ts'
import { ruleOf } from '../../domain/programmes/index.ts'
import { others } from '../../domain/relationship.ts'
import { pairIn, suggestDates } from '../../domain/suggesting.ts'
import type { NudgeScene } from '../nudges/scene.ts'
import { argsOf, type Told } from '../nudges/told.ts'
import { homeButton } from './words.ts'

/** Cards that time makes: names of colleagues, dates and counts; what is behind them is opened by a button. */

const sayingOf = ({ nudge, as, refs }: Told): NudgeSaying | undefined => {
  const ours = nudges[nudge].sayings.filter(each => each.as === as)
  return ours.find(({ variant }) => variant === refs.variant) ?? ours[0]
}

const nameOf = ({ people }: NudgeScene, id: string | undefined): string | undefined => {
  const known = id === undefined ? undefined : people(id)
  return known === undefined ? undefined : firstName(known.name)
}

const otherIn = (scene: NudgeScene, relationship: string): string => {
  const found = pairIn(scene.world, relationship)
  if (found === undefined) return 'a colleague'
  const ids = others(found.relationship, scene.world.person.id).map(({ person }) => person)
  return listed([...new Set(ids)].map(id => nameOf(scene, id) ?? 'a colleague'))
}

const many = (count: string | undefined, one: string): string =>
  count === '1' ? `1 ${one}` : `${count ?? ''} ${one}s`

const valuesFor = (
  scene: NudgeScene,
  { relationship, refs }: Told,
): Readonly<Record<Placeholder, string>> => {
  const say = (date: string | undefined): string =>
    date === undefined || date === '' ? '' : sayDate(date, scene.today)
  const { rhythm } = pairIn(scene.world, relationship)?.pair.relationship ?? {}
  const rule = ruleOf(rhythm?.programme ?? '', refs.rule ?? '')?.says
  const hour = refs.time === undefined ? '' : `, ${refs.time}`
  return {
    other: otherIn(scene, relationship),
    manager: nameOf(scene, refs.manager) ?? 'the manager',
    date: say(refs.date),
    day: refs.tell === undefined ? `${say(refs.date)}${hour}` : say(refs.tell),
    weeks: many(refs.weeks, 'week'),
    count: many(refs.count, 'action'),
    rule: rule ?? refs.rule ?? '',
  }
}

/** A date for two: the booking presses of one nudge. */
export const dateButtons = (scene: NudgeScene, told: Told): readonly Button[] => {
  const refs = {
    with: told.relationship,
    ...(told.refs.session === undefined ? {} : { session: told.refs.session }),
  }
  return [
    ...suggestDates(scene, told.relationship).map(
      (on): Button => ({ label: sayDate(on, scene.today), press: press('book', { ...refs, on }) }),
    ),
    { label: 'Another day', press: press('other day', refs), tone: 'quiet' },
  ]
}

const buttonsFor = (scene: NudgeScene, told: Told, button: NudgeButton): readonly Button[] => {
  const { label } = button
  const refs = { with: told.relationship }
  if ('starts' in button) {
    const { session } = told.refs
    // Which one is moved is said; an older one may still wait for its record.
    const which = button.starts === 'reschedule' && session !== undefined ? { session } : {}
    return scene.has(button.starts)
      ? [{ label, press: press('start', { dialog: button.starts, ...refs, ...which }) }]
      : []
  }
  switch (button.does) {
    case 'dates':
      return dateButtons(scene, told)
    case 'actions':
      return [{ label, press: press('actions', refs) }]
    case 'later today':
      return [{ label, press: press('later today', { s: told.subject }) }]
    case 'noted':
      return [{ label, press: press('noted') }]
    case 'rhythm':
      return [{ label, press: press('rhythm', refs) }]
    case 'read':
      return []
    default:
      return button.does satisfies never
  }
}

const recordOf = ({ nudge, refs }: Told): string | undefined =>
  nudge === 'N-05' ? refs.record : undefined

/** Snoozing, why and fewer lie behind one quiet button, so that the card asks one thing. */
const more = (told: Told): Button => ({
  label: 'More',
  press: press('about nudge', argsOf(told)),
  tone: 'quiet',
})

/** One nudge as a message of its own. */
export const nudgeCard = (scene: NudgeScene, told: Told): Card | undefined => {
  const saying = sayingOf(told)
  if (saying === undefined) return undefined
  const buttons = saying.buttons.flatMap(each => buttonsFor(scene, told, each))
  const [first, ...rest] = buttons
  const record = recordOf(told)
  const link: readonly Block[] =
    record === undefined
      ? []
      : [{ kind: 'link', label: saying.buttons[0]?.label ?? 'Read', view: `record/${record}` }]
  const main: readonly Button[] = first === undefined ? [] : [{ tone: 'main', ...first }]
  return {
    summary: nudges[told.nudge].name,
    blocks: [
      { kind: 'text', text: fillIn(saying.says, valuesFor(scene, told)) },
      ...link,
      { kind: 'buttons', buttons: [...main, ...rest, more(told)] },
    ],
  }
}

/** The line of a nudge in a list. */
export const nudgeTitle = (scene: NudgeScene, told: Told): string =>
  fillIn(sayingOf(told)?.title ?? nudges[told.nudge].name, valuesFor(scene, told))

const lineOf = (scene: NudgeScene, told: Told): ListItem => {
  const record = recordOf(told)
  const text = nudgeTitle(scene, told)
  if (record !== undefined) return { text, view: `record/${record}` }
  return { text, buttons: [{ label: 'Open', press: press('nudge', argsOf(told)) }] }
}

/** A card never shows more; the rest stands on home anyway. */
const MOST_LINES = 5

/** All that one bundle tells: one thing as itself, several as a list. */
export const bundleCard = (scene: NudgeScene, all: readonly Told[]): Card | undefined => {
  const [first, ...rest] = all
  if (first === undefined) return undefined
  if (rest.length === 0) return nudgeCard(scene, first)
  const left = all.length - MOST_LINES
  return {
    summary: `${all.length} things for you`,
    blocks: [
      { kind: 'text', text: 'What is next for you, the nearest first:' },
      { kind: 'list', items: all.slice(0, MOST_LINES).map(told => lineOf(scene, told)) },
      ...(left > 0 ? [{ kind: 'note', text: `and ${left} more on your home page` } as const] : []),
      { kind: 'buttons', buttons: [homeButton] },
    ],
  }
}

/** A date that a rule asks for; the manager reads it and says nothing about it. */
const mayBeWaived = ({ nudge, as, refs }: Told): boolean =>
  (nudge === 'N-01' || nudge === 'N-08') && as !== 'reviewer' && refs.obligation !== undefined

/** The quiet ways to have it otherwise. */
export const aboutNudgeCard = (told: Told): Card => {
  const args = argsOf(told)
  const quiet = (label: string, verb: string, extra = {}): Button => ({
    label,
    press: press(verb, { ...args, ...extra }),
    tone: 'quiet',
  })
  const waive: readonly Button[] = mayBeWaived(told)
    ? [
        {
          label: 'Not needed',
          press: press('not needed', { id: told.refs.obligation ?? '' }),
          tone: 'quiet',
        },
      ]
    : []
  return {
    summary: 'About a nudge',
    blocks: [
      { kind: 'text', text: `${nudges[told.nudge].name}: how would you like it?` },
      {
        kind: 'buttons',
        buttons: [
          quiet('Snooze 1 day', 'snooze', { days: '1' }),
          quiet('Snooze 3 days', 'snooze', { days: '3' }),
          quiet('Why am I seeing this?', 'why'),
          quiet('Fewer of these', 'fewer'),
          ...waive,
        ],
      },
    ],
  }
}

/** Rule, reason and dates of one nudge. */
export const whyCard = (told: Told): Card => ({
  summary: 'Why a nudge came',
  blocks: [
    { kind: 'text', text: nudges[told.nudge].why },
    {
      kind: 'facts',
      facts: [
        { label: 'Nudge', value: `${told.nudge}, ${nudges[told.nudge].name}` },
        { label: 'This one', value: told.because },
      ],
    },
    {
      kind: 'note',
      text: 'This is how it is set at first. You can have it less often, or not at all.',
    },
    {
      kind: 'buttons',
      buttons: [
        { label: 'Fewer of these', press: press('fewer', argsOf(told)), tone: 'quiet' },
        homeButton,
      ],
    },
  ],
})
