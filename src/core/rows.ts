import type { Dialog } from './dialogData.ts'
import { holds } from './holds.ts'
import { outside } from './lookup.ts'
import { partiesOf } from './path.ts'
import { readBack } from './question.ts'
import { audienceName } from './readers.ts'
import { partFor, type Run } from './run.ts'
import { say } from './say.ts'

/** One answered question as it goes into the record. */
export interface FiledRow {
  readonly key: string
  readonly party: string
  readonly scene: string
  /** The words of the question as they were asked. */
  readonly says: string
  readonly heading: string
  readonly value: unknown
  readonly shown: readonly string[]
  readonly assumed: boolean
  readonly audience: string
}

/** Everything that is filed, in the dialog's order: what was answered, completed by what was assumed, nothing that no longer applies. */
export const rows = (dialog: Dialog, run: Run, today: string): readonly FiledRow[] =>
  dialog.scenes.flatMap(scene =>
    partiesOf(scene).flatMap(party => {
      const part = partFor(dialog, run, party, scene.scene)
      // Whether a line is released may hang on a later scene, so it is asked from the end.
      const whole = { ...part, seen: { ...partFor(dialog, { ...run }, party, '*').seen } }
      return readBack(dialog, part, today).flatMap(line => {
        const { step, key, place } = line.point
        const { release } = step
        const released = release === undefined || holds(release.when, whole, outside, today)
        const audience = released ? audienceName(dialog, step) : release.otherwise
        if (dialog.practice.audiences[audience]?.kept === false) return []
        const { heading, value, shown, assumed } = line
        const says = say(step.say, part, place, today)
        return [{ key, party, scene: scene.scene, says, heading, value, shown, assumed, audience }]
      })
    }),
  )
