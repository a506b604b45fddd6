import { useEffect, useState } from 'preact/hooks'

import type { ClockStep } from '../wire.ts'
import { postStep } from './api.ts'
import { useCell } from './cell.ts'
import { type Line, nowOn } from './line.ts'
import { sayMoment, WORDS } from './say.ts'

const STEPS: readonly (readonly [label: string, step: ClockStep])[] = [
  ['+1 hour', 'hour'],
  ['+1 day', 'day'],
  ['Next event', 'next event'],
]

const TICK_MS = 5000

/** The demo clock, drawn again often enough that its minute is right. */
const useDemoTime = (line: Line): number => {
  const reading = useCell(line.clock)
  const [, setTick] = useState(0)
  useEffect(() => {
    const timer = setInterval(() => setTick(tick => tick + 1), TICK_MS)
    return () => clearInterval(timer)
  }, [])
  return nowOn(reading)
}

/** The time machine of a demo tenant: it only goes forward. */
export const Clock = ({ line }: { readonly line: Line }) => {
  const now = useDemoTime(line)
  const [moving, setMoving] = useState(false)
  const [says, setSays] = useState('')
  const move = async (step: ClockStep): Promise<void> => {
    if (moving) return
    setMoving(true)
    setSays('')
    const heard = await postStep(step)
    setMoving(false)
    if (!heard.ok) return setSays(WORDS.clock)
    line.clock.set({ now: heard.body.now, seen: Date.now() })
  }
  return (
    <fieldset class="clock">
      <legend class="unseen">Clock</legend>
      <p>
        Demo time <time dateTime={new Date(now).toISOString()}>{sayMoment(now)}</time>
      </p>
      <div class="buttons">
        {STEPS.map(([label, step]) => (
          <button
            key={step}
            type="button"
            class="plain"
            aria-disabled={moving}
            onClick={() => void move(step)}
          >
            {label}
          </button>
        ))}
      </div>
      <p role="status" class={says === '' ? 'unseen' : 'problem'}>
        {says}
      </p>
    </fieldset>
  )
}
