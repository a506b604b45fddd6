/** Waiting that ends early when the browser comes back online, the tab into view, or somebody wakes it. */
export interface Sleeper {
  pause(ms: number): Promise<void>
  wake(): void
}

export const createSleeper = (): Sleeper => {
  const asleep = new Set<() => void>()
  const wake = (): void => {
    for (const rise of [...asleep]) rise()
  }
  addEventListener('online', wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })
  return {
    wake,
    pause: ms =>
      new Promise(resolve => {
        const rise = (): void => {
          clearTimeout(timer)
          asleep.delete(rise)
          resolve()
        }
        const timer = setTimeout(rise, ms)
        asleep.add(rise)
      }),
  }
}

const WAITS = [500, 1000, 2000, 3000, 5000]

/** Ms to wait after so many failures in a row. */
export const backoff = (failures: number): number => WAITS[failures] ?? 5000
