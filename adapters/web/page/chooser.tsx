import { useEffect } from 'preact/hooks'

import { chatPath } from '../ids.ts'
import type { Person } from '../wire.ts'

interface Props {
  readonly people: readonly Person[]
  readonly choose: (key: string) => void
}

/** The first thing one sees: whom to be in the example team. */
export const Chooser = ({ people, choose }: Props) => {
  useEffect(() => {
    document.title = 'Throughline'
  }, [])
  const take = (event: MouseEvent, key: string): void => {
    // A click with a modifier opens a second tab for a second person: the browser's to do.
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    choose(key)
  }
  return (
    <main class="chooser">
      <h1>Who would you like to be?</h1>
      <p>
        This is an example team, on this machine only. Open a second tab as somebody else to see
        both sides of a conversation.
      </p>
      <ul>
        {people.map(({ key, name, role }) => (
          <li key={key}>
            <a href={chatPath(key)} onClick={event => take(event, key)}>
              <span class="initial" aria-hidden="true">
                {name.slice(0, 1)}
              </span>
              <span>
                <strong dir="auto">{name}</strong>
                <small dir="auto">{role}</small>
              </span>
            </a>
          </li>
        ))}
      </ul>
    </main>
  )
}
