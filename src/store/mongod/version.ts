/** The oldest server that has everything the store relies on. */
export const oldestSeries = '6.0'

/** `6.0.5` → `6.0`: servers of one series read and write the same files. */
export const seriesOf = (version: string): string => version.split('.').slice(0, 2).join('.')

/** Below zero when series or version `a` is older than `b`. */
export const compareVersions = (a: string, b: string): number => {
  const [left, right] = [a, b].map(text => text.split('.').map(Number))
  for (let at = 0; at < 3; at++) {
    const difference = (left?.[at] ?? 0) - (right?.[at] ?? 0)
    if (difference !== 0) return difference
  }
  return 0
}

/** Why a server of this version may not open files of `series` (none yet: undefined); undefined when it may. */
export const misfit = (version: string, series: string | undefined): string | undefined => {
  if (compareVersions(seriesOf(version), oldestSeries) < 0)
    return `MongoDB ${version} is older than ${oldestSeries}`
  if (series === undefined || seriesOf(version) === series) return undefined
  return `MongoDB ${version} does not match the data, which series ${series} wrote`
}
