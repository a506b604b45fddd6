import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, relative, resolve } from 'node:path'

import * as z from 'zod'

import { type SlackConfig, type SlackSecret, slackFrom, slackVariables } from './configSlack.ts'
import { ThroughlineError } from './core/errors.ts'

export type { SlackConfig } from './configSlack.ts'

export type Environment = Readonly<Record<string, string | undefined>>

/** Where the key that wraps all others comes from: the text itself, with the next one while it is changed, or a file, which a first start makes. */
export type KeySetting =
  | { readonly text: string; readonly next?: string }
  | { readonly file: string }

export interface Config {
  /** `fixed`: the person named it, so no other will do. */
  readonly port: { readonly number: number; readonly fixed: boolean }
  readonly dataDir: string
  readonly mongodb: { readonly uri?: string; readonly binary?: string }
  readonly key: KeySetting
  /** Kept outside the database, which therefore cannot take it back. */
  readonly auditFile: string
  /** `file`: a path, or stderr. */
  readonly log: { readonly level: LogLevel; readonly file: string }
  /** Where Slack and Teams reach us: `url` from outside, `port` and `host` on this machine. */
  readonly publicUrl?: string
  readonly publicListener: { readonly port: number; readonly host: string }
  readonly slack?: SlackConfig
  readonly webChat: boolean
}

const logLevels = ['debug', 'info', 'warn', 'error'] as const
export type LogLevel = (typeof logLevels)[number]

const DEFAULT_PORT = 4600
const DEFAULT_PUBLIC_PORT = 4610

const oneOf = <T extends string>(...words: readonly [T, ...T[]]) =>
  z.enum(words, `write one of ${words.join(', ')}.`).optional()

const isKey = (text: string): boolean => Buffer.from(text.trim(), 'base64').length === 32
const KEY_ADVICE =
  'write 32 bytes in base64, the same as before; for a new installation: openssl rand -base64 32'

const plainUrl = (text: string): boolean => {
  const url = URL.canParse(text) ? new URL(text) : undefined
  return url?.protocol === 'https:' && url.pathname === '/' && url.search === '' && url.hash === ''
}

const portNumber = (example: number) => {
  const advice = `write a number between 1 and 65535, such as ${example}.`
  return z
    .string()
    .regex(/^\d{1,5}$/, advice)
    .transform(Number)
    .refine(port => port <= 65_535, advice)
    .optional()
}

/** Every variable Throughline reads; an empty one counts as not set. `.env.example` explains them. */
const schema = z.object({
  PORT: portNumber(DEFAULT_PORT),
  DATA_DIR: z.string().optional(),
  MONGODB_URI: z
    .string()
    .regex(
      /^mongodb(\+srv)?:\/\/./,
      'write an address that begins with mongodb:// or mongodb+srv://',
    )
    .optional(),
  MONGODB_URI_FILE: z.string().optional(),
  MONGODB_ALLOW_PLAINTEXT: z
    .string()
    .regex(/^[^/@\s]+(\s*,\s*[^/@\s]+)*$/, 'write host names alone, with commas between them.')
    .optional(),
  MONGOD_BINARY: z.string().optional(),
  MONGOD_DOWNLOAD: oneOf('on', 'off'),
  THROUGHLINE_KEY: z.string().refine(isKey, KEY_ADVICE).optional(),
  THROUGHLINE_KEY_FILE: z.string().optional(),
  THROUGHLINE_NEXT_KEY: z.string().refine(isKey, KEY_ADVICE).optional(),
  AUDIT_FILE: z.string().optional(),
  LOG_LEVEL: oneOf(...logLevels),
  LOG_FILE: z.string().optional(),
  PUBLIC_URL: z
    .string()
    .refine(plainUrl, 'write the address alone, as in https://throughline.example.org')
    .optional(),
  PUBLIC_PORT: portNumber(4610),
  PUBLIC_HOST: z.string().optional(),
  WEB_CHAT: oneOf('on', 'off', 'auto'),
  ...slackVariables,
})
type Settings = z.infer<typeof schema>

export const variables: readonly string[] = Object.keys(schema.shape)

/** Named so by other programs; we read them too. */
const home = (env: Environment): string => env.HOME || homedir()
const defaultDataDir = (env: Environment): string =>
  join(env.XDG_DATA_HOME || join(home(env), '.local', 'share'), 'throughline')

const pathFrom = (env: Environment, text: string): string =>
  resolve(text.startsWith('~/') ? join(home(env), text.slice(2)) : text)

type Secret = 'MONGODB_URI' | SlackSecret

/** The value of a secret, from the variable or the file named by `…_FILE`; problems go onto the list. */
const secretFrom = (settings: Settings, name: Secret, problems: string[]): string | undefined => {
  const [value, file] = [settings[name], settings[`${name}_FILE`]]
  if (file === undefined) return value
  if (value !== undefined) {
    problems.push(`${name}_FILE: set either this or ${name}, not both.`)
    return value
  }
  try {
    const text = readFileSync(file, 'utf8').trim()
    const read = schema.shape[name].safeParse(text)
    if (read.success) return read.data
    for (const { message } of read.error.issues) problems.push(`${name}_FILE: in it, ${message}`)
  } catch {
    problems.push(`${name}_FILE: name a file that this account can read.`)
  }
  return undefined
}

const keyFrom = (
  settings: Settings,
  dataDir: string,
  env: Environment,
  problems: string[],
): KeySetting => {
  const { THROUGHLINE_KEY: text, THROUGHLINE_NEXT_KEY: next } = settings
  const { THROUGHLINE_KEY_FILE: named } = settings
  if (text !== undefined && named !== undefined)
    problems.push('THROUGHLINE_KEY_FILE: set either this or THROUGHLINE_KEY, not both.')
  if (text !== undefined) return { text, ...(next !== undefined && { next }) }
  if (next !== undefined)
    problems.push(
      'THROUGHLINE_NEXT_KEY: leave it out; a key in a file gets its next one beside it.',
    )
  const file = named === undefined ? `${dataDir}.key` : pathFrom(env, named)
  const way = relative(dataDir, file)
  if (!way.startsWith('..'))
    problems.push(
      'THROUGHLINE_KEY_FILE: name a file outside DATA_DIR; a key that is copied together with its data protects nothing.',
    )
  return { file }
}

const logFile = (given: string | undefined, dataDir: string, env: Environment): string => {
  if (given === undefined) return join(dataDir, 'throughline.log')
  return given === 'stderr' ? given : pathFrom(env, given)
}

/** `auto` is on until a platform with real people is configured. */
const isChatOn = (wish: Settings['WEB_CHAT'], slack: SlackConfig | undefined): boolean =>
  wish === 'on' || (wish !== 'off' && slack === undefined)

const withoutEmpty = (env: Environment): Environment =>
  Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim() !== ''))

const parse = (env: Environment): { settings: Settings; problems: string[] } => {
  const parsed = schema.safeParse(env)
  if (parsed.success) return { settings: parsed.data, problems: [] }
  const { issues } = parsed.error
  const wrong = new Set(issues.map(({ path }) => String(path[0])))
  // What is right is read all the same, so that its problems with other settings are found too.
  const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !wrong.has(name)))
  return {
    settings: schema.parse(rest),
    problems: issues.map(({ path, message }) => `${String(path[0])}: ${message}`),
  }
}

const invalid = (problems: readonly string[]): ThroughlineError =>
  new ThroughlineError(
    'config-invalid',
    problems.length === 1
      ? 'One setting needs your attention:'
      : `${problems.length} settings need your attention:`,
    problems.map(problem => `  ${problem}`).join('\n'),
  )

/** The environment as settings; throws 'config-invalid' with every problem at once, never quoting a value. */
export const readConfig = (given: Environment = process.env): Config => {
  const env = withoutEmpty(given)
  const { settings, problems } = parse(env)
  const { PORT, DATA_DIR, MONGOD_BINARY, AUDIT_FILE, LOG_FILE, LOG_LEVEL, PUBLIC_URL } = settings
  const dataDir = DATA_DIR === undefined ? defaultDataDir(env) : pathFrom(env, DATA_DIR)
  const uri = secretFrom(settings, 'MONGODB_URI', problems)
  const key = keyFrom(settings, dataDir, env, problems)
  const slack = slackFrom(settings, name => secretFrom(settings, name, problems), problems)
  if (problems.length > 0) throw invalid(problems)
  return {
    port: { number: PORT ?? DEFAULT_PORT, fixed: PORT !== undefined },
    dataDir,
    mongodb: {
      ...(uri !== undefined && { uri }),
      ...(MONGOD_BINARY !== undefined && { binary: MONGOD_BINARY }),
    },
    key,
    auditFile: AUDIT_FILE === undefined ? `${dataDir}.audit` : pathFrom(env, AUDIT_FILE),
    log: { level: LOG_LEVEL ?? 'info', file: logFile(LOG_FILE, dataDir, env) },
    ...(PUBLIC_URL !== undefined && { publicUrl: new URL(PUBLIC_URL).origin }),
    publicListener: {
      port: settings.PUBLIC_PORT ?? DEFAULT_PUBLIC_PORT,
      // Behind a proxy that ends TLS; what listens openly is a decision to be made by name.
      host: settings.PUBLIC_HOST ?? '127.0.0.1',
    },
    ...(slack !== undefined && { slack }),
    webChat: isChatOn(settings.WEB_CHAT, slack),
  }
}
