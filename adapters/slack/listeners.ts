import { setTimeout as after } from 'node:timers/promises'

import type { App } from '@slack/bolt'
import * as z from 'zod'

import type { Places } from '../../src/core/adapter.ts'
import { commanded, shortcut } from './commands.ts'
import { accept, type Desk, say } from './desk.ts'
import { type Body, notStored } from './fate.ts'
import { eventBody, homeOpened, revokedTokens } from './payloads.ts'
import { pressed } from './presses.ts'
import { addressIn, readMessage } from './receive.ts'
import { closed, submitted } from './submissions.ts'
import { COMMAND } from './surface.ts'
import { isNotInstalled } from './tokens.ts'

/** So long, ms, Slack may wait to hear that a closed window was noticed. */
const KEPT_MS = 2200

const contextOf = z.object({ place: z.string() })

/** Where it happened, as our own authorization said; never read from what a person's client sent. */
const placeIn = (context: unknown): string => contextOf.parse(context).place

const messaged = async (desk: Desk, place: string, body: unknown): Promise<boolean> => {
  for (const received of readMessage(body)) {
    const { saved, outcome } = await accept(desk, received, place)
    if (!saved) return false
    // What comes of it is sent when it comes; Slack is not kept waiting.
    void outcome.then(
      ({ card }) => card && say(desk, addressIn(place, received.user), card, `${received.id}:said`),
      (error: unknown) => desk.report('a turn failed', error),
    )
  }
  return true
}

const listenToEvents = (app: App, desk: Desk): void => {
  app.event('message', async ({ body, context }) => {
    if (!(await messaged(desk, placeIn(context), body))) notStored(body)
  })
  app.event('app_home_opened', async ({ event, context }) => {
    const read = homeOpened.safeParse(event)
    if (!read.success || read.data.tab !== 'home') return
    const address = addressIn(placeIn(context), read.data.user)
    desk.seen(address)
    void desk.homes.opened(address)
  })
}

const installationIn = z.object({
  team_id: z.string().optional(),
  enterprise_id: z.string().nullish(),
  authorizations: z.array(z.object({ is_enterprise_install: z.boolean().optional() })).optional(),
})

/** Without authorization in these events, so the place is read from the verified body. */
const placesOf = (body: unknown): readonly string[] => {
  const read = installationIn.safeParse(body)
  if (!read.success) return []
  const { team_id, enterprise_id, authorizations } = read.data
  const wide = authorizations?.[0]?.is_enterprise_install === true
  const place = wide ? (enterprise_id ?? undefined) : team_id
  return place === undefined ? [] : [place]
}

const leave = async (desk: Desk, places: Places, body: unknown): Promise<void> => {
  for (const place of placesOf(body)) {
    await places.remove(place)
    desk.keyring.forget(place)
  }
}

/** They can come in either order, and more than once. */
const listenToLeaving = (app: App, desk: Desk, places: Places): void => {
  app.event('app_uninstalled', ({ body }) => leave(desk, places, body))
  app.event('tokens_revoked', async ({ body }) => {
    const outer = eventBody.safeParse(body)
    const revoked = revokedTokens.safeParse(outer.data?.event)
    if ((revoked.data?.tokens?.bot ?? []).length > 0) await leave(desk, places, body)
  })
}

const listenToViews = (app: App, desk: Desk): void => {
  app.view({ type: 'view_submission', callback_id: 'form' }, ({ body, context, ack }) =>
    submitted(desk, placeIn(context), body, async reply => {
      await (reply === undefined ? ack() : ack(reply))
    }),
  )
  app.view({ type: 'view_closed', callback_id: 'form' }, async ({ body, context, ack }) => {
    const kept = closed(desk, placeIn(context), body)
    await Promise.race([kept, after(KEPT_MS, undefined, { ref: false })])
    await ack()
    await kept
  })
}

/** Whatever is left over from an older version is acknowledged, so that Slack shows no error. */
const catchAll = (app: App, desk: Desk): void => {
  app.view({ type: 'view_submission', callback_id: /^(?!form$)/ }, ({ ack }) =>
    ack({ response_action: 'clear' }),
  )
  app.view({ type: 'view_closed', callback_id: /^(?!form$)/ }, ({ ack }) => ack())
  app.action(/.*/, ({ body, context, ack }) => pressed(desk, placeIn(context), body, () => ack()))
  app.shortcut(/.*/, ({ body, context, ack }) =>
    shortcut(desk, placeIn(context), body, () => ack()),
  )
  app.command(COMMAND, ({ body, context, ack }) =>
    commanded(desk, placeIn(context), body, says => (says === undefined ? ack() : ack(says))),
  )
}

export const listen = (app: App, desk: Desk, places: Places): void => {
  listenToEvents(app, desk)
  listenToLeaving(app, desk, places)
  listenToViews(app, desk)
  catchAll(app, desk)
  // Nothing a person sent may be taken for stored because something broke on the way.
  app.error(async ({ error, body }: { readonly error: Error; readonly body: Body }) => {
    if (isNotInstalled(error)) return
    notStored(body)
    desk.report('a payload was not taken', error)
  })
}
