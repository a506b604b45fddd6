import { useEffect, useRef, useState } from 'preact/hooks'

import { chatPath } from '../ids.ts'
import { Blocks } from './blocks/blocks.tsx'
import { useCell } from './cell.ts'
import type { Desk } from './desk.ts'
import { type Item, stale } from './items.ts'
import { WORDS } from './say.ts'

/** What came since one's last press on this page: the rest of the conversation stays in the chat. */
const sinceLastPress = (items: readonly Item[]): readonly Item[] => {
  const last = items.findLastIndex(({ progress }) => progress !== undefined)
  return last < 0 ? [] : items.slice(last)
}

const Cards = ({ desk, cards }: { readonly desk: Desk; readonly cards: readonly Item[] }) => {
  const past = stale(useCell(desk.line.items))
  return (
    <>
      {cards.map(({ id, card }) => (
        <div key={id} class="blocks">
          <Blocks
            blocks={card?.blocks ?? []}
            showing={{ desk, place: id, live: !past.has(id), heading: 'h2' }}
          />
        </div>
      ))}
    </>
  )
}

/** The bot's answer to a press on a page, at the foot of it until it is closed. */
export const Replies = ({ desk }: { readonly desk: Desk }) => {
  const shown = sinceLastPress(useCell(desk.line.items))
  const [closed, setClosed] = useState<string>()
  const tray = useRef<HTMLElement>(null)
  const cards = shown.filter(({ card }) => card !== undefined)
  const newest = cards.at(-1)?.id
  const waiting = shown[0]?.progress === 'waiting'
  const quiet = !waiting && (newest === undefined || newest === closed)
  useEffect(() => {
    // The button that was pressed may be gone with the page that showed it.
    if (newest !== undefined && document.activeElement === document.body) tray.current?.focus()
  }, [newest])
  return (
    <section ref={tray} class={quiet ? 'unseen' : 'replies'} aria-label="Reply" tabIndex={-1}>
      <div role="log" aria-label="Replies">
        {waiting && <p>{WORDS.waiting}</p>}
        {!quiet && <Cards desk={desk} cards={cards} />}
      </div>
      {!quiet && (
        <div class="buttons">
          <a class="button" href={chatPath(desk.line.as)}>
            Open the chat
          </a>
          <button type="button" class="quiet" onClick={() => setClosed(newest)}>
            Close
          </button>
        </div>
      )}
    </section>
  )
}
