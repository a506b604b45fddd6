import type { Kind } from './kind.ts'

/** Words that, as the whole message, mean the same everywhere. */
const controls: Readonly<Record<string, Control>> = {
  help: 'help',
  '?': 'help',
  home: 'home',
  menu: 'home',
  back: 'back',
  skip: 'skip',
  later: 'later',
  pause: 'later',
  cancel: 'cancel',
  stop: 'cancel',
  more: 'more',
  continue: 'continue',
  'carry on': 'continue',
}
export type Control = 'help' | 'home' | 'back' | 'skip' | 'later' | 'cancel' | 'more' | 'continue'

/** What a typed text means, in this order: a control word, an answer to the open question, a command. */
export type Meaning =
  | { readonly kind: 'control'; readonly word: Control }
  | { readonly kind: 'answer' }
  | { readonly kind: 'command'; readonly name: string; readonly rest: string }
  /** Begins like a command while a text is asked for: the person says which was meant. */
  | { readonly kind: 'either'; readonly name: string; readonly rest: string }
  | { readonly kind: 'unknown' }

const takesText = (kind: Kind): boolean => ['text', 'long', 'list', 'things'].includes(kind.kind)

/** `whole` words count only as the whole message, `openers` also before more words. All lower case. */
export interface CommandWords {
  readonly whole: readonly string[]
  readonly openers: readonly string[]
}

const command = (text: string, words: CommandWords): { name: string; rest: string } | undefined => {
  const lower = text.toLowerCase().replace(/[.!]$/, '')
  if (words.whole.includes(lower)) return { name: lower, rest: '' }
  const name = words.openers.find(
    each => lower === each || lower.startsWith(`${each} `) || lower.startsWith(`${each}:`),
  )
  return name === undefined
    ? undefined
    : { name, rest: text.slice(name.length).replace(/^[:\s]+/, '') }
}

/** `asked` is the kind of the open question, undefined when none is open. */
export const meaning = (typed: string, asked: Kind | undefined, words: CommandWords): Meaning => {
  const text = typed.trim()
  const word = controls[text.toLowerCase().replace(/[.!]$/, '')]
  if (word !== undefined) return { kind: 'control', word }
  const found = command(text, words)
  if (asked === undefined)
    return found === undefined ? { kind: 'unknown' } : { kind: 'command', ...found }
  if (found === undefined || found.rest === '') return { kind: 'answer' }
  return takesText(asked) ? { kind: 'either', ...found } : { kind: 'command', ...found }
}
