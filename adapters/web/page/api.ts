import { LIMITS } from '../limits.ts'
import type {
  ClockStep,
  Conversation,
  Moved,
  People,
  TurnBody,
  TurnReply,
  Viewed,
} from '../wire.ts'
import { HEADER } from '../wire.ts'

/** What a request came to: a body, or a status that says why not (0: nobody answered). */
export type Heard<T> =
  | { readonly ok: true; readonly body: T }
  | { readonly ok: false; readonly status: number }

const request = async <T>(path: string, init: RequestInit): Promise<Heard<T>> => {
  try {
    const signal = AbortSignal.timeout(LIMITS.request)
    const response = await fetch(path, { ...init, signal })
    if (!response.ok) return { ok: false, status: response.status }
    // Our own server answers, with the types of wire.ts; a newer one makes the page load itself anew.
    const body: T = await response.json()
    return { ok: true, body }
  } catch {
    return { ok: false, status: 0 }
  }
}

const query = (values: Readonly<Record<string, string>>): string =>
  new URLSearchParams(values).toString()

const get = <T>(path: string, values: Readonly<Record<string, string>> = {}): Promise<Heard<T>> =>
  request(`${path}?${query(values)}`, {})

const post = <T>(path: string, json: string): Promise<Heard<T>> =>
  request(path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', [HEADER]: '1' },
    body: json,
  })

export const getPeople = () => get<People>('/api/people')
export const getConversation = (as: string) => get<Conversation>('/api/conversation', { as })
/** The same, by a tab that has no stream: so the person counts as being here. */
export const askConversation = (as: string) =>
  get<Conversation>('/api/conversation', { as, watching: 'yes' })
export const getView = (as: string, name: string) => get<Viewed>('/api/view', { as, name })

export const postTurn = (as: string, turn: TurnBody) =>
  post<TurnReply>(`/api/turn?${query({ as })}`, JSON.stringify(turn))

export const postStep = (step: ClockStep) => post<Moved>('/api/clock', JSON.stringify({ step }))

const isShort = (value: unknown): boolean => {
  if (typeof value === 'string') return value.length <= LIMITS.typed
  const parts = Object.values(value ?? {})
  return (!Array.isArray(value) || parts.length <= LIMITS.values) && parts.every(isShort)
}

/** True when this turn is small enough to be taken at all; the bot's own, shorter limits come in its words. */
export const fits = (turn: TurnBody): boolean =>
  isShort(turn) && new TextEncoder().encode(JSON.stringify(turn)).length < LIMITS.body

export const openStream = (as: string, signal: AbortSignal): Promise<Response> =>
  fetch(`/api/stream?${query({ as })}`, { signal })
