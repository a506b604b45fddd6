import { createHmac } from 'node:crypto'

import { InstallProvider } from '@slack/oauth'
import { type RequestHandler, type Router, urlencoded } from 'express'
import * as z from 'zod'

import type { Places } from '../../src/core/adapter.ts'
import type { Clients } from './client.ts'
import { INSTALL_PAGE, installedPage, notInstalledPage } from './installPages.ts'
import type { Report } from './report.ts'
import { silentLogger } from './silentLogger.ts'
import { botScopes } from './surface.ts'
import { type Tokens, writeTokens } from './tokens.ts'

export const INSTALL_PATH = '/slack/install'
export const REDIRECT_PATH = '/slack/oauth_redirect'

export interface InstallSetting {
  readonly clientId: string
  readonly clientSecret: string
  /** https://…, where Slack reaches us. */
  readonly publicUrl: string
}

interface Install {
  readonly setting: InstallSetting
  readonly clients: Clients
  /** Undefined until the house has opened. */
  readonly places: () => Places | undefined
  readonly report: Report
  readonly slackApiUrl?: string
  readonly authorizeUrl?: string
}

/** The code of the organisation's admin waits in a cookie while Slack's own page is open: never in an address. */
const COOKIE = 'throughline-join'

const installation = z.object({
  isEnterpriseInstall: z.boolean().optional(),
  team: z.object({ id: z.string() }).nullish(),
  enterprise: z.object({ id: z.string() }).nullish(),
  bot: z.object({
    token: z.string().min(1),
    id: z.string(),
    userId: z.string(),
    refreshToken: z.string().optional(),
    /** Epoch seconds. */
    expiresAt: z.number().optional(),
  }),
})

const readInstallation = (given: unknown): { place: string; tokens: Tokens } | undefined => {
  const read = installation.safeParse(given)
  if (!read.success) return undefined
  const { isEnterpriseInstall, team, enterprise, bot } = read.data
  const place = isEnterpriseInstall ? enterprise?.id : team?.id
  if (place === undefined) return undefined
  const { token, id, userId, refreshToken, expiresAt } = bot
  const tokens: Tokens = {
    botToken: token,
    botId: id,
    botUserId: userId,
    ...(refreshToken !== undefined && { refreshToken }),
    ...(expiresAt !== undefined && { expiresAt: expiresAt * 1000 }),
  }
  return { place, tokens }
}

const joinCode = (cookies: string | undefined): string | undefined => {
  const found = new RegExp(`(?:^|;\\s*)${COOKIE}=([^;]+)`).exec(cookies ?? '')?.[1]
  return found === undefined ? undefined : decodeURIComponent(found)
}

/** What Slack just gave us and nobody here vouches for is given back. */
const giveBack = async ({ clients, report }: Install, { botToken }: Tokens): Promise<void> => {
  try {
    await clients.clientFor(botToken).auth.revoke()
  } catch (error) {
    report('a token was not given back', error)
  }
}

const keep = async (
  install: Install,
  given: unknown,
  code: string | undefined,
): Promise<boolean> => {
  const read = readInstallation(given)
  if (read === undefined) return false
  const { place, tokens } = read
  const added = await install.places()?.add(place, writeTokens(tokens), code ?? '')
  if (added !== true) await giveBack(install, tokens)
  return added === true
}

const providerFor = ({ setting, slackApiUrl, authorizeUrl }: Install): InstallProvider =>
  new InstallProvider({
    clientId: setting.clientId,
    clientSecret: setting.clientSecret,
    // The same in every instance, and nothing more to configure.
    stateSecret: createHmac('sha256', setting.clientSecret).update('install state').digest('hex'),
    // Kept by ourselves, once the admin's code has been taken.
    installationStore: {
      storeInstallation: () => Promise.reject(new Error('not used')),
      fetchInstallation: () => Promise.reject(new Error('not used')),
    },
    directInstall: true,
    logger: silentLogger,
    clientOptions: {
      retryConfig: { retries: 0 },
      timeout: 10_000,
      ...(slackApiUrl && { slackApiUrl }),
    },
    ...(authorizeUrl !== undefined && { authorizationUrl: authorizeUrl }),
  })

const form = z.object({ code: z.string().trim().min(1).max(200) })

const cookie = (code: string, seconds: number): string =>
  `${COOKIE}=${encodeURIComponent(code)}; Path=/slack; Max-Age=${seconds}; HttpOnly; Secure; SameSite=Lax`

/** The pages on which a workspace's admin installs Throughline with a code of the organisation's admin. */
export const addInstallRoutes = (router: Pick<Router, 'get' | 'post'>, install: Install): void => {
  const { setting, report } = install
  const provider = providerFor(install)
  const redirectUri = `${setting.publicUrl}${REDIRECT_PATH}`

  const begin: RequestHandler = async (request, response) => {
    const read = form.safeParse(request.body)
    if (!read.success) {
      response.status(400).type('html').send(notInstalledPage())
      return
    }
    response.setHeader('Set-Cookie', [cookie(read.data.code, 600)])
    await provider.handleInstallPath(request, response, undefined, {
      scopes: [...botScopes],
      redirectUri,
    })
  }
  const finish: RequestHandler = async (request, response) => {
    const code = joinCode(request.headers.cookie)
    const refuse = (): void => {
      if (!response.headersSent) response.status(400).type('html').send(notInstalledPage())
    }
    await provider.handleCallback(request, response, {
      afterInstallation: async given => {
        const kept = await keep(install, given, code).catch((error: unknown) => {
          report('installing failed', error)
          return false
        })
        response.appendHeader('Set-Cookie', cookie('', 0))
        if (kept) response.status(200).type('html').send(installedPage())
        else refuse()
        return false
      },
      failureAsync: async error => {
        report('installing failed', error)
        refuse()
      },
    })
  }

  router.get(INSTALL_PATH, (_, response) => {
    response.type('html').send(INSTALL_PAGE)
  })
  router.post(INSTALL_PATH, urlencoded({ extended: false, limit: '4kb' }), begin)
  router.get(REDIRECT_PATH, finish)
}
