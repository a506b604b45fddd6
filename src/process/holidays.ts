import type { Finding } from '../core/adapter.ts'
import { addDays, type Closed } from '../core/time.ts'

const DAY_MS = 24 * 60 * 60_000

type Package = typeof import('date-holidays')

/** Bank holidays of a region (`GB-ENG`, `US-AZ`); a region nobody knows has none. */
export type Holidays = (region: string) => Closed

const load = (): Promise<Package> => import('date-holidays')

/** Every day of a year that is a holiday in law, as ISO dates. */
const daysIn = (calendar: InstanceType<Package['default']>, year: string): ReadonlySet<string> =>
  new Set(
    calendar
      .getHolidays(Number(year))
      .filter(({ type }) => type === 'public' || type === 'bank')
      .flatMap(({ date, start, end }) => {
        // Rounded: on the day on which clocks change it is an hour more or less.
        const length = Math.max(1, Math.round((end.getTime() - start.getTime()) / DAY_MS))
        return Array.from({ length }, (_, day) => addDays(date.slice(0, 10), day))
      }),
  )

/** Asked for every day of every person, so each region and year is worked out once. */
const remembered = ({ default: Calendar }: Package): Holidays => {
  const regions = new Map<string, Closed>()
  const closedIn = (region: string): Closed => {
    const calendar = new Calendar(...nameParts(region))
    const years = new Map<string, ReadonlySet<string>>()
    return date => {
      const year = date.slice(0, 4)
      const days = years.get(year) ?? daysIn(calendar, year)
      years.set(year, days)
      return days.has(date) ? 'bank holiday' : undefined
    }
  }
  return region => {
    const known = regions.get(region) ?? closedIn(region)
    regions.set(region, known)
    return known
  }
}

const nameParts = (region: string): [country: string, state: string, region: string] => {
  const [country = '', state = '', part = ''] = region.split('-')
  return [country, state, part]
}

/** Undefined where the package, which is optional, is not installed. */
export const openHolidays = async (from = load): Promise<Holidays | undefined> => {
  try {
    return remembered(await from())
  } catch {
    return undefined
  }
}

/** For the doctor; the licence of the data asks to be named. */
export const lookAtHolidays = async (from = load): Promise<Finding> => {
  const known = (await openHolidays(from)) !== undefined
  const says = known
    ? 'from date-holidays, data CC BY-SA 3.0, largely from Wikipedia'
    : 'are not known here; npm install date-holidays would bring them'
  return { part: 'bank holidays', ok: true, says }
}
