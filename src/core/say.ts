import { listed } from './listed.ts'
import { lookup, lookupOf, type Place } from './lookup.ts'
import type { Part } from './part.ts'
import { show } from './show.ts'
import { addDays } from './time.ts'

const others = (part: Part): string =>
  listed(
    Object.keys(part.names)
      .filter(party => party !== part.party)
      .map(party => part.names[party] ?? party),
  )

/** Names and days: nothing that anybody said. */
const plain = (name: string, part: Part, today: string): string | undefined => {
  if (name === 'today') return today
  if (name === 'me') return part.names[part.party]
  if (name === 'other') return others(part)
  const ahead = /^in (\d{1,3}) days$/.exec(name)
  return ahead === null ? part.names[name] : addDays(today, Number(ahead[1]))
}

const known = (name: string, part: Part, place: Place, today: string): unknown => {
  const word = plain(name, part, today)
  if (word !== undefined) return word
  if (place.item?.[name] !== undefined) return place.item[name]
  const [answer, party] = name.split('.')
  if (answer !== undefined && party !== undefined) return lookupOf(part, place, party, answer)
  return lookup(part, place, name) ?? part.given[name]
}

/** The raw thing a wording such as `{next}` or `{in 28 days}` stands for, or undefined. */
export const resolve = (wording: string, part: Part, place: Place, today: string): unknown => {
  const name = /^\{([^{}]+)\}$/.exec(wording)?.[1]
  return name === undefined ? wording : known(name, part, place, today)
}

const placeholder = /\{([^{}]+)\}/g

/** True when this wording repeats what somebody said, or what a thing is called. */
export const quotes = (wording: string, part: Part): boolean =>
  [...wording.matchAll(placeholder)].some(
    ([, name = '']) => plain(name, part, '2000-01-01') === undefined,
  )

/** Fills `{names}` in wording. What is not known here reads as nothing, never as `{name}`. */
export const say = (wording: string, part: Part, place: Place, today: string): string =>
  wording.replace(placeholder, (_, name: string) => {
    const shown = show(known(name, part, place, today), today)
    return shown.length > 2 ? `\n${shown.map(each => `• ${each}`).join('\n')}` : shown.join('; ')
  })
