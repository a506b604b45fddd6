import { Fragment } from 'preact'
import { useMemo } from 'preact/hooks'

import { useCell } from './cell.ts'
import type { Desk } from './desk.ts'
import { EntryLine } from './entry.tsx'
import { stale } from './items.ts'
import { sayDay } from './say.ts'
import { useFollow } from './useFollow.ts'

/** Everything said so far. It follows what is new only while one is reading at its end. */
export const Conversation = ({ desk }: { readonly desk: Desk }) => {
  const items = useCell(desk.line.items)
  const loaded = useCell(desk.line.loaded)
  const past = useMemo(() => stale(items), [items])
  const { log, news, toEnd } = useFollow(items)
  return (
    <div class="stage">
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <div ref={log} role="log" aria-label="Conversation" aria-busy={!loaded} tabIndex={0}>
        {items.map((item, index) => {
          const day = sayDay(item.at)
          const before = items[index - 1]
          const newDay = before === undefined || sayDay(before.at) !== day
          return (
            <Fragment key={item.id}>
              {newDay && (
                <p class="day">
                  <span>{day}</span>
                </p>
              )}
              <EntryLine item={item} live={!past.has(item.id)} desk={desk} />
            </Fragment>
          )
        })}
      </div>
      {news && (
        <button type="button" class="news" onClick={toEnd}>
          New messages
        </button>
      )}
    </div>
  )
}
