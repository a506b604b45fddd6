import { readFile } from 'node:fs/promises'
import { join } from 'node:path'

import { describe, expect, it } from 'vitest'
import * as z from 'zod'

import { EVENTS_PATH } from '../../../adapters/slack/httpReceiver.ts'
import { REDIRECT_PATH } from '../../../adapters/slack/install.ts'
import {
  botScopes,
  COMMAND,
  EVENTS,
  FREE_METHODS,
  SCOPES,
  SHORTCUTS,
  SUBCOMMANDS,
} from '../../../adapters/slack/surface.ts'

const root = join(import.meta.dirname, '..', '..', '..')
const HOST = 'https://YOUR-HOST'
const url = z.string().regex(/^https:\/\/YOUR-HOST\//)

/** Of Slack’s rules for manifests, those that ours can break; nothing else may stand in one. */
const manifest = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: z.string().min(1).max(35),
    description: z.string().max(140),
    background_color: z.string().regex(/^#[0-9a-f]{6}$/),
    long_description: z.string().min(175).max(4000),
  }),
  features: z.strictObject({
    app_home: z.strictObject({
      home_tab_enabled: z.literal(true),
      messages_tab_enabled: z.literal(true),
      messages_tab_read_only_enabled: z.literal(false),
    }),
    bot_user: z.strictObject({ display_name: z.string().max(80), always_online: z.boolean() }),
    shortcuts: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(24),
          type: z.enum(['message', 'global']),
          callback_id: z.string().max(255),
          description: z.string().max(150),
        }),
      )
      .max(10),
    slash_commands: z
      .array(
        z.strictObject({
          command: z.string().regex(/^\/\S{1,31}$/),
          url: url.optional(),
          description: z.string().max(2000),
          usage_hint: z.string().max(1000),
          should_escape: z.boolean(),
        }),
      )
      .max(50),
  }),
  oauth_config: z.strictObject({
    redirect_urls: z.array(url).optional(),
    scopes: z.strictObject({ bot: z.array(z.string()) }),
  }),
  settings: z.strictObject({
    event_subscriptions: z.strictObject({
      request_url: url.optional(),
      bot_events: z.array(z.string()),
    }),
    interactivity: z.strictObject({ is_enabled: z.literal(true), request_url: url.optional() }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
  }),
})

const read = async (name: string) =>
  manifest.parse(JSON.parse(await readFile(join(root, 'manifests', 'slack', name), 'utf8')))

describe.each(['socket.json', 'http.json'])('the manifest %s', name => {
  it('asks for the permissions and events that the code uses, and for no other', async () => {
    const { oauth_config, settings } = await read(name)
    expect(oauth_config.scopes.bot.toSorted()).toEqual([...botScopes].toSorted())
    const { bot_events } = settings.event_subscriptions
    expect(bot_events.toSorted()).toEqual(Object.keys(EVENTS).toSorted())
  })

  it('names the command and the shortcuts that the code answers, in the same words', async () => {
    const { features } = await read(name)
    expect(features.slash_commands.map(({ command }) => command)).toEqual([COMMAND])
    const shortcuts = features.shortcuts.map(({ callback_id: callback, ...rest }) => ({
      callback,
      ...rest,
    }))
    expect(shortcuts).toEqual(SHORTCUTS.map(each => ({ ...each })))
    const [{ usage_hint = '' } = {}] = features.slash_commands
    for (const word of usage_hint.split(' | ')) expect(SUBCOMMANDS).toContain(word)
  })
})

describe('the manifests', () => {
  it('differ in how Slack reaches us, and in nothing a person sees', async () => {
    const [socket, http] = [await read('socket.json'), await read('http.json')]
    expect(socket.settings.socket_mode_enabled).toBe(true)
    expect(JSON.stringify(socket)).not.toContain('https://')
    const events = `${HOST}${EVENTS_PATH}`
    expect(http.settings).toMatchObject({
      event_subscriptions: { request_url: events },
      interactivity: { request_url: events },
      socket_mode_enabled: false,
    })
    expect(http.features.slash_commands[0]?.url).toBe(events)
    expect(http.oauth_config.redirect_urls).toEqual([`${HOST}${REDIRECT_PATH}`])
    expect(http.display_information).toEqual(socket.display_information)
    expect(http.features.shortcuts).toEqual(socket.features.shortcuts)
  })

  it('ask for nothing that no method or event of the code needs', async () => {
    const used: readonly string[] = [...FREE_METHODS]
    for (const scope of Object.values(SCOPES)) {
      const needs = [...scope.methods, ...scope.events]
      const isCommands = scope === SCOPES.commands
      expect(isCommands || needs.length > 0).toBe(true)
    }
    const known = [...used, ...Object.values(SCOPES).flatMap(scope => [...scope.methods])]
    const { readdirSync, readFileSync } = await import('node:fs')
    const folder = join(root, 'adapters', 'slack')
    const code = readdirSync(folder)
      .filter(file => file !== 'surface.ts')
      .map(file => readFileSync(join(folder, file), 'utf8'))
      .join('\n')
    const called = code.match(
      /\b(?:chat|views|auth|oauth\.v2|conversations|users)\.[a-z]\w+(?=\()/gi,
    )
    for (const method of new Set(called)) expect(known).toContain(method)
    for (const method of ['chat.postMessage', 'chat.update', 'views.publish', 'auth.test'])
      expect(called).toContain(method)
  })

  it('are explained: every permission stands in the guide', async () => {
    const guide = await readFile(join(root, 'manifests', 'README.md'), 'utf8')
    for (const scope of botScopes) expect(guide).toContain(`\`${scope}\``)
    for (const event of Object.keys(EVENTS)) expect(guide).toContain(`\`${event}\``)
  })
})
