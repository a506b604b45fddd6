import type { App } from '@slack/bolt'

type Event = Parameters<App['processEvent']>[0]
export type Body = Event['body']

/** Payloads of which something was not stored, so that Slack has to bring them again. */
const unsaved = new WeakSet<Body>()

/** What this payload asked for was not stored. */
export const notStored = (body: Body): void => {
  unsaved.add(body)
}

const isEvent = ({ type }: Body): boolean => type === 'event_callback'

/**
 * Hands one payload to Bolt. It acknowledges events before anybody has looked at them, and everything that it could
 * not find the tokens for; so its acknowledgement counts only for what nothing went wrong with. True: all is stored.
 */
export const process = async (
  app: App,
  { body, ack, retryNum }: { body: Body; ack: Event['ack']; retryNum?: number },
): Promise<boolean> => {
  await app.processEvent({
    body,
    ack: async answer => {
      if (!isEvent(body) && !unsaved.has(body)) await ack(answer)
    },
    ...(retryNum !== undefined && { retryNum }),
  })
  return !unsaved.has(body)
}
