import { useEffect } from 'preact/hooks'

import { chatPath, downloadPath } from '../ids.ts'
import type { Person, Shown } from '../wire.ts'
import { Banner } from './banner.tsx'
import { Blocks } from './blocks/blocks.tsx'
import type { Desk } from './desk.ts'
import { FormDialog } from './formDialog.tsx'
import { Replies } from './replies.tsx'
import { WORDS } from './say.ts'
import { useDesk } from './useDesk.ts'
import { useView, type View } from './useView.ts'

const titleOf = (view: View): string => {
  if (view === 'loading') return 'Throughline'
  return view === 'missing' ? 'Not found' : view.title
}

const Paper = ({ view, desk }: { readonly view: View; readonly desk: Desk }) => {
  if (view === 'loading') return <article class="paper" aria-busy="true" />
  if (view === 'missing')
    return (
      <article class="paper">
        <h1>Not found</h1>
        <p>{WORDS.noView}</p>
      </article>
    )
  return (
    <article class="paper">
      <h1 dir="auto">{view.title}</h1>
      <Blocks blocks={view.blocks} showing={{ desk, place: 'page', live: true, heading: 'own' }} />
    </article>
  )
}

/** What of this page can be taken away as a file. */
const Downloads = ({
  view,
  name,
  as,
}: {
  readonly view: View
  readonly name: string
  readonly as: string
}) => {
  const files: Shown['downloads'] = typeof view === 'string' ? [] : view.downloads
  return (
    <>
      {files?.map(file => (
        <a key={file.name} href={downloadPath(name, file.name, as)} download={file.name}>
          {file.label}
        </a>
      ))}
    </>
  )
}

/** A view as a page of its own: to read, to act on, to print. */
export const ViewPage = ({ person, name }: { readonly person: Person; readonly name: string }) => {
  const desk = useDesk(person.key)
  const view = useView(desk.line, name)
  const title = titleOf(view)
  useEffect(() => {
    document.title = view === 'loading' ? title : `${title} · Throughline`
  }, [title, view])
  return (
    <main class="page">
      <Banner line={desk.line} />
      <div class="page-tools">
        <a href={chatPath(person.key)}>Back to the chat</a>
        <Downloads view={view} name={name} as={person.key} />
        <button type="button" class="quiet" onClick={() => print()}>
          Print
        </button>
      </div>
      <Paper view={view} desk={desk} />
      <Replies desk={desk} />
      <FormDialog desk={desk} />
    </main>
  )
}
