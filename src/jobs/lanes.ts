/** Things of one key go one after the other and in order; up to `width` keys go side by side. Waits for all of them, then throws the first failure. */
export const inLanes = async <T>(
  things: readonly T[],
  width: number,
  keyOf: (thing: T) => string,
  work: (thing: T) => Promise<void>,
): Promise<void> => {
  const byKey = new Map<string, T[]>()
  for (const thing of things) {
    const queue = byKey.get(keyOf(thing))
    if (queue === undefined) byKey.set(keyOf(thing), [thing])
    else queue.push(thing)
  }
  const queues = [...byKey.values()]
  const failures: unknown[] = []
  const lane = async (): Promise<void> => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift())
      for (const thing of queue) await work(thing).catch(error => failures.push(error))
  }
  await Promise.all(Array.from({ length: width }, lane))
  if (failures.length > 0) throw failures[0]
}
