import { press } from '../../core/press.ts'
import { addDays } from '../../core/time.ts'
import { personAs, type Relationship } from '../../domain/relationship.ts'
import type { Tx } from '../../domain/store.ts'
import { coverForm, coveringCard } from '../cards/away.ts'
import { homeButton, notFound, saying } from '../cards/words.ts'
import type { Context, Plan } from '../context.ts'
import { notify } from '../notices.ts'
import type { FormHandler, Handler, Values } from '../pressed.ts'
import type { PersonState } from '../state.ts'
import { gone, proposalFor } from './confirm.ts'
import { again, hasErrors, readFields } from './fields.ts'
import { called, colleagues } from './people.ts'
import { newProposal, proposeOnce } from './propose.ts'
import { ledBy } from './reach.ts'

export const coverPlan = async (ctx: Context, state: PersonState, mine: string): Promise<Plan> => {
  const found = await ledBy(ctx)
  if (found.length === 0)
    return {
      state,
      mine,
      says: [
        saying('Somebody can stand in for a supervisor; you supervise nobody here yet.', [
          homeButton,
        ]),
      ],
    }
  const buttons = found.map(each => ({
    label: called(ctx, personAs(each, 'worker')),
    press: press('cover', { of: each.id }),
  }))
  return {
    state,
    mine,
    says: [saying('For whom should somebody be there?', [...buttons, homeButton])],
  }
}

export const openCover: Handler = async ({ ctx, state, args }) => {
  const covered = (await ledBy(ctx)).find(({ id }) => id === args.of)
  if (covered === undefined)
    return args.of === undefined
      ? coverPlan(ctx, state, 'Who is there meanwhile?')
      : { state, says: [notFound()] }
  const { from, until } = args
  const dates = {
    from: from ?? ctx.moment.today,
    ...(until === undefined ? {} : { until }),
  }
  return { state, says: [], outcome: { form: coverForm(ctx, covered, dates) } }
}

const LONGEST_DAYS = 366

const readCover = (ctx: Context, covered: Relationship, values: Values) => {
  const { today } = ctx.moment
  const fields = readFields(values, today)
  const parties = covered.parties.map(({ person }) => person)
  const possible = colleagues(ctx, parties).map(({ value }) => value)
  const person = fields.oneOf('person', possible, 'Please choose one of the people in the list.')
  const from = fields.day('from')
  const until = fields.day('until', 'coming')
  if (from !== undefined && until !== undefined && until < from)
    fields.wrong('until', 'That is before the first day. Which day is the last one?')
  if (until !== undefined && until > addDays(today, LONGEST_DAYS))
    fields.wrong('until', 'A year is the longest. Later it can be asked for again.')
  if (hasErrors(fields) || person === undefined || from === undefined || until === undefined)
    return { fields }
  return { fields, wanted: { person, from, until } }
}

/** Asks somebody to stand in; nothing begins before they say yes. */
export const saveCover: FormHandler = async ({ ctx, state, args, values }) => {
  const covered = (await ledBy(ctx)).find(({ id }) => id === args.of)
  const worker = covered && personAs(covered, 'worker')
  if (covered === undefined || worker === undefined) return { state, says: [notFound()] }
  const { fields, wanted } = readCover(ctx, covered, values)
  if (wanted === undefined) return again(state, fields)
  const { person: supervisor, from, until } = wanted
  const cover = newProposal(ctx, { supervisor, worker, from, until, covers: covered.id })
  // Whoever offers to stand in themselves is answered by the worker.
  const asked = supervisor === ctx.person.id ? worker : supervisor
  return proposeOnce(state, cover, {
    mine: 'Who is there meanwhile?',
    field: 'person',
    done: async tx => {
      await notify(tx, ctx, asked, 'cover.proposed', { relationship: cover.id })
      return `${called(ctx, asked)} is asked now. You hear as soon as it is settled.`
    },
  })
}

/** The worker, whoever is away, and whoever asked: each once, and never the one who just said yes. */
const tellCovered = async (tx: Tx, ctx: Context, cover: Relationship): Promise<void> => {
  const supervisor = personAs(cover, 'supervisor') ?? ''
  const refs = {
    relationship: cover.id,
    cover: supervisor,
    worker: personAs(cover, 'worker') ?? '',
    from: cover.from,
    until: cover.until ?? cover.from,
  }
  const told = new Set([...cover.parties.map(({ person }) => person), cover.proposedBy ?? ''])
  for (const person of told)
    if (person !== ctx.person.id && person !== '')
      await notify(tx, ctx, person, 'cover.named', refs)
}

export const takeCover: Handler = async (pressed): Promise<Plan> => {
  const { ctx, args, whole } = pressed
  const cover = await proposalFor(ctx, args.with)
  if (cover?.covers === undefined) return gone(pressed)
  const state = { ...pressed.state, lastPress: whole }
  return {
    commit: async tx => {
      const confirmed = await tx.confirm(cover.id, ctx.moment.today)
      await tx.lend(confirmed.id)
      await tx.audit({ action: 'relationship.confirmed', object: confirmed.id })
      await tellCovered(tx, ctx, confirmed)
      await tx.lookAt([...confirmed.parties.map(({ person }) => person), cover.proposedBy ?? ''])
      return { state, mine: 'I will cover', says: [coveringCard(ctx, confirmed)] }
    },
  }
}
