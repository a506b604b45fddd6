import { useEffect, useState } from 'preact/hooks'

/** Where in the local chat this tab is: who one is, and the view that is open as a page, if any. */
interface Place {
  readonly as: string | undefined
  readonly view: string | undefined
}

const here = (): Place => {
  const { pathname, search } = location
  const view = pathname.startsWith('/view/') ? pathname.slice('/view/'.length) : undefined
  return { as: new URLSearchParams(search).get('as') ?? undefined, view }
}

/** The tab's place, kept in its address: two tabs side by side can be two people. */
export const usePlace = (): readonly [Place, (path: string) => void] => {
  const [place, setPlace] = useState(here)
  useEffect(() => {
    const moved = (): void => setPlace(here())
    addEventListener('popstate', moved)
    return () => removeEventListener('popstate', moved)
  }, [])
  const go = (path: string): void => {
    history.pushState(null, '', path)
    setPlace(here())
  }
  return [place, go]
}
