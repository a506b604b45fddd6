import { useEffect } from 'preact/hooks'

import { useCell } from './cell.ts'
import type { Line } from './line.ts'

/** Names the tab; while it is out of sight, a new card's summary stands there, which is made to be seen by anyone. */
export const useTitle = (line: Line, name: string): void => {
  const newest = useCell(line.items).at(-1)
  useEffect(() => {
    const usual = `${name} · Throughline`
    const summary = newest?.card?.summary ?? ''
    const look = (): void => {
      const away = document.visibilityState === 'hidden' && summary !== ''
      if (!away) document.title = usual
    }
    document.title = document.hidden && summary !== '' ? `${summary} · Throughline` : usual
    document.addEventListener('visibilitychange', look)
    return () => document.removeEventListener('visibilitychange', look)
  }, [name, newest])
}
