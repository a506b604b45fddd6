/** Work for one key at a time, in the order it came; other keys go on beside it. */
export const createQueue = () => {
  const tails = new Map<string, Promise<unknown>>()
  const run = <T>(key: string, work: () => Promise<T>): Promise<T> => {
    const before = tails.get(key) ?? Promise.resolve()
    const next = before.then(work, work)
    const tail = next
      .catch(() => undefined)
      .finally(() => {
        if (tails.get(key) === tail) tails.delete(key)
      })
    tails.set(key, tail)
    return next
  }
  /** Resolves when everything begun so far is done. */
  const idle = async (): Promise<void> => {
    await Promise.all(tails.values())
  }
  return { run, idle }
}
