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

const Dialog = ({ desk, open }: { readonly desk: Desk; readonly open: OpenForm }) => {
  const { forms } = desk
  const { form, errors, saving, problem } = open
  const dialog = useModal(forms)
  useEffect(() => {
    const [first] = wrong(open)
    if (first !== undefined) focusField(first.name)
  }, [errors])
  return (
    <dialog
      ref={dialog}
      class="form"
      aria-labelledby="form-title"
      onCancel={event => {
        event.preventDefault()
        void forms.close()
      }}
    >
      <form
        noValidate
        onSubmit={event => {
          event.preventDefault()
          void forms.submit()
        }}
      >
        <h2 id="form-title" dir="auto">
          {form.title}
        </h2>
        <Blocks blocks={form.intro} showing={{ desk, place: 'form', live: true, heading: 'h3' }} />
        <ErrorSummary open={open} />
        <Fields open={open} type={forms.type} />
        <p role="status" class={problem === undefined ? 'unseen' : 'problem'}>
          {problem}
        </p>
        <footer class="buttons">
          <button type="submit" class="main" aria-disabled={saving}>
            {form.submit}
          </button>
          <button
            type="button"
            class="quiet"
            aria-disabled={saving}
            onClick={() => void forms.close()}
          >
            Close
          </button>
          <span class={saving ? 'hint' : 'hint roomy'}>
            {saving ? WORDS.saving : 'What you typed is kept when you close this.'}
          </span>
        </footer>
      </form>
    </dialog>
  )
}

/** The form that is open, if any, as a modal dialog. */
export const FormDialog = ({ desk }: { readonly desk: Desk }) => {
  const open = useCell(desk.forms.open)
  return open === undefined ? null : <Dialog key={open.form.id} desk={desk} open={open} />
}
