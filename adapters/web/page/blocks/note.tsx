import type { BlockOf } from './block.ts'

const EYE = (
  <svg viewBox="0 0 20 20" width="16" height="16" aria-hidden="true">
    <path d="M1.5 10S4.5 4.5 10 4.5 18.5 10 18.5 10 15.5 15.5 10 15.5 1.5 10 1.5 10Z" />
    <circle cx="10" cy="10" r="2.6" />
  </svg>
)

/** A quiet line beside the matter; the one about safety is not quiet. */
export const Note = ({ block: { text, tone } }: { readonly block: BlockOf<'note'> }) => (
  <p class={`note ${tone ?? ''}`} dir="auto">
    {tone === 'readers' && EYE}
    <span>{text}</span>
  </p>
)
