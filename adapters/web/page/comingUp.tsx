import { useState } from 'preact/hooks'

import { Blocks } from './blocks/blocks.tsx'
import { Clock } from './clock.tsx'
import type { Desk } from './desk.ts'
import { useView } from './useView.ts'

const Upcoming = ({ desk }: { readonly desk: Desk }) => {
  const view = useView(desk.line, 'upcoming')
  if (view === 'loading') return null
  if (view === 'missing') return <p class="hint">Nothing yet.</p>
  return (
    <Blocks blocks={view.blocks} showing={{ desk, place: 'upcoming', live: true, heading: 'h3' }} />
  )
}

/** Beside the conversation: what is coming up, and the demo clock. Where there is no room it folds away. */
export const ComingUp = ({ desk, wide }: { readonly desk: Desk; readonly wide: boolean }) => {
  const [unfolded, setUnfolded] = useState(false)
  const shown = wide || unfolded
  return (
    <aside class="side">
      <section
        aria-labelledby="coming-up"
        // Beside the chat it scrolls by itself, so the keyboard must reach it.
        tabIndex={wide ? 0 : undefined}
      >
        <h2>
          {wide ? (
            <span id="coming-up">Coming up</span>
          ) : (
            <button
              id="coming-up"
              type="button"
              class="fold"
              aria-expanded={unfolded}
              onClick={() => setUnfolded(!unfolded)}
            >
              Coming up
            </button>
          )}
        </h2>
        <div class="upcoming" hidden={!shown}>
          <Upcoming desk={desk} />
        </div>
      </section>
      <div hidden={!shown}>
        <Clock line={desk.line} />
      </div>
    </aside>
  )
}
