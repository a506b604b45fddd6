import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'

import type { Item } from './items.ts'

/** How near to the end, in pixels, still counts as reading there. */
const NEAR = 60

/** Where the window is low, the whole page scrolls instead of the log. */
const scrollers = (log: HTMLElement): readonly HTMLElement[] => [log, document.documentElement]

const isAtEnd = (log: HTMLElement): boolean =>
  scrollers(log).every(
    ({ scrollHeight, scrollTop, clientHeight }) => scrollHeight - scrollTop - clientHeight < NEAR,
  )

const scrollToEnd = (log: HTMLElement): void => {
  for (const scroller of scrollers(log)) scroller.scrollTop = scroller.scrollHeight
}

/** Shows the newest line: its end, or its beginning when it is taller than the window onto it. */
const showNewest = (log: HTMLElement): void => {
  const newest = log.lastElementChild
  const room = Math.min(log.clientHeight, innerHeight)
  scrollToEnd(log)
  if (newest instanceof HTMLElement && newest.offsetHeight > room) newest.scrollIntoView()
}

/** When the button one has just pressed is gone with its card, the keyboard goes on from the newest line. */
const rescueFocus = (log: HTMLElement, last: Element | null): void => {
  if (last === null || last.isConnected || document.activeElement !== document.body) return
  if (log.lastElementChild instanceof HTMLElement)
    log.lastElementChild.focus({ preventScroll: true })
}

/** Keeps the log at its end while one reads there, and says when something new came while one does not. */
export const useFollow = (items: readonly Item[]) => {
  const log = useRef<HTMLDivElement>(null)
  const atEnd = useRef(true)
  const lastFocus = useRef<Element | null>(null)
  const [news, setNews] = useState(false)
  const newest = items.at(-1)

  const toEnd = useCallback(() => {
    if (log.current === null) return
    showNewest(log.current)
    atEnd.current = true
    setNews(false)
  }, [])

  useEffect(() => {
    const element = log.current
    if (element === null) return
    const onScroll = (): void => {
      atEnd.current = isAtEnd(element)
      if (atEnd.current) setNews(false)
    }
    const onFocus = ({ target }: FocusEvent): void => {
      lastFocus.current = target instanceof Element ? target : null
    }
    const resized = new ResizeObserver(() => {
      if (atEnd.current) scrollToEnd(element)
    })
    element.addEventListener('scroll', onScroll, { passive: true })
    document.addEventListener('scroll', onScroll, { passive: true })
    element.addEventListener('focusin', onFocus)
    resized.observe(element)
    return () => {
      element.removeEventListener('scroll', onScroll)
      document.removeEventListener('scroll', onScroll)
      element.removeEventListener('focusin', onFocus)
      resized.disconnect()
    }
  }, [])
  useLayoutEffect(() => {
    if (log.current === null || newest === undefined) return
    if (atEnd.current || newest.progress === 'sending') toEnd()
    else setNews(true)
    rescueFocus(log.current, lastFocus.current)
  }, [newest?.id])

  return { log, news, toEnd }
}
