import { useRef } from 'preact/hooks'

import type { Box } from './box.ts'
import { useCell } from './cell.ts'

/** While an input method composes a word, Enter belongs to it. */
const sends = ({ key, shiftKey, isComposing }: KeyboardEvent): boolean =>
  key === 'Enter' && !shiftKey && !isComposing

interface EntryProps {
  readonly box: Box
  send(): void
  takeFiles(event: Event, files: FileList | undefined): void
}

const Words = ({ box, send, takeFiles }: EntryProps) => {
  const draft = useCell(box.draft)
  const saving = useCell(box.saving)
  const area = useRef<HTMLTextAreaElement>(null)
  return (
    <div class="box">
      <textarea
        ref={area}
        aria-label="Message"
        aria-describedby="message-hint"
        placeholder="Write a message"
        rows={1}
        dir="auto"
        value={draft}
        onInput={({ currentTarget }) => box.type(currentTarget.value)}
        onKeyDown={event => {
          if (!sends(event)) return
          event.preventDefault()
          send()
        }}
        onPaste={event => takeFiles(event, event.clipboardData?.files)}
      />
      <button
        type="submit"
        class="main"
        aria-disabled={saving || draft.trim() === ''}
        onClick={() => area.current?.focus()}
      >
        Send
      </button>
    </div>
  )
}

/** Where one types. Enter sends, Shift+Enter starts a new line; the words stay until they are saved. */
export const Composer = ({ box }: { readonly box: Box }) => {
  const problem = useCell(box.problem)
  const send = (): void => void box.send()
  const takeFiles: EntryProps['takeFiles'] = (event, files) => {
    if (files === undefined || files.length === 0) return
    event.preventDefault()
    box.attach()
  }
  return (
    <form
      class="composer"
      onSubmit={event => {
        event.preventDefault()
        send()
      }}
      onDragOver={event => event.preventDefault()}
      onDrop={event => takeFiles(event, event.dataTransfer?.files)}
    >
      <Words box={box} send={send} takeFiles={takeFiles} />
      <p id="message-hint" class="hint">
        Enter to send, Shift and Enter for a new line
      </p>
      <p role="status" class={problem === undefined ? 'unseen' : 'problem'}>
        {problem}
      </p>
    </form>
  )
}
