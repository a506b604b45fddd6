import type { App } from '@slack/bolt'
import * as z from 'zod'

/** What became of something Slack handed in: the receiver answers by it, after the listeners. */
export interface Fate {
  /** False: not stored, so Slack has to bring it again. */
  saved: boolean
}

type Event = Parameters<App['processEvent']>[0]
type Ack = Event['ack']

/** Under this name the fate stands in a listener’s context. */
const FATE = 'fate'

const context = z.object({ [FATE]: z.custom<Fate>(value => typeof value === 'object') })

export const fateIn = (given: unknown): Fate =>
  context.safeParse(given).data?.[FATE] ?? { saved: true }

const isEvent = (body: Event['body']): boolean => body.type === 'event_callback'

/**
 * Hands one payload to Bolt. It acknowledges events before anybody has looked at them, so its acknowledgement
 * of an event says nothing here: true comes back once all that the person did is stored.
 */
export const process = async (
  app: App,
  { body, ack, retryNum }: { body: Event['body']; ack: Ack; retryNum?: number },
): Promise<boolean> => {
  const fate: Fate = { saved: true }
  await app.processEvent({
    body,
    ack: isEvent(body) ? async () => {} : ack,
    customProperties: { [FATE]: fate },
    ...(retryNum !== undefined && { retryNum }),
  })
  return fate.saved
}
