import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'

import { isThroughlineError, ThroughlineError } from '../../src/core/errors.ts'

/** What a failed call to Slack means for what was to be sent. */
export type Trouble =
  /** Not taken; nothing of this method may go there before the time is over. */
  | { readonly is: 'limited'; readonly afterMs: number | undefined }
  /** Certainly not taken, and may be repeated. */
  | { readonly is: 'later' }
  /** It may have arrived. */
  | { readonly is: 'unknown' }
  /** It never will be: for this person, for the whole workspace, or because we asked for something wrong. */
  | { readonly is: 'refused'; readonly whom: 'person' | 'place' | 'us'; readonly error: string }

interface Advice {
  readonly whom: 'person' | 'place' | 'us'
  readonly says: string
  readonly hint: string
}

const person = (says: string, hint: string): Advice => ({ whom: 'person', says, hint })
const place = (says: string, hint: string): Advice => ({ whom: 'place', says, hint })

/** Of what we asked, not of who was asked: other calls may go well. */
const us = (says: string, hint: string): Advice => ({ whom: 'us', says, hint })

const UNREACHABLE = person(
  'Slack does not know this person, or lets nobody write to them.',
  'Link the person again with `npm run people -- link`.',
)
const DEACTIVATED = person(
  'The person’s Slack account is switched off.',
  'If they have left, end their supervision; else link their new account.',
)
const INSTALL_AGAIN = place(
  'Slack does not take this workspace’s token any more.',
  'Install Throughline in the workspace again, or put the new token into .env.',
)
const OUTSIDE = place(
  'Throughline was not given access to this workspace.',
  'An admin of the Slack organisation adds the app to the workspace.',
)

/** Permanent answers of Slack’s, what each means and what helps; any other is our own mistake. */
const ADVICE: Readonly<Record<string, Advice>> = {
  channel_not_found: UNREACHABLE,
  user_not_found: UNREACHABLE,
  users_not_found: UNREACHABLE,
  not_in_channel: UNREACHABLE,
  cannot_dm_bot: UNREACHABLE,
  user_disabled: DEACTIVATED,
  is_archived: DEACTIVATED,
  messages_tab_disabled: place(
    'The app’s Messages tab is switched off.',
    'api.slack.com/apps → your app → App Home → switch on the Messages Tab, and let people write there.',
  ),
  restricted_action: person(
    'The workspace does not let apps write to this person.',
    'Ask an admin of the workspace to allow it for Throughline.',
  ),
  invalid_auth: INSTALL_AGAIN,
  not_authed: INSTALL_AGAIN,
  account_inactive: INSTALL_AGAIN,
  token_revoked: INSTALL_AGAIN,
  token_expired: INSTALL_AGAIN,
  team_access_not_granted: OUTSIDE,
  access_denied: OUTSIDE,
  org_login_required: OUTSIDE,
  missing_scope: us(
    'Throughline lacks a permission in this workspace.',
    'Compare the app’s scopes with the manifest and install it again; `npm run doctor` names the missing one.',
  ),
}

/** What this permanent answer of Slack’s means, for the doctor and the log. */
export const adviceFor = (error: string): Advice =>
  ADVICE[error] ?? {
    whom: 'us',
    says: `Slack did not accept what was sent (${error}).`,
    hint: 'Please report this; nothing the person can do helps.',
  }

/** Slack says these without having taken anything. */
const LATER = new Set(['ratelimited', 'rate_limited', 'service_unavailable', 'team_added_to_org'])
/** Slack says these when it does not know how far it came. */
const UNKNOWN = new Set(['internal_error', 'fatal_error', 'request_timeout'])
/** The request never left this machine. */
const UNSENT = new Set([
  ...['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH'],
  'UND_ERR_CONNECT_TIMEOUT',
])

const codesOf = (error: unknown, depth = 5): readonly unknown[] => {
  if (depth === 0 || typeof error !== 'object' || error === null) return []
  const code = 'code' in error ? [error.code] : []
  return 'cause' in error ? [...code, ...codesOf(error.cause, depth - 1)] : code
}

/** A page that is not Slack’s (a proxy’s) comes as an “error” too; it may hold anything, and says nothing. */
const NAME = /^[a-z][a-z0-9_]{0,79}$/

const platformTrouble = (error: string): Trouble => {
  if (!NAME.test(error)) return { is: 'unknown' }
  if (LATER.has(error))
    return error.includes('limited') ? { is: 'limited', afterMs: undefined } : { is: 'later' }
  if (UNKNOWN.has(error)) return { is: 'unknown' }
  return { is: 'refused', whom: adviceFor(error).whom, error }
}

const LIMITED_STATUS = 429

/** Slack says in words what it does not take; any other 4xx comes from something in between, which passed nothing on. */
const httpTrouble = ({ statusCode }: WebAPIHTTPError): Trouble => {
  if (statusCode === LIMITED_STATUS) return { is: 'limited', afterMs: undefined }
  return statusCode >= 400 && statusCode < 500 ? { is: 'later' } : { is: 'unknown' }
}

/** Whatever we cannot read counts as “may have arrived”. */
export const whatItMeans = (error: unknown): Trouble => {
  if (error instanceof WebAPIRateLimitedError)
    return { is: 'limited', afterMs: error.retryAfter * 1000 }
  if (error instanceof WebAPIPlatformError) return platformTrouble(error.data.error)
  if (error instanceof WebAPIHTTPError) return httpTrouble(error)
  if (codesOf(error).some(code => typeof code === 'string' && UNSENT.has(code)))
    return { is: 'later' }
  // A 429 without its header comes as an error of no kind of its own.
  if (!(error instanceof WebAPIRequestError) && /retry.?after|429/i.test(String(error)))
    return { is: 'limited', afterMs: undefined }
  return { is: 'unknown' }
}

/** Slack’s error as one of ours. `doing`: “writing to a person”. Never a text, a name or a token. */
export const toOurs = (error: unknown, doing: string): ThroughlineError => {
  if (isThroughlineError(error)) return error
  const trouble = whatItMeans(error)
  if (trouble.is === 'refused') {
    const { says, hint } = adviceFor(trouble.error)
    return new ThroughlineError(
      'delivery-refused',
      `Slack refused while ${doing}. ${says}`,
      hint,
      error,
    )
  }
  if (trouble.is === 'unknown')
    return new ThroughlineError(
      'delivery-unknown',
      `Slack did not say what became of ${doing}.`,
      'It is not sent twice. Look at status.slack.com if this lasts.',
      error,
    )
  return new ThroughlineError(
    'delivery-failed',
    `Slack could not be asked while ${doing}.`,
    'It is tried again by itself. Look at status.slack.com if this lasts.',
    error,
    trouble.is === 'limited' ? trouble.afterMs : undefined,
  )
}
