import type { Condition, Test, When } from './dialogData.ts'
import { lookup, type Place } from './lookup.ts'
import type { Part } from './part.ts'
import { daysBetween } from './time.ts'

const isEmpty = (value: unknown): boolean =>
  value === undefined || value === '' || (Array.isArray(value) && value.length === 0)

const passes = (test: Test, value: unknown, today: string): boolean => {
  if (test === 'empty') return isEmpty(value)
  if (test === 'answered' || test === 'some') return !isEmpty(value)
  if (typeof test === 'object' && 'below' in test)
    return typeof value === 'number' && value < test.below
  if (typeof test === 'object' && 'atLeast' in test)
    return typeof value === 'number' && value >= test.atLeast
  if (typeof test === 'object' && 'daysAgo' in test)
    return typeof value === 'string' && daysBetween(value, today) >= test.daysAgo
  const given: readonly unknown[] = Array.isArray(value) ? value : [value]
  return test.some(each => given.includes(each))
}

// Every step of a path is asked for its conditions, so nothing is built to answer.
const all = (condition: Condition, part: Part, place: Place, today: string): boolean => {
  const { item, ...named } = condition
  for (const field in item) {
    const test = item[field]
    if (test !== undefined && !passes(test, place.item?.[field], today)) return false
  }
  for (const name in named) {
    const test = named[name]
    if (test !== undefined && !passes(test, part.given[name] ?? lookup(part, place, name), today))
      return false
  }
  return true
}

/** Whether a step is on the path here and now. */
export const holds = (when: When | undefined, part: Part, place: Place, today: string): boolean =>
  when === undefined || when.some(condition => all(condition, part, place, today))
