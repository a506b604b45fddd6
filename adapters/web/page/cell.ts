import { useEffect, useReducer } from 'preact/hooks'

/** A value that parts of the page look at; whoever looks is drawn again when it changes. */
export interface Cell<T> {
  get(): T
  set(next: T): void
  listen(heard: () => void): () => void
}

export const cell = <T>(first: T): Cell<T> => {
  const listeners = new Set<() => void>()
  let value = first
  return {
    get: () => value,
    set: next => {
      if (Object.is(next, value)) return
      value = next
      for (const heard of [...listeners]) heard()
    },
    listen: heard => {
      listeners.add(heard)
      return () => listeners.delete(heard)
    },
  }
}

export const useCell = <T>(from: Cell<T>): T => {
  const [, drawAgain] = useReducer<number, void>(count => count + 1, 0)
  const value = from.get()
  useEffect(() => {
    // It may have changed between drawing and listening.
    if (!Object.is(from.get(), value)) drawAgain()
    return from.listen(() => drawAgain())
  }, [from])
  return value
}
