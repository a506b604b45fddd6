import type { Person } from '../wire.ts'
import { Banner } from './banner.tsx'
import { ComingUp } from './comingUp.tsx'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { FormDialog } from './formDialog.tsx'
import { useDesk } from './useDesk.ts'
import { useTitle } from './useTitle.ts'
import { useWide } from './useWide.ts'

/** The local chat of one person: the conversation, and beside it what is coming up. */
export const ChatPage = ({ person }: { readonly person: Person }) => {
  const desk = useDesk(person.key)
  useTitle(desk.line, person.name)
  // Where the columns become rows, what is read first also comes first for the keyboard.
  const wide = useWide()
  const side = <ComingUp key="side" desk={desk} wide={wide} />
  return (
    <div class="chat">
      {!wide && side}
      <main key="main">
        <h1 class="unseen">Conversation of {person.name}</h1>
        <Banner line={desk.line} />
        <Conversation desk={desk} />
        <Composer box={desk.box} />
      </main>
      {wide && side}
      <FormDialog desk={desk} />
    </div>
  )
}
