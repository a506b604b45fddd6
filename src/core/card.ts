/** A button. `press` is made by `press()`; `tone` says how it stands out. */
export interface Button {
  readonly label: string
  readonly press: string
  readonly tone?: 'main' | 'quiet' | 'careful'
}

export interface Option {
  readonly value: string
  readonly label: string
}

/** `confidential` marks a block that shows somebody's own words or what they are about: never in a preview or notification. */
interface Guarded {
  readonly confidential?: true
  /** Shown now and kept in no conversation: private, restricted or case text. */
  readonly fleeting?: true
}

export interface ListItem {
  readonly text: string
  readonly detail?: string
  readonly buttons?: readonly Button[]
  /** Name of a view (`record/<id>`) that this item opens. */
  readonly view?: string
}

/** What we show, platform-free. Every text is plain: a renderer escapes it, a line break is a line break. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string; readonly level: 2 | 3 }
  | ({ readonly kind: 'text'; readonly text: string } & Guarded)
  | ({ readonly kind: 'quote'; readonly text: string; readonly by?: string } & Guarded)
  /** A quiet line beside the matter: who reads this, how far along; `safety` is the line with whom to call. */
  | {
      readonly kind: 'note'
      readonly text: string
      readonly tone?: 'readers' | 'safety' | 'assumed'
    }
  | ({
      readonly kind: 'list'
      readonly items: readonly ListItem[]
      readonly ordered?: true
    } & Guarded)
  | ({ readonly kind: 'facts'; readonly facts: readonly Fact[] } & Guarded)
  | { readonly kind: 'buttons'; readonly buttons: readonly Button[] }
  /** A choice too long for buttons, or of several: answered by a press with `values`. */
  | ({
      readonly kind: 'pick'
      readonly label: string
      readonly options: readonly Option[]
      readonly many: boolean
      readonly chosen: readonly string[]
      readonly press: string
      readonly submit: string
    } & Guarded)
  /** A day to pick: answered by a press with one ISO date as value. */
  | {
      readonly kind: 'date'
      readonly label: string
      readonly value?: string
      readonly press: string
      readonly submit: string
    }
  | { readonly kind: 'progress'; readonly done: number; readonly of: number }
  | { readonly kind: 'link'; readonly label: string; readonly view: string }
  | { readonly kind: 'divider' }

export interface Fact {
  readonly label: string
  readonly value: string
}

/** One message. `summary` is all that a notification may show: no name of a family, no text of a person. */
export interface Card {
  readonly summary: string
  readonly blocks: readonly Block[]
  /** The part this card asks a question in; a newer card of the same part makes this one's buttons stale. */
  readonly asks?: string
}

export type FieldKind =
  | 'text'
  | 'long'
  | 'number'
  | 'scale'
  | 'date'
  | 'choice'
  | 'several'
  /** Several texts, one per line. */
  | 'list'

/** What a form sends back for one field; `several` and `list` send arrays. */
export type FieldValue = string | readonly string[]

/** One labelled question of a form. */
export interface Field {
  readonly name: string
  readonly label: string
  readonly kind: FieldKind
  readonly required: boolean
  readonly hint?: string
  /** For `date`: words that may stand in place of a date. */
  readonly options?: readonly Option[]
  /** For `choice` and `several`: own words may be typed too, for `several` one a line. */
  readonly open?: true
  readonly value?: FieldValue
  readonly error?: string
  /** Who will read the answer, in words. */
  readonly readers?: string
  /** Belongs under "Add more", not to the essential path. */
  readonly more?: true
  /** A line of context above the field: whom or which item it is about. */
  readonly about?: string
  readonly max?: number
}

/** A stretch of questions asked at once (modal, task module, HTML dialog). `id` comes back with the values. */
export interface Form {
  readonly id: string
  readonly title: string
  readonly intro: readonly Block[]
  readonly fields: readonly Field[]
  readonly submit: string
}

/** A small text to take away, made when its page is asked for. */
export interface Download {
  /** Name of the file: letters, digits, dots and dashes. */
  readonly name: string
  readonly label: string
  readonly type: 'text/csv' | 'text/plain' | 'application/json'
  readonly text: string
}

/** A page that stays: home, a record, what is coming up. */
export interface Page {
  readonly title: string
  readonly blocks: readonly Block[]
  readonly downloads?: readonly Download[]
}

const isFleeting = (block: Block): boolean => 'fleeting' in block && block.fleeting === true

/** The card as a conversation keeps it: what was only to be shown is gone; `again` brings it back. */
export const forKeeping = (card: Card, again: (part: string) => Button): Card => {
  if (!card.blocks.some(isFleeting)) return card
  const kept = card.blocks.map(
    (block): Block =>
      isFleeting(block) ? { kind: 'note', text: '(private, not kept here)' } : block,
  )
  const back: readonly Block[] =
    card.asks === undefined ? [] : [{ kind: 'buttons', buttons: [again(card.asks)] }]
  return { ...card, blocks: [...kept, ...back] }
}

const line = (block: Block): string => {
  switch (block.kind) {
    case 'heading':
    case 'text':
    case 'note':
      return block.text
    case 'quote':
      return block.by === undefined ? `“${block.text}”` : `${block.by}: “${block.text}”`
    case 'list':
      return block.items
        .map((item, index) => {
          const mark = block.ordered ? `${index + 1}.` : '•'
          const detail = item.detail === undefined ? '' : ` (${item.detail})`
          const buttons = (item.buttons ?? []).map(({ label }) => ` [${label}]`).join('')
          return `${mark} ${item.text}${detail}${buttons}`
        })
        .join('\n')
    case 'facts':
      return block.facts.map(({ label, value }) => `${label}: ${value}`).join('\n')
    case 'buttons':
      return block.buttons.map(({ label }) => `[${label}]`).join(' ')
    case 'pick':
      return `${block.label}: ${block.options.map(({ label }) => label).join(' / ')}`
    case 'date':
      return block.label
    case 'progress':
      return `${block.done} of ${block.of}`
    case 'link':
      return `[${block.label}]`
    case 'divider':
      return '—'
    default:
      return block satisfies never
  }
}

/** The card as plain lines: the fallback of every platform, and what tests read. */
export const plainText = (card: { readonly blocks: readonly Block[] }): string =>
  card.blocks.map(line).join('\n')
