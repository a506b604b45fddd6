/** A map that forgets its oldest entries: what it holds makes things nicer, and nothing depends on it. */
export interface Bounded<T> {
  get(key: string): T | undefined
  set(key: string, value: T): void
  take(key: string): T | undefined
}

export const bounded = <T>(most: number): Bounded<T> => {
  const kept = new Map<string, T>()
  return {
    get: key => kept.get(key),
    set: (key, value) => {
      kept.delete(key)
      kept.set(key, value)
      const oldest = kept.size > most ? kept.keys().next().value : undefined
      if (oldest !== undefined) kept.delete(oldest)
    },
    take: key => {
      const found = kept.get(key)
      kept.delete(key)
      return found
    },
  }
}
