import { useRef } from 'preact/hooks'

import type { Box } from './box.ts'
import { useCell } from './cell.ts'

/** Where one types. Enter sends, Shift+Enter starts a new line; the words stay until they are saved. */
export const Composer = ({ box }: { readonly box: Box }) => {
  const draft = useCell(box.draft)
  const saving = useCell(box.saving)
  const problem = useCell(box.problem)
  const area = useRef<HTMLTextAreaElement>(null)
  const send = (): void => {
    void box.send()
    area.current?.focus()
  }
  const onKeyDown = (event: KeyboardEvent): void => {
    // While an input method composes a word, Enter belongs to it.
    if (event.key !== 'Enter' || event.shiftKey || event.isComposing) return
    event.preventDefault()
    send()
  }
  const takeFiles = (event: Event, files: FileList | undefined): void => {
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
      <div class="box">
        <textarea
          ref={area}
          id="message"
          aria-label="Message"
          aria-describedby="message-hint"
          placeholder="Write a message"
          rows={1}
          dir="auto"
          value={draft}
          onInput={({ currentTarget }) => box.type(currentTarget.value)}
          onKeyDown={onKeyDown}
          onPaste={event => takeFiles(event, event.clipboardData?.files)}
        />
        <button type="submit" class="main" aria-disabled={saving || draft.trim() === ''}>
          Send
        </button>
      </div>
      <p id="message-hint" class="hint">
        Enter to send, Shift and Enter for a new line
      </p>
      <p role="status" class={problem === undefined ? 'unseen' : 'problem'}>
        {problem}
      </p>
    </form>
  )
}
