import { useEffect, useLayoutEffect, useRef } from 'preact/hooks'

import { Blocks } from './blocks/blocks.tsx'
import { useCell } from './cell.ts'
import type { Desk } from './desk.ts'
import { ErrorSummary } from './errorSummary.tsx'
import { Fields } from './fields/fields.tsx'
import { focusField } from './focusField.ts'
import { type OpenForm, wrong } from './forms.ts'
import { WORDS } from './say.ts'

const useModal = (forms: Desk['forms']) => {
  const dialog = useRef<HTMLDialogElement>(null)
  useLayoutEffect(() => {
    const element = dialog.current
    element?.showModal()
    // Closing gives the focus back to where it was.
    return () => element?.close()
  }, [])
  useEffect(() => {
    const element = dialog.current
    // A browser may insist on closing; a form that is being saved stays.
    const closed = (): void => {
      if (forms.open.get()?.saving === true) element?.showModal()
      else void forms.close()
    }
    element?.addEventListener('close', closed)
    return () => element?.removeEventListener('close', closed)
  }, [forms])
  return dialog
}

const Foot = ({ desk, open }: { readonly desk: Desk; readonly open: OpenForm }) => (
  <footer class="buttons">
    <button type="submit" class="main" aria-disabled={open.saving}>
      {open.form.submit}
    </button>
    <button
      type="button"
      class="quiet"
      aria-disabled={open.saving}
      onClick={() => void desk.forms.close()}
    >
      Close
    </button>
    <span class={open.saving ? 'hint' : 'hint roomy'}>
      {open.saving ? WORDS.saving : WORDS.closing}
    </span>
  </footer>
)

const Questions = ({ desk, open }: { readonly desk: Desk; readonly open: OpenForm }) => (
  <form
    noValidate
    onSubmit={event => {
      event.preventDefault()
      void desk.forms.submit()
    }}
  >
    <h2 id="form-title" dir="auto">
      {open.form.title}
    </h2>
    <Blocks blocks={open.form.intro} showing={{ desk, place: 'form', live: true, heading: 'h3' }} />
    <ErrorSummary open={open} />
    <Fields open={open} type={desk.forms.type} />
    <p role="status" class={open.problem === undefined ? 'unseen' : 'problem'}>
      {open.problem}
    </p>
    <Foot desk={desk} open={open} />
  </form>
)

const Dialog = ({ desk, open }: { readonly desk: Desk; readonly open: OpenForm }) => {
  const dialog = useModal(desk.forms)
  // In the same moment as the errors appear: a key pressed just then must not press the button again.
  useLayoutEffect(() => {
    const [first] = wrong(open)
    if (first !== undefined) focusField(first.name)
  }, [open.errors])
  return (
    <dialog
      ref={dialog}
      class="form"
      aria-labelledby="form-title"
      onCancel={event => {
        event.preventDefault()
        void desk.forms.close()
      }}
    >
      <Questions desk={desk} open={open} />
    </dialog>
  )
}

/** The form that is open, if any, as a modal dialog. */
export const FormDialog = ({ desk }: { readonly desk: Desk }) => {
  const open = useCell(desk.forms.open)
  return open === undefined ? null : <Dialog key={open.form.id} desk={desk} open={open} />
}
