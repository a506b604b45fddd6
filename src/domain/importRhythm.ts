import { addDays } from '../core/time.ts'
import type { Importing } from './importContext.ts'
import type { PersonRow } from './importRow.ts'
import type { Profile, Programme } from './programmes/programme.ts'
import type { Rhythm } from './rhythm.ts'
import { mostDays, sessionRule } from './rhythmLimit.ts'

type Found<T> = { readonly value: T } | { readonly wrong: string }

const by = <T extends { readonly id: string; readonly title: string }>(
  all: readonly T[],
  said: string,
): T | undefined =>
  all.find(({ id, title }) =>
    [id.toLowerCase(), title.toLowerCase()].includes(said.trim().toLowerCase()),
  )

const oneOf = (all: readonly { readonly id: string }[]): string =>
  all.map(({ id }) => id).join(', ')

const findProfile = ({ profiles, title }: Programme, said: string | undefined): Found<Profile> => {
  const [only, another] = profiles
  if (said === undefined)
    return only !== undefined && another === undefined
      ? { value: only }
      : {
          wrong: `profile: “${title}” has several kinds of worker. Write one of: ${oneOf(profiles)}.`,
        }
  const value = by(profiles, said)
  return value === undefined
    ? { wrong: `profile: “${said}” is not known. Write one of: ${oneOf(profiles)}.` }
    : { value }
}

/** The longest gap between two sessions that the rule in force leaves, in days. */
const longestGap = (profile: Profile, started: string, today: string): number | undefined => {
  const rule = sessionRule(profile, started, today)
  return profile.agreed?.most ?? (rule && mostDays(rule))
}

const isPhased = ({ rules }: Profile): boolean =>
  rules.some(({ from, until }) => from !== undefined || until !== undefined)

/**
 * How often two people meet by this line; undefined = no programme is named anywhere.
 * An empty cell leaves what was agreed before.
 */
export const rhythmFor = (
  { existing, programmes, today }: Importing,
  row: PersonRow,
  before: Rhythm | undefined,
): Found<Rhythm | undefined> => {
  const named = row.programme ?? before?.programme ?? existing.tenant.programme
  if (named === undefined) return { value: undefined }
  const programme = by(programmes, named)
  if (programme === undefined)
    return { wrong: `programme: “${named}” is not known. Write one of: ${oneOf(programmes)}.` }
  const stays = before?.programme === programme.id ? before.profile : undefined
  const found = findProfile(programme, row.profile ?? stays)
  if ('wrong' in found) return found
  const profile = found.value
  const started = row.started ?? before?.startedOn
  if (started === undefined && isPhased(profile))
    return {
      wrong:
        'started: The first day in this job is needed, because the rhythm changes with time. Add it.',
    }
  const startedOn = started ?? today
  const everyDays = row.every_days ?? before?.everyDays
  const most = longestGap(profile, startedOn, today)
  if (row.every_days !== undefined && most !== undefined && row.every_days > most)
    return {
      wrong: `every_days: ${row.every_days} days is longer than the programme allows. Write ${most} or less, or leave it empty.`,
    }
  const lastHeld = row.last_held ?? before?.lastHeld
  return {
    value: {
      programme: programme.id,
      profile: profile.id,
      startedOn,
      trackFrom: before?.trackFrom ?? (startedOn > today ? startedOn : today),
      ...(lastHeld === undefined ? {} : { lastHeld }),
      ...(everyDays === undefined ? {} : { everyDays }),
    },
  }
}

/** The day before, but not before it began. */
export const endBefore = (today: string, from: string): string => {
  const day = addDays(today, -1)
  return day < from ? from : day
}
