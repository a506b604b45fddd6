import { Blocks } from './blocks/blocks.tsx'
import type { Desk } from './desk.ts'
import type { Item } from './items.ts'
import { Mark } from './mark.tsx'
import type { Progress } from './outbox.ts'
import { sayTime, WORDS } from './say.ts'

interface Props {
  readonly item: Item
  readonly live: boolean
  readonly desk: Desk
}

const SAYS: Readonly<Record<Progress, string>> = {
  sending: WORDS.sending,
  waiting: WORDS.waiting,
  saved: WORDS.sent,
  refused: WORDS.refusedTurn,
}

const Mine = ({ item }: { readonly item: Item }) => (
  <article class={`entry mine ${item.progress ?? ''}`} tabIndex={-1}>
    <span class="unseen">You: </span>
    <p class="bubble" dir="auto">
      {item.mine}
    </p>
    <footer>
      {sayTime(item.at)}
      {item.progress !== undefined && <span class="progress"> · {SAYS[item.progress]}</span>}
    </footer>
  </article>
)

/** One line of the conversation: one's own words, or a card. */
export const EntryLine = ({ item, live, desk }: Props) =>
  item.card === undefined ? (
    <Mine item={item} />
  ) : (
    <article class="entry card" data-id={item.id} tabIndex={-1}>
      <Mark />
      <span class="unseen">Throughline: </span>
      <div class="blocks">
        <Blocks blocks={item.card.blocks} showing={{ desk, place: item.id, live, heading: 'h2' }} />
        <footer>{sayTime(item.at)}</footer>
      </div>
    </article>
  )
