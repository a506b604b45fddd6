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

/** The line at the top of what is seen. */
const lineInView = (log: HTMLElement): Element | undefined => {
  const top = Math.max(log.getBoundingClientRect().top, 0)
  return [...log.children].find(line => line.getBoundingClientRect().bottom > top)
}

const sizeOfWindow = (): string => `${innerWidth}x${innerHeight}`

interface Watched {
  /** Where the last scrolling left the reader. */
  readonly atEnd: boolean
  /** What last had the keyboard inside the log. */
  readonly focus: Element | null
}

/** Watches how the log is read; one stays at its end, or at the line one reads, whatever becomes of the window. */
const watch = (log: HTMLElement, tell: (watched: Partial<Watched>) => void): (() => void) => {
  let atEnd = true
  let reading: Element | undefined
  let size = sizeOfWindow()
  const onScroll = (): void => {
    // What moved is the window and not the reader: another scroller begins at its top.
    if (sizeOfWindow() !== size) return
    atEnd = isAtEnd(log)
    reading = lineInView(log)
    tell({ atEnd })
  }
  const onFocus = ({ target }: FocusEvent): void =>
    tell({ focus: target instanceof Element ? target : null })
  const resized = new ResizeObserver(() => {
    const isOther = sizeOfWindow() !== size
    size = sizeOfWindow()
    if (atEnd) scrollToEnd(log)
    else if (isOther) reading?.scrollIntoView()
  })
  log.addEventListener('scroll', onScroll, { passive: true })
  document.addEventListener('scroll', onScroll, { passive: true })
  log.addEventListener('focusin', onFocus)
  resized.observe(log)
  return () => {
    document.removeEventListener('scroll', onScroll)
    resized.disconnect()
  }
}

/** Keeps the log at its end while one reads there, and says when something new came while one does not. */
export const useFollow = (items: readonly Item[]) => {
  const log = useRef<HTMLDivElement>(null)
  const focus = useRef<Element | null>(null)
  const [news, setNews] = useState(false)
  const newest = items.at(-1)
  // Asked before the new line is drawn, and not of the last scroll event, which may still be on its way.
  const wasAtEnd = log.current === null || isAtEnd(log.current)

  const toEnd = useCallback(() => {
    if (log.current !== null) showNewest(log.current)
    setNews(false)
  }, [])

  useEffect(() => {
    if (log.current === null) return
    return watch(log.current, told => {
      if (told.focus !== undefined) focus.current = told.focus
      if (told.atEnd === true) setNews(false)
    })
  }, [])

  useLayoutEffect(() => {
    if (log.current === null || newest === undefined) return
    if (wasAtEnd || newest.progress === 'sending') toEnd()
    else setNews(true)
    rescueFocus(log.current, focus.current)
  }, [newest?.id])

  return { log, news, toEnd }
}
