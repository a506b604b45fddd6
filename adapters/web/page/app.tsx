import { chatPath } from '../ids.ts'
import { ChatPage } from './chatPage.tsx'
import { Chooser } from './chooser.tsx'
import { Header } from './header.tsx'
import { usePlace } from './place.ts'
import { WORDS } from './say.ts'
import { useTeam } from './team.ts'
import { ViewPage } from './viewPage.tsx'

/** Decides by the tab's address what is on the page. */
export const App = () => {
  const [place, go] = usePlace()
  const team = useTeam()
  if (typeof team === 'string')
    return (
      <main class="alone" aria-busy={team === 'loading'}>
        {team !== 'loading' && <p role="status">{WORDS[team]}</p>}
      </main>
    )
  const person = team.people.find(({ key }) => key === place.as)
  const choose = (key: string): void => go(chatPath(key))
  return (
    <>
      <Header people={team.people} person={person} choose={choose} />
      {person === undefined ? (
        <Chooser people={team.people} choose={choose} />
      ) : place.view === undefined ? (
        <ChatPage key={person.key} person={person} />
      ) : (
        <ViewPage key={`${person.key} ${place.view}`} person={person} name={place.view} />
      )}
    </>
  )
}
