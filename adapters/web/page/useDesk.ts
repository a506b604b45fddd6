import { useEffect, useMemo } from 'preact/hooks'

import { createDesk, type Desk } from './desk.ts'

/** This person's desk for as long as the component stands. */
export const useDesk = (as: string): Desk => {
  const desk = useMemo(() => createDesk(as), [as])
  useEffect(() => {
    const stop = new AbortController()
    desk.open(stop.signal)
    return () => stop.abort()
  }, [desk])
  return desk
}
