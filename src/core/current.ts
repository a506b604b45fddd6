import type { Dialog } from './dialogData.ts'
import { givenIn } from './loops.ts'
import type { Part } from './part.ts'
import { asks, path } from './path.ts'
import type { Reading } from './read.ts'
import type { AskPoint } from './walk.ts'

/** The point a part is at, when it is a question. */
export const current = (dialog: Dialog, part: Part, today: string): AskPoint | undefined =>
  asks(path(dialog, { ...part, mode: 'all' }, today)).find(point => point.key === part.at)

/** What everybody answered here in scenes that are closed. */
const answered = ({ seen }: Part, name: string): readonly unknown[] =>
  Object.values(seen).flatMap(answers => answers[name] ?? [])

const texts = (from: unknown): readonly string[] =>
  Array.isArray(from)
    ? from.map(each =>
        typeof each === 'object' && each !== null && 'text' in each
          ? String(each.text)
          : String(each),
      )
    : []

/** What helps to read an answer to this question. */
export const readingFor = (dialog: Dialog, part: Part, point: AskPoint, today: string): Reading => {
  const options = [
    ...new Set(
      (point.step.from ?? []).flatMap(name =>
        texts(givenIn(dialog, part, name) ?? answered(part, name)),
      ),
    ),
  ]
  const me = part.names[part.party] ?? part.party
  return { today, options, people: [me, ...Object.values(part.names).filter(name => name !== me)] }
}
