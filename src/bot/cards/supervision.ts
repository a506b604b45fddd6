import type { Block, Button, Card, Fact } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Rhythm } from '../../domain/rhythm.ts'
import { sessionRule } from '../../domain/rhythmLimit.ts'
import type { Context } from '../context.ts'
import { called } from '../together/people.ts'
import { wayIn } from '../together/programmes.ts'
import { homeButton } from './words.ts'

/** How often, and which rule says so: “every 14 days (C-04 asks for at least monthly)”. */
export const sayRhythm = (rhythm: Rhythm, today: string): string => {
  const way = wayIn(rhythm)
  const rule = way === undefined ? undefined : sessionRule(way.profile, rhythm.startedOn, today)
  const asks = rule === undefined ? 'as the two of you agree' : `${rule.says} (${rule.id})`
  if (rhythm.everyDays === undefined) return asks
  const own = `every ${rhythm.everyDays} days`
  return rule === undefined ? own : `${own}; ${rule.id} asks for ${rule.says}`
}

const rhythmFacts = (rhythm: Rhythm, today: string): readonly Fact[] => [
  { label: 'Kind of work', value: wayIn(rhythm)?.profile.title ?? rhythm.profile },
  { label: 'How often', value: sayRhythm(rhythm, today) },
  { label: 'Working here since', value: sayDate(rhythm.startedOn, today) },
  ...(rhythm.lastHeld === undefined
    ? []
    : [{ label: 'Last held', value: sayDate(rhythm.lastHeld, today) }]),
]

const dateFacts = (label: string, dates: readonly string[], today: string): readonly Fact[] =>
  dates.length === 0 ? [] : [{ label, value: dates.map(each => sayDate(each, today)).join('\n') }]

const buttons = (...list: readonly Button[]): Block => ({ kind: 'buttons', buttons: list })

/** What somebody proposes, for the one who confirms it. */
export const proposalCard = (ctx: Context, proposal: Relationship): Card => {
  const { today } = ctx.moment
  const by = called(ctx, proposal.proposedBy)
  const supervises = personAs(proposal, 'supervisor') === ctx.person.id
  const { rhythm, firstDates = [] } = proposal
  return {
    summary: 'A supervision to confirm',
    blocks: [
      {
        kind: 'text',
        text: supervises
          ? `${by} proposes that you supervise ${called(ctx, personAs(proposal, 'worker'))}.`
          : `${by} would like to set up supervision with you. Does this fit?`,
      },
      {
        kind: 'facts',
        facts: [
          ...(rhythm === undefined ? [] : rhythmFacts(rhythm, today)),
          ...dateFacts('Dates', firstDates, today),
        ],
      },
      buttons(
        { label: 'Confirm', press: press('confirm', { with: proposal.id }), tone: 'main' },
        { label: 'This is not right', press: press('decline', { with: proposal.id }) },
      ),
    ],
  }
}

export interface Standing {
  readonly relationship: Relationship
  readonly booked: readonly string[]
  /** The last day that keeps the rule. */
  readonly dueOn?: string
}

/** How a supervision stands once both have said yes, or its rhythm has changed. */
export const rhythmCard = (
  ctx: Context,
  first: string,
  { relationship, booked, dueOn }: Standing,
): Card => {
  const { today } = ctx.moment
  const { rhythm, id } = relationship
  const facts: readonly Fact[] = [
    ...(rhythm === undefined ? [] : [{ label: 'How often', value: sayRhythm(rhythm, today) }]),
    ...(dueOn === undefined
      ? []
      : [{ label: 'The next one is best held by', value: sayDate(dueOn, today) }]),
    ...dateFacts('Booked', booked, today),
  ]
  return {
    summary: 'How often you meet',
    blocks: [
      { kind: 'text', text: first },
      ...(facts.length === 0 ? [] : [{ kind: 'facts' as const, facts }]),
      buttons(
        { label: 'Book dates', press: press('dates', { with: id }) },
        { label: 'How often we meet', press: press('rhythm', { with: id }), tone: 'quiet' },
        homeButton,
      ),
    ],
  }
}
