import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import express from 'express'
import { createSlack, type Slack } from '../../../adapters/slack/index.ts'
import type { SlackConfig } from '../../../src/config.ts'
import type { Host, Places } from '../../../src/core/adapter.ts'
import {
  APP_TOKEN,
  type FakeSlack,
  openFakeSlack,
  orchard,
  SIGNING_SECRET,
} from './fakeSlack/index.ts'
import type { Validate } from './fakeSlack/methods.ts'
import { placesOfHouse } from './places.ts'
import { validate } from './validBlocks.ts'

export type Transport = 'http' | 'socket'

export interface SlackHouse {
  readonly slack: Slack
  readonly fake: FakeSlack
  readonly problems: unknown[]
  readonly url: string
  close(): Promise<void>
}

const settingFor = (transport: Transport): SlackConfig =>
  transport === 'socket'
    ? { mode: 'socket', botToken: orchard.botToken, appToken: APP_TOKEN }
    : { mode: 'http', botToken: orchard.botToken, signingSecrets: [SIGNING_SECRET, 'an-older-one'] }

/** Orchard House has installed Throughline: its token stands in the configuration. */
export const installed = async (places: Places = placesOfHouse()): Promise<Places> => {
  await places.add(orchard.team, '', 'PROOF')
  return places
}

/** The adapter, started on this host, with Slack on its other side. */
export const openSlackHouse = async (
  transport: Transport,
  host: Host,
  setting: SlackConfig = settingFor(transport),
  check: Validate = validate,
): Promise<SlackHouse> => {
  const app = express()
  const router = express.Router()
  app.use(router)
  const server = createServer(app)
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const { port }: AddressInfo = Object(server.address())
  const url = `http://127.0.0.1:${port}`
  const fake = await openFakeSlack({ transport, url: () => `${url}/slack/events`, validate: check })
  const problems: unknown[] = []
  const slack = createSlack({
    setting,
    router,
    report: (what, error) => problems.push([what, error]),
    slackApiUrl: fake.apiUrl,
    pace: { burst: 1000, everyMs: 1 },
  })
  await slack.start(host)
  return {
    slack,
    fake,
    problems,
    url,
    close: async () => {
      await slack.stop()
      await fake.close()
      await new Promise<void>(resolve => {
        server.close(() => resolve())
        server.closeAllConnections()
      })
    },
  }
}
