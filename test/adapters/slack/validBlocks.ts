import type { Surface } from './fakeSlack/methods.ts'

/** Block Kit’s own rules, as Slack checks them; written apart from the renderer, so that both can be wrong alone. */

type Node = Readonly<Record<string, unknown>>
type Say = (path: string, code: string) => void

const isNode = (given: unknown): given is Node =>
  typeof given === 'object' && given !== null && !Array.isArray(given)

const list = (given: unknown): readonly unknown[] => (Array.isArray(given) ? given : [])

const text = (given: unknown, path: string, max: number, say: Say): void => {
  if (!isNode(given) || typeof given.text !== 'string') {
    say(path, 'missing_text')
    return
  }
  if (given.type !== 'plain_text' && given.type !== 'mrkdwn') say(path, 'invalid_type')
  if (given.text.length < 1) say(path, 'too_short')
  if (given.text.length > max) say(path, 'too_long')
  if (/\p{Surrogate}/u.test(given.text)) say(path, 'half_a_character')
  if (/[<>]|&(?!(?:amp|lt|gt);)/.test(given.text)) say(path, 'not_escaped')
}

const string = (given: unknown, path: string, max: number, say: Say): void => {
  if (given === undefined) return
  if (typeof given !== 'string' || given.length < 1 || given.length > max) say(path, 'length')
}

const options = (node: Node, path: string, say: Say): void => {
  const groups = list(node.option_groups)
  if (groups.length > 100) say(path, 'option_groups')
  for (const each of groups) {
    text(isNode(each) ? each.label : undefined, `${path}/group`, 75, say)
    const of = isNode(each) ? list(each.options).length : 0
    if (of < 1 || of > 100) say(path, 'options_of_group')
  }
  const inGroups = groups.flatMap(each => (isNode(each) ? list(each.options) : []))
  const all = groups.length > 0 ? inGroups : list(node.options)
  const most =
    groups.length > 0
      ? 10_000
      : node.type === 'checkboxes' || node.type === 'radio_buttons'
        ? 10
        : 100
  if (all.length < 1 || all.length > most) say(path, 'options')
  const seen = new Set<unknown>()
  for (const [at, each] of all.entries()) {
    if (!isNode(each)) {
      say(path, 'option')
      continue
    }
    text(each.text, `${path}/${at}`, 75, say)
    string(each.value ?? '', `${path}/${at}/value`, 75, say)
    if (seen.has(each.value)) say(`${path}/${at}`, 'twice')
    seen.add(each.value)
  }
  const has = (wanted: unknown): boolean =>
    all.some(each => JSON.stringify(each) === JSON.stringify(wanted))
  if (node.initial_option !== undefined && !has(node.initial_option)) say(path, 'initial')
  if (node.initial_options !== undefined && !list(node.initial_options).every(has))
    say(path, 'initial')
}

const element = (node: Node, path: string, say: Say): void => {
  string(node.action_id ?? '', `${path}/action_id`, 255, say)
  switch (node.type) {
    case 'button':
      text(node.text, path, 75, say)
      string(node.value, `${path}/value`, 2000, say)
      if (!['primary', 'danger', undefined].some(style => style === node.style)) say(path, 'style')
      break
    case 'datepicker':
      if (node.initial_date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(node.initial_date)))
        say(path, 'date')
      break
    case 'plain_text_input': {
      const initial = node.initial_value
      if (initial !== undefined && String(initial).length > 3000) say(path, 'too_long')
      break
    }
    case 'checkboxes':
    case 'radio_buttons':
    case 'static_select':
    case 'multi_static_select':
      options(node, path, say)
      if (node.placeholder !== undefined) text(node.placeholder, path, 150, say)
      break
    default:
      say(path, 'unknown_element')
  }
}

const elements = (node: Node, path: string, most: number, say: Say): void => {
  const all = list(node.elements)
  if (all.length < 1 || all.length > most) say(path, 'elements')
  const ids = all.map(each => (isNode(each) ? each.action_id : undefined))
  if (node.type === 'actions' && new Set(ids).size < ids.length) say(path, 'action_id_twice')
}

const block = (node: Node, surface: Surface, path: string, say: Say): void => {
  string(node.block_id, `${path}/block_id`, 255, say)
  switch (node.type) {
    case 'section':
      text(node.text, path, 3000, say)
      break
    case 'header':
      text(node.text, path, 150, say)
      break
    case 'context':
      elements(node, path, 10, say)
      for (const each of list(node.elements)) text(each, path, 2000, say)
      break
    case 'actions':
      elements(node, path, 25, say)
      for (const each of list(node.elements)) if (isNode(each)) element(each, path, say)
      break
    case 'input':
      if (surface === 'message') say(path, 'not_here')
      text(node.label, path, 2000, say)
      if (node.hint !== undefined) text(node.hint, path, 2000, say)
      if (isNode(node.element)) element(node.element, path, say)
      else say(path, 'no_element')
      break
    case 'divider':
      break
    default:
      say(path, 'unknown_block')
  }
}

const blocks = (given: unknown, surface: Surface, say: Say): void => {
  const all = list(given)
  if (all.length > (surface === 'message' ? 50 : 100)) say('/blocks', 'too_many')
  if (surface !== 'message' && all.length < 1) say('/blocks', 'too_few')
  const ids = all.flatMap(each =>
    isNode(each) && each.block_id !== undefined ? [each.block_id] : [],
  )
  if (new Set(ids).size < ids.length) say('/blocks', 'block_id_twice')
  for (const [at, each] of all.entries())
    if (isNode(each)) block(each, surface, `/blocks/${at}`, say)
    else say(`/blocks/${at}`, 'no_block')
  if (surface === 'message' && JSON.stringify(all).length > 13_000) say('/blocks', 'msg_too_long')
}

const modal = (view: Node, say: Say): void => {
  text(view.title, '/title', 24, say)
  if (view.submit !== undefined) text(view.submit, '/submit', 24, say)
  if (view.close !== undefined) text(view.close, '/close', 24, say)
  string(view.callback_id, '/callback_id', 255, say)
  if (String(view.private_metadata ?? '').length > 3000) say('/private_metadata', 'too_long')
  const asks = list(view.blocks).some(each => isNode(each) && each.type === 'input')
  if (asks && view.submit === undefined) say('/submit', 'missing')
}

/** What Slack would find wrong with this payload; nothing is well. */
export const validate = (surface: Surface, payload: unknown): readonly string[] => {
  const found: string[] = []
  const say: Say = (path, code) => void found.push(`${path} ${code}`)
  if (surface === 'message') blocks(payload, surface, say)
  else if (isNode(payload)) {
    if (surface === 'modal') modal(payload, say)
    blocks(payload.blocks, surface, say)
    if (Buffer.byteLength(JSON.stringify(payload)) > 250_000) say('', 'view_too_large')
  } else say('', 'no_view')
  return found
}
