import type { TurnBody, TurnReply } from '../wire.ts'
import type { Heard } from './api.ts'
import type { Sleeper } from './pause.ts'
import { backoff } from './pause.ts'

/** How far a turn has come. `waiting`: not saved yet, tried again and again; `refused`: it never will be. */
export type Progress = 'sending' | 'waiting' | 'saved' | 'refused'

interface Outbox {
  /** Sends after whatever is before it; undefined when it was refused. */
  add(turn: TurnBody): Promise<TurnReply | undefined>
}

interface Seams {
  readonly post: (turn: TurnBody) => Promise<Heard<TurnReply>>
  readonly sleeper: Sleeper
  /** Everything not saved yet, in order: kept over a reload. */
  keep(waiting: readonly TurnBody[]): void
  progress(turn: TurnBody, progress: Progress): void
}

const isForGood = (status: number): boolean => status >= 400 && status < 500 && status !== 429

/** One turn after the other, each with the same id until it is saved. */
export const createOutbox = ({ post, sleeper, keep, progress }: Seams): Outbox => {
  let waiting: readonly TurnBody[] = []
  let last: Promise<unknown> = Promise.resolve()

  const untilSaved = async (turn: TurnBody): Promise<TurnReply | undefined> => {
    for (let failures = 0; ; failures += 1) {
      const heard = await post(turn)
      if (heard.ok) return heard.body
      if (isForGood(heard.status)) return undefined
      progress(turn, 'waiting')
      await sleeper.pause(backoff(failures))
    }
  }
  const send = async (turn: TurnBody): Promise<TurnReply | undefined> => {
    const reply = await untilSaved(turn)
    waiting = waiting.filter(({ id }) => id !== turn.id)
    keep(waiting)
    progress(turn, reply === undefined ? 'refused' : 'saved')
    return reply
  }
  return {
    add: turn => {
      waiting = [...waiting, turn]
      keep(waiting)
      progress(turn, 'sending')
      const reply = last.then(() => send(turn))
      last = reply
      return reply
    },
  }
}
