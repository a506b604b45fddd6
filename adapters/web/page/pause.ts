/** Waiting that ends early when the browser comes back online, somebody turns to this tab, or does something in it. */
export interface Sleeper {
  /** Answers true when it ended early. */
  pause(ms: number): Promise<boolean>
  wake(): void
}

export const createSleeper = (): Sleeper => {
  const asleep = new Set<(early: boolean) => void>()
  const wake = (): void => {
    for (const rise of [...asleep]) rise(true)
  }
  addEventListener('online', wake)
  addEventListener('focus', wake)
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') wake()
  })
  return {
    wake,
    pause: ms =>
      new Promise(resolve => {
        const rise = (early: boolean): void => {
          clearTimeout(timer)
          asleep.delete(rise)
          resolve(early)
        }
        const timer = setTimeout(rise, ms, false)
        asleep.add(rise)
      }),
  }
}

const WAITS = [500, 1000, 2000, 3000, 5000]

/** Ms to wait after so many failures in a row. */
export const backoff = (failures: number): number => WAITS[failures] ?? 5000
