import { readBlocks, readMessage, type Shown } from './screen.ts'
import type { Answered, Deliver } from './transport.ts'
import { channelOf, newTrigger, newTs, type OpenView, type World } from './world.ts'

/** Slack’s own part of every payload. */
export interface Where {
  readonly team: string
  readonly enterprise?: string
}

type Payload = Record<string, unknown>
/** Block id → what was typed, a day, or the values chosen. */
export type Filled = Readonly<Record<string, string | readonly string[]>>

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

const controlState = (control: Payload, value: string | readonly string[]): Payload => {
  const one = typeof value === 'string' ? value : value[0]
  const many = typeof value === 'string' ? [value] : value
  switch (control.type) {
    case 'plain_text_input':
      return { type: control.type, value: one === '' ? null : one }
    case 'datepicker':
      return { type: control.type, selected_date: one === '' ? null : one }
    case 'checkboxes':
    case 'multi_static_select':
      return { type: control.type, selected_options: many.map(each => ({ value: each })) }
    default:
      return { type: control.type, selected_option: one === '' ? null : { value: one } }
  }
}

const initialOf = (control: Payload): string | readonly string[] => {
  const { initial_value, initial_date, initial_option, initial_options } = control
  if (Array.isArray(initial_options)) return initial_options.map(each => String(each.value))
  const option = Object(initial_option).value
  return String(initial_value ?? initial_date ?? option ?? '')
}

export const inputsIn = (view: Payload | undefined): readonly Payload[] =>
  Array.isArray(view?.blocks) ? view.blocks.filter(({ type }: Payload) => type === 'input') : []

/** What stands in the inputs of a view: what was typed into some, what was there before in the others. */
const stateOf = (view: Payload, filled: Filled): Payload =>
  Object.fromEntries(
    inputsIn(view).map(block => {
      const control: Payload = Object(block.element)
      const id = String(block.block_id)
      const value = filled[id] ?? initialOf(control)
      return [id, { [String(control.action_id)]: controlState(control, value) }]
    }),
  )

/** One person in Slack: what they see, and what their hands do. */
export const personIn = (world: World, deliver: Deliver, where: Where, user: string) => {
  const common = {
    team: { id: where.team, domain: 'orchard' },
    user: { id: user, username: user.toLowerCase(), team_id: where.team },
    api_app_id: 'A0APP',
    token: 'unused',
    is_enterprise_install: false,
  }
  const stack = (): OpenView[] => world.modals.get(user) ?? []
  const top = (): OpenView | undefined => stack().at(-1)
  const viewPayload = ({ id, hash, view }: OpenView, filled: Filled): Payload => ({
    ...view,
    id,
    hash,
    root_view_id: stack()[0]?.id ?? id,
    state: { values: stateOf(view, filled) },
  })

  const event = (inner: Payload, id = `Ev${world.next()}`, body: Payload = {}) =>
    deliver('events_api', {
      type: 'event_callback',
      token: 'unused',
      team_id: where.team,
      api_app_id: 'A0APP',
      event_id: id,
      event_time: Math.floor(Date.now() / 1000),
      authorizations: [
        {
          enterprise_id: where.enterprise ?? null,
          team_id: where.team,
          user_id: 'U0BOT',
          is_bot: true,
          is_enterprise_install: false,
        },
      ],
      is_ext_shared_channel: false,
      event: inner,
      ...body,
    })

  const message = (text: string, id?: string, more: Payload = {}) =>
    event(
      {
        type: 'message',
        channel: channelOf(user),
        channel_type: 'im',
        user,
        text: escaped(text),
        ts: newTs(world),
        team: where.team,
        ...more,
      },
      id,
    )

  const act = (action: Payload, more: Payload, trigger = newTrigger(world, user)) =>
    deliver('interactive', {
      type: 'block_actions',
      ...common,
      trigger_id: trigger,
      actions: [{ action_ts: newTs(world), ...action }],
      ...more,
    })

  const findButton = (blocks: unknown, label: string): Payload | undefined => {
    for (const block of Array.isArray(blocks) ? blocks : [])
      for (const each of Array.isArray(block.elements) ? block.elements : [])
        if (each.type === 'button' && Object(each.text).text === escaped(label))
          return { ...each, block_id: block.block_id ?? 'auto' }
    return undefined
  }

  /** Presses the newest button of this name in the messages, with what was chosen beside it. */
  const press = (label: string, chosen: readonly string[] = []): Promise<Answered> => {
    for (const kept of world.messages.toReversed()) {
      if (kept.channel !== channelOf(user)) continue
      const button = findButton(kept.blocks, label)
      if (button === undefined) continue
      const beside = kept.blocks.find(({ block_id }) => block_id === button.block_id)
      const elements: unknown = beside?.elements
      const choose: Payload = Object(Array.isArray(elements) ? elements[0] : undefined)
      const state =
        chosen.length === 0
          ? {}
          : {
              [String(button.block_id)]: {
                [String(choose.action_id)]: controlState(choose, chosen),
              },
            }
      return act(button, {
        container: { type: 'message', message_ts: kept.ts, channel_id: kept.channel },
        channel: { id: kept.channel, name: 'directmessage' },
        message: { type: 'message', ts: kept.ts, text: kept.text, blocks: kept.blocks },
        state: { values: state },
      })
    }
    throw new Error(`${user} sees no button “${label}”`)
  }

  const pressIn = (view: Payload, open: OpenView | undefined, label: string) => {
    const button = findButton(view.blocks, label)
    if (button === undefined) throw new Error(`${user} sees no button “${label}” there`)
    return act(button, {
      container: { type: 'view', view_id: open?.id ?? 'VHOME' },
      view: open === undefined ? { ...view, id: 'VHOME' } : viewPayload(open, {}),
    })
  }

  const apply = (answer: Answered): Answered => {
    const given: Payload = Object(answer.body)
    const open = top()
    if (answer.status !== 200 || open === undefined) return answer
    if (given.response_action === 'update') open.view = Object(given.view)
    else if (given.response_action === 'clear') world.modals.set(user, [])
    else if (given.response_action !== 'errors') world.modals.set(user, stack().slice(0, -1))
    return answer
  }

  const submit = async (filled: Filled, trigger?: string): Promise<Answered> => {
    const open = top()
    if (open === undefined) throw new Error(`${user} has no window open`)
    return apply(
      await deliver('interactive', {
        type: 'view_submission',
        ...common,
        trigger_id: trigger ?? newTrigger(world, user),
        view: viewPayload(open, filled),
        response_urls: [],
      }),
    )
  }

  /** Types, of which Slack tells as it goes on, and then closes the window, of which it tells without the words. */
  const close = async (filled: Filled): Promise<Answered> => {
    const open = top()
    if (open === undefined) throw new Error(`${user} has no window open`)
    const view = viewPayload(open, filled)
    const [first] = inputsIn(open.view)
    if (first !== undefined && Object.keys(filled).length > 0)
      await act(
        { type: 'plain_text_input', action_id: 'value', block_id: first.block_id, value: 'x' },
        { container: { type: 'view', view_id: open.id }, view },
      )
    world.modals.set(user, [])
    const { state: _, ...closed } = view
    return deliver('interactive', {
      type: 'view_closed',
      ...common,
      view: { ...closed, state: { values: {} } },
      is_cleared: false,
    })
  }

  return {
    user,
    event,
    message,
    act,
    press,
    submit,
    close,
    home: () => world.homes.get(user),
    openHome: () => event({ type: 'app_home_opened', user, tab: 'home', channel: channelOf(user) }),
    pressAtHome: (label: string) => pressIn(world.homes.get(user) ?? {}, undefined, label),
    pressInModal: (label: string) => pressIn(top()?.view ?? {}, top(), label),
    command: (text: string, channel = 'C0TEAM', trigger = newTrigger(world, user)) =>
      deliver('slash_commands', {
        command: '/throughline',
        text: escaped(text),
        user_id: user,
        user_name: user.toLowerCase(),
        team_id: where.team,
        team_domain: 'orchard',
        channel_id: channel,
        channel_name: 'team',
        api_app_id: 'A0APP',
        is_enterprise_install: 'false',
        response_url: 'https://hooks.example.org/1',
        trigger_id: trigger,
      }),
    capture: (text: string) =>
      deliver('interactive', {
        type: 'message_action',
        ...common,
        callback_id: 'capture',
        trigger_id: newTrigger(world, user),
        message_ts: newTs(world),
        channel: { id: 'C0TEAM', name: 'team' },
        message: { type: 'message', user: 'U0SOMEBODY', text: escaped(text), ts: newTs(world) },
        response_url: 'https://hooks.example.org/2',
      }),
    shortcut: (callback: string) =>
      deliver('interactive', {
        type: 'shortcut',
        ...common,
        callback_id: callback,
        trigger_id: newTrigger(world, user),
        action_ts: newTs(world),
      }),
    modal: () => top()?.view,
    modalText: () => readBlocks(top()?.view).texts.join('\n'),
    homeText: () => readBlocks(world.homes.get(user)).texts.join('\n'),
    screen: (): readonly Shown[] =>
      world.messages.filter(({ channel }) => channel === channelOf(user)).map(readMessage),
    channel: channelOf(user),
  }
}
export type PersonInSlack = ReturnType<typeof personIn>
