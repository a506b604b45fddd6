import type { Entry, Outcome } from '../../src/core/adapter.ts'
import type {
  Block,
  Button,
  Card,
  Field,
  FieldValue,
  Form,
  ListItem,
  Option,
  Page,
} from '../../src/core/card.ts'
import { clean } from '../../src/core/clean.ts'
import { isFileName, isViewName } from './ids.ts'
import { LIMITS } from './limits.ts'
import type { Shown } from './wire.ts'

const button = ({ label, press, tone }: Button): Button => ({
  label: clean(label),
  press,
  ...(tone !== undefined && { tone }),
})

const option = ({ value, label }: Option): Option => ({ value, label: clean(label) })

const item = ({ text, detail, buttons, view }: ListItem): ListItem => ({
  text: clean(text),
  ...(detail !== undefined && { detail: clean(detail) }),
  ...(buttons !== undefined && { buttons: buttons.map(button) }),
  ...(view !== undefined && isViewName(view) && { view }),
})

/** Only what a block is known to have goes out: a field that slipped in stays here. */
const block = (from: Block): Block => {
  switch (from.kind) {
    case 'heading':
      return { kind: 'heading', text: clean(from.text), level: from.level }
    case 'text':
      return { kind: 'text', text: clean(from.text) }
    case 'quote': {
      const by = from.by === undefined ? {} : { by: clean(from.by) }
      return { kind: 'quote', text: clean(from.text), ...by }
    }
    case 'note': {
      const tone = from.tone === undefined ? {} : { tone: from.tone }
      return { kind: 'note', text: clean(from.text), ...tone }
    }
    case 'list': {
      const ordered = from.ordered ? { ordered: from.ordered } : {}
      return { kind: 'list', items: from.items.map(item), ...ordered }
    }
    case 'facts': {
      const facts = from.facts.map(fact => ({ label: clean(fact.label), value: clean(fact.value) }))
      return { kind: 'facts', facts }
    }
    case 'buttons':
      return { kind: 'buttons', buttons: from.buttons.map(button) }
    case 'pick':
    case 'date':
      return control(from)
    case 'progress':
      return { kind: 'progress', done: from.done, of: from.of }
    case 'link':
      return isViewName(from.view)
        ? { kind: 'link', label: clean(from.label), view: from.view }
        : { kind: 'text', text: clean(from.label) }
    case 'divider':
      return { kind: 'divider' }
    default:
      return from satisfies never
  }
}

const control = (from: Extract<Block, { readonly kind: 'pick' | 'date' }>): Block => {
  const { press } = from
  const words = { label: clean(from.label), submit: clean(from.submit) }
  if (from.kind === 'date')
    return {
      kind: 'date',
      ...words,
      press,
      ...(from.value !== undefined && { value: from.value }),
    }
  const options = from.options.map(option)
  return { kind: 'pick', ...words, press, options, many: from.many, chosen: from.chosen }
}

const value = (from: FieldValue): FieldValue =>
  typeof from === 'string' ? clean(from) : from.map(clean)

const field = (from: Field): Field => ({
  name: from.name,
  label: clean(from.label),
  kind: from.kind,
  required: from.required,
  ...(from.hint !== undefined && { hint: clean(from.hint) }),
  ...(from.options !== undefined && { options: from.options.map(option) }),
  ...(from.open !== undefined && { open: from.open }),
  ...(from.value !== undefined && { value: value(from.value) }),
  ...(from.error !== undefined && { error: clean(from.error) }),
  ...(from.readers !== undefined && { readers: clean(from.readers) }),
  ...(from.more !== undefined && { more: from.more }),
  ...(from.about !== undefined && { about: clean(from.about) }),
  ...(from.max !== undefined && { max: from.max }),
})

const summary = (from: string): string => {
  const line = clean(from).replace(/\s+/g, ' ').trim()
  return line.length > LIMITS.summary ? `${line.slice(0, LIMITS.summary - 1)}…` : line
}

export const renderCard = (from: Card): Card => ({
  summary: summary(from.summary),
  blocks: from.blocks.map(block),
  ...(from.asks !== undefined && { asks: from.asks }),
})

const renderForm = (from: Form): Form => ({
  id: from.id,
  title: clean(from.title),
  intro: from.intro.map(block),
  fields: from.fields.map(field),
  submit: clean(from.submit),
})

export const renderPage = ({ title, blocks, downloads }: Page): Shown => ({
  title: clean(title),
  blocks: blocks.map(block),
  ...(downloads !== undefined && {
    downloads: downloads
      .filter(({ name }) => isFileName(name))
      .map(({ name, label, type }) => ({ name, label: clean(label), type })),
  }),
})

export const renderEntry = (from: Entry): Entry => ({
  id: from.id,
  at: from.at,
  ...(from.mine !== undefined && { mine: clean(from.mine) }),
  ...(from.card !== undefined && { card: renderCard(from.card) }),
})

export const renderOutcome = (from: Outcome): Outcome => ({
  ...(from.errors !== undefined && { errors: { ...from.errors } }),
  ...(from.form !== undefined && { form: renderForm(from.form) }),
  ...(from.card !== undefined && { card: renderCard(from.card) }),
})
