import { useEffect, useState } from 'preact/hooks'

const query = matchMedia('(min-width: 60rem)')

/** True when there is room for two columns; the style sheet draws the line at the same width. */
export const useWide = (): boolean => {
  const [wide, setWide] = useState(query.matches)
  useEffect(() => {
    const look = (): void => setWide(query.matches)
    query.addEventListener('change', look)
    return () => query.removeEventListener('change', look)
  }, [])
  return wide
}
