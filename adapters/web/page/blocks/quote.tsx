import type { BlockOf } from './block.ts'

/** Somebody's own words, and whose they are. */
export const Quote = ({ block }: { readonly block: BlockOf<'quote'> }) => (
  <figure class="quote">
    <blockquote dir="auto">{block.text}</blockquote>
    {block.by !== undefined && <figcaption dir="auto">{block.by}</figcaption>}
  </figure>
)
