import type { Dialog, SceneData } from './dialogData.ts'
import { type Part, REVISION } from './part.ts'
import { type AskPoint, type Point, walk } from './walk.ts'

export const partiesOf = (scene: SceneData): readonly string[] =>
  typeof scene.by === 'string' ? [scene.by] : scene.by

/** The scenes a part goes through: its own, or all of the party's for a revision. */
export const scenesOf = (
  dialog: Dialog,
  part: Pick<Part, 'scene' | 'party'>,
): readonly SceneData[] =>
  dialog.scenes.filter(
    scene =>
      partiesOf(scene).includes(part.party) &&
      (part.scene === REVISION || scene.scene === part.scene),
  )

type Basis = Pick<Part, 'scene' | 'party' | 'mode' | 'given' | 'seen'> & {
  readonly dialog: Dialog
  readonly today: string
}
interface Walked {
  readonly basis: Basis
  readonly points: readonly Point[]
}
/** One turn asks for the same path a dozen times; answers never change, they are replaced. */
const known = new WeakMap<Part['answers'], readonly Walked[]>()

const same = (a: Basis, b: Basis): boolean =>
  a.dialog === b.dialog &&
  a.today === b.today &&
  a.scene === b.scene &&
  a.party === b.party &&
  a.mode === b.mode &&
  a.given === b.given &&
  a.seen === b.seen

/** The way through this part, computed from its answers: an edited answer opens and closes what depends on it. */
export const path = (dialog: Dialog, part: Part, today: string): readonly Point[] => {
  const { scene, party, mode, given, seen, answers } = part
  const basis: Basis = { dialog, today, scene, party, mode, given, seen }
  const before = known.get(answers) ?? []
  const found = before.find(each => same(each.basis, basis))
  if (found !== undefined) return found.points
  const points = walk(dialog, part, scenesOf(dialog, part), today)
  const all = scene === REVISION ? asks(points) : points
  known.set(answers, [{ basis, points: all }, ...before.slice(0, 3)])
  return all
}

/** Only the questions among them. */
export const asks = (points: readonly Point[]): readonly AskPoint[] =>
  points.filter(point => point.kind === 'ask')
