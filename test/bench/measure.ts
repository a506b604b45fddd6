/** What was measured, in ms, smallest first. */
const sorted = (values: readonly number[]): readonly number[] => values.toSorted((a, b) => a - b)

export const percentile = (values: readonly number[], part: number): number => {
  const all = sorted(values)
  return all[Math.min(all.length - 1, Math.floor(all.length * part))] ?? Number.NaN
}

export const median = (values: readonly number[]): number => percentile(values, 0.5)

/** `1.83 (1.71–1.98)`: the median of several rounds, with the smallest and the largest. */
export const spread = (values: readonly number[], digits = 2): string => {
  const all = sorted(values)
  const show = (value: number | undefined): string => (value ?? Number.NaN).toFixed(digits)
  return `${show(median(values))} (${show(all[0])}–${show(all.at(-1))})`
}

export const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const begun = performance.now()
  await work()
  return performance.now() - begun
}

export interface Figure {
  readonly what: string
  readonly is: string
  /** What it should be. */
  readonly wanted?: string
}

export const table = (title: string, figures: readonly Figure[]): string => {
  const width = Math.max(...figures.map(({ what }) => what.length))
  const lines = figures.map(
    ({ what, is, wanted }) =>
      `  ${what.padEnd(width)}  ${is}${wanted === undefined ? '' : `   [${wanted}]`}`,
  )
  return [title, ...lines, ''].join('\n')
}
