import { App, type Authorize, type Receiver } from '@slack/bolt'
import type { Router } from 'express'
import type { SlackConfig } from '../../src/config.ts'

import type { Adapter, Host, Places } from '../../src/core/adapter.ts'
import { ThroughlineError } from '../../src/core/errors.ts'
import type { Address } from '../../src/core/turn.ts'
import { bounded } from './bounded.ts'
import { type Clients, createClients, optionsFor } from './client.ts'
import type { Desk } from './desk.ts'
import { createHomes, type Homes } from './homes.ts'
import { createHttpReceiver } from './httpReceiver.ts'
import { addInstallRoutes } from './install.ts'
import { listen } from './listeners.ts'
import { createMessages, type Messages } from './messages.ts'
import { createOpenForms } from './openForms.ts'
import type { Pace } from './pacing.ts'
import { createQueue, type Queue } from './queue.ts'
import type { Report } from './report.ts'
import { rotateAll } from './rotation.ts'
import { silentLogger } from './silentLogger.ts'
import { createSocketReceiver } from './socketReceiver.ts'
import { createKeyring, type Keyring, NotInstalled } from './tokens.ts'
import { type Introduction, introduce } from './whoAmI.ts'

export interface SlackOptions {
  readonly setting: SlackConfig
  /** Lent by the house, mounted at the root of the public listener; of no use in socket mode. */
  readonly router: Pick<Router, 'get' | 'post'>
  /** Epoch ms. */
  readonly now?: () => number
  readonly report?: Report
  /** The base of Slack's Web API and its page to approve us on; others than Slack's own for a far side of our own. */
  readonly slackApiUrl?: string
  readonly authorizeUrl?: string
  /** Of messages to one person; another than Slack’s for a far side that has none. */
  readonly pace?: Pace
}

export interface Slack extends Adapter {
  refresh: NonNullable<Adapter['refresh']>
  present: NonNullable<Adapter['present']>
}

/** Somebody who did something so lately, ms, has us open. */
const PRESENT_MS = 2 * 60_000
const ROTATE_MS = 10 * 60_000
const MOST = 5000

const receiverFor = (options: SlackOptions, report: Report, now: () => number): Receiver => {
  const { setting, router, slackApiUrl } = options
  if (setting.mode !== 'socket')
    return createHttpReceiver({ router, secrets: setting.signingSecrets, now, report })
  const { appToken } = setting
  return createSocketReceiver({ appToken, clientOptions: () => optionsFor(slackApiUrl), report })
}

interface Running {
  readonly queue: Queue
  readonly keyring: Keyring
  readonly messages: Messages
  readonly homes: Homes
  readonly timer: NodeJS.Timeout | undefined
  readonly self?: Introduction
}

const notStarted = (): ThroughlineError =>
  new ThroughlineError(
    'delivery-failed',
    'Slack was asked to send something while it was not on.',
    'It is tried again by itself.',
  )

/** Which place a payload belongs to, and with which token it is answered there. */
const authorizeWith =
  (keyring: Keyring): Authorize<boolean> =>
  async source => {
    const { teamId, enterpriseId, isEnterpriseInstall } = source
    const place = (isEnterpriseInstall ? enterpriseId : teamId) ?? ''
    const tokens = await keyring.of(place)
    if (tokens === undefined) throw new NotInstalled()
    const { botToken, botId, botUserId } = tokens
    return {
      botToken,
      botId,
      botUserId,
      place,
      ...(teamId !== undefined && { teamId }),
      ...(enterpriseId !== undefined && { enterpriseId }),
    }
  }

interface Rotating {
  readonly setting: SlackConfig
  readonly clients: Clients
  readonly places: Places
  readonly keyring: Keyring
  readonly now: () => number
  readonly report: Report
}

const keepRotating = ({ setting, clients, ...rest }: Rotating): NodeJS.Timeout | undefined => {
  if (setting.mode !== 'oauth') return undefined
  const renew = (refresh_token: string): Promise<unknown> =>
    clients.clientFor('').oauth.v2.access({
      client_id: setting.clientId,
      client_secret: setting.clientSecret,
      grant_type: 'refresh_token',
      refresh_token,
    })
  const run = (): void => {
    rotateAll({ ...rest, renew }).catch((error: unknown) =>
      rest.report('renewing tokens failed', error),
    )
  }
  run()
  return setInterval(run, ROTATE_MS).unref()
}

const appOn = async (receiver: Receiver, keyring: Keyring, slackApiUrl: string | undefined) => {
  const app = new App({
    receiver,
    authorize: authorizeWith(keyring),
    convoStore: false,
    deferInitialization: true,
    extendedErrorHandler: true,
    logger: silentLogger,
    clientOptions: optionsFor(slackApiUrl),
  })
  await app.init()
  return app
}

/** Slack: direct messages, the command, shortcuts, modals and the App Home. */
export const createSlack = (options: SlackOptions): Slack => {
  const { setting, now = Date.now, report = () => {}, slackApiUrl, authorizeUrl } = options
  const clients = createClients(slackApiUrl === undefined ? {} : { slackApiUrl })
  const lately = bounded<number>(MOST)
  const keyOf = ({ installation, user }: Address): string => `${installation}:${user}`
  const receiver = receiverFor(options, report, now)
  let running: Running | undefined
  let places: Places | undefined
  if (setting.mode === 'oauth')
    addInstallRoutes(options.router, {
      setting,
      clients,
      places: () => places,
      report,
      ...(slackApiUrl !== undefined && { slackApiUrl }),
      ...(authorizeUrl !== undefined && { authorizeUrl }),
    })

  const start = async (host: Host): Promise<void> => {
    const given = host.places('slack')
    places = given
    const self = setting.mode === 'oauth' ? undefined : introduce(clients, setting.botToken, report)
    await self?.asked
    const keyring = createKeyring(given, () => self?.is(), now)
    const queue = createQueue({ now, pace: options.pace })
    const parts = { keyring, clients, queue, now, report }
    const messages = createMessages(parts)
    const homes = createHomes({ ...parts, host })
    const seen = (address: Address): void => lately.set(keyOf(address), now())
    const desk: Desk = { ...parts, host, messages, homes, forms: createOpenForms(), seen }
    listen(await appOn(receiver, keyring, slackApiUrl), desk, given)
    const timer = keepRotating({ setting, clients, places: given, keyring, now, report })
    running = { queue, keyring, messages, homes, timer, ...(self && { self }) }
    await receiver.start()
  }

  return {
    name: 'slack',
    keepsMessages: true,
    start,
    send: async (address, card, id) => {
      if (running === undefined) throw notStarted()
      await running.messages.send(address, card, id)
    },
    stop: async () => {
      const was = running
      running = undefined
      clearInterval(was?.timer)
      was?.self?.stop()
      was?.homes.stop()
      await receiver.stop()
      was?.queue.stop()
    },
    refresh: address => running?.homes.changed(address),
    present: address => now() - (lately.get(keyOf(address)) ?? 0) < PRESENT_MS,
  }
}
