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

const known = (name: string, part: Part, place: Place, today: string): unknown => {
  if (name === 'today') return today
  if (name === 'me') return part.names[part.party]
  if (name === 'other') return others(part)
  const ahead = /^in (\d{1,3}) days$/.exec(name)
  if (ahead !== null) return addDays(today, Number(ahead[1]))
  if (part.names[name] !== undefined) return part.names[name]
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

/** Fills `{names}` in wording. What is not known here reads as nothing, never as `{name}`. */
export const say = (wording: string, part: Part, place: Place, today: string): string =>
  wording.replace(/\{([^{}]+)\}/g, (_, name: string) => {
    const shown = show(known(name, part, place, today), today)
    return shown.length > 2 ? `\n${shown.map(each => `• ${each}`).join('\n')}` : shown.join('; ')
  })
