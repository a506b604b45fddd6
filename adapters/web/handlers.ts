import { setTimeout as after } from 'node:timers/promises'

import type { Request, Response } from 'express'

import type { Accepted, Demo, Host, Outcome } from '../../src/core/adapter.ts'
import type { Address } from '../../src/core/turn.ts'
import type { Answer } from './answer.ts'
import { queried } from './answer.ts'
import { readBody } from './body.ts'
import type { Bundle } from './bundle.ts'
import type { Incident } from './errors.ts'
import { failure } from './errors.ts'
import { downloadOf, viewOf } from './home.ts'
import { LIMITS } from './limits.ts'
import type { Team } from './people.ts'
import { readStep, readTurn, toTurn } from './receive.ts'
import { renderEntry, renderOutcome } from './render.ts'
import { SHELL } from './shell.ts'
import type { Hub } from './stream.ts'
import type { Conversation, Live, Moved, People, TurnBody, TurnReply, Viewed } from './wire.ts'

/** What one request has to work with. */
export interface Asked {
  readonly request: Request
  readonly response: Response
  readonly host: Host
  readonly demo: Demo
  readonly team: Team
  readonly bundle: Bundle
  readonly hub: Hub
  /** Which browser asks. */
  readonly browser: string
  readonly now: () => number
  readonly report: (incident: Incident) => void
}
type ByPerson = Asked & { readonly address: Address }
export type Handler = (asked: Asked) => Promise<Answer>

/** Only somebody on the list of the demo tenant can be spoken for. */
const asPerson =
  (handler: (asked: ByPerson) => Promise<Answer>): Handler =>
  async asked => {
    const key = queried(asked.request, 'as')
    const address = key === undefined ? undefined : await asked.team.find(key)
    return address === undefined ? { refused: 'person' } : handler({ ...asked, address })
  }

export const nothing: Handler = async () => 'notFound'

export const people: Handler = async ({ team, demo }) => {
  const [list, now] = await Promise.all([team.list(), demo.now()])
  return { json: { people: list, now } satisfies People }
}

export const conversation = asPerson(async ({ host, demo, hub, address, request }) => {
  if (queried(request, 'watching') !== undefined) hub.seen(address)
  const [entries, now] = await Promise.all([host.conversation(address), demo.now()])
  return { json: { entries: entries.map(renderEntry), now } satisfies Conversation }
})

export const view = asPerson(async ({ host, address, request }) => {
  const page = await viewOf(host, address, queried(request, 'name') ?? '')
  return page === undefined ? 'notFound' : { json: { page } satisfies Viewed }
})

export const download = asPerson(async ({ host, address, request }) => {
  const file = await downloadOf(
    host,
    address,
    queried(request, 'view') ?? '',
    queried(request, 'name') ?? '',
  )
  return file === undefined ? 'notFound' : { file }
})

export const stream = asPerson(async ({ hub, bundle, demo, address, browser, response }) => {
  const hello = { kind: 'hello', version: bundle.version, now: await demo.now() } as const
  return hub.open(address, browser, response, hello) ? 'taken' : 'tooMany'
})

/** What came of a saved turn, as far as it is known in time; the rest arrives as cards. */
const outcomeOf = ({ outcome }: Accepted, report: Asked['report']): Promise<Outcome> => {
  const known = outcome.catch((cause: unknown): Outcome => {
    report({ kind: 'failed', error: failure('waiting for what came of a turn', cause) })
    return {}
  })
  return Promise.race([known, after<Outcome>(LIMITS.outcome, {}, { ref: false })])
}

/** Hands the turn in; whatever is sent to the person meanwhile comes after their own words. */
const accept = async ({ host, hub, address, now }: ByPerson, body: TurnBody): Promise<Accepted> => {
  const release = hub.hold(address)
  let mine: Live | undefined
  try {
    const accepted = await host.accept(toTurn(body, address, now()))
    if (accepted.saved && body.shown !== undefined)
      mine = { kind: 'mine', id: body.id, text: body.shown }
    return accepted
  } finally {
    release(mine)
  }
}

export const turn = asPerson(async asked => {
  const body = readTurn(await readBody(asked.request))
  if (body === undefined) return { refused: 'body' }
  const accepted = await accept(asked, body)
  const outcome = outcomeOf(accepted, asked.report)
  if (!accepted.saved)
    return { status: 503, json: { saved: false, outcome: {} } satisfies TurnReply }
  return { json: { saved: true, outcome: renderOutcome(await outcome) } satisfies TurnReply }
})

export const clock: Handler = async ({ request, demo, hub }) => {
  const step = readStep(await readBody(request))
  if (step === undefined) return { refused: 'body' }
  const now = await demo.move(step)
  hub.tellAll({ kind: 'clock', now })
  hub.tellAll({ kind: 'refresh' })
  return { json: { now } satisfies Moved }
}

/** The page of a view: the shell with the status that the view deserves; the words are the page's. */
export const viewPage: Handler = async asked => {
  const name = asked.request.path.slice('/view/'.length)
  const key = queried(asked.request, 'as')
  const address = key === undefined ? undefined : await asked.team.find(key)
  const page = address && (await viewOf(asked.host, address, name))
  return { type: 'html', body: SHELL, status: page === undefined ? 404 : 200 }
}
