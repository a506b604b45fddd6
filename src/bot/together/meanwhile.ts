import type { Button, ListItem } from '../../core/card.ts'
import { press } from '../../core/press.ts'
import { sayDate } from '../../core/time.ts'
import { awayOn } from '../../domain/preference.ts'
import { personAs, type Relationship, rolesOf } from '../../domain/relationship.ts'
import type { PairWorld, World } from '../../domain/world.ts'
import type { Context } from '../context.ts'
import { called, supervisions } from './people.ts'
import { sayAway } from './words.ts'

const there = (ctx: Context, { covers }: PairWorld, back: string | undefined): string => {
  const { today } = ctx.moment
  const cover = covers.find(
    ({ state, from, until }) =>
      state === 'confirmed' && from <= today && (until === undefined || until >= today),
  )
  if (cover === undefined) return ''
  const { until } = cover
  const days = until === undefined || until === back ? 'then' : sayDate(until, today)
  return ` ${called(ctx, personAs(cover, 'supervisor'))} is there for you until ${days}.`
}

/** Supervisors who are away today, and who is there meanwhile: dates only. */
export const meanwhile = (ctx: Context, world: World | undefined): readonly ListItem[] => {
  const { today } = ctx.moment
  return (world?.pairs ?? []).flatMap(pair => {
    const { relationship, as, away } = pair
    const supervisor = personAs(relationship, 'supervisor') ?? ''
    const absence = awayOn({ absences: away[supervisor] ?? [] }, today)
    if (as !== 'worker' || relationship.covers !== undefined || absence === undefined) return []
    const text = `${called(ctx, supervisor)} is ${sayAway(absence, today)}.`
    return [{ text: `${text}${there(ctx, pair, absence.until)}` }]
  })
}

/** Whoever supervises or leads somebody, sets things up here, or is supervised by nobody here. */
const maySupervise = (
  { person, tenant }: Context,
  relationships: readonly Relationship[],
): boolean =>
  tenant.admins?.includes(person.id) === true ||
  relationships.some(each => rolesOf(each, person.id).includes('supervisor')) ||
  supervisions(relationships, person.id, 'worker').length === 0

/** What one can do at home besides: set up supervision, be away, and come back. */
export const homeWays = (
  ctx: Context,
  relationships: readonly Relationship[],
  world: World | undefined,
): readonly Button[] => [
  ...(maySupervise(ctx, relationships)
    ? [{ label: 'Set up supervision', press: press('set up') }]
    : []),
  world !== undefined && awayOn(world.preference, ctx.moment.today) !== undefined
    ? { label: 'I’m back', press: press('am back') }
    : { label: 'I’m away', press: press('away'), tone: 'quiet' },
]
