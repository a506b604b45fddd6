import type { Person } from '../wire.ts'
import { Banner } from './banner.tsx'
import { ComingUp } from './comingUp.tsx'
import { Composer } from './composer.tsx'
import { Conversation } from './conversation.tsx'
import { FormDialog } from './formDialog.tsx'
import { useDesk } from './useDesk.ts'
import { useTitle } from './useTitle.ts'

/** The local chat of one person: the conversation, and beside it what is coming up. */
export const ChatPage = ({ person }: { readonly person: Person }) => {
  const desk = useDesk(person.key)
  useTitle(desk.line, person.name)
  return (
    <div class="chat">
      <main>
        <h1 class="unseen">Conversation of {person.name}</h1>
        <Banner line={desk.line} />
        <Conversation desk={desk} />
        <Composer box={desk.box} />
      </main>
      <ComingUp desk={desk} />
      <FormDialog desk={desk} />
    </div>
  )
}
