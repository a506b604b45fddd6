import type { Block } from '../../../../src/core/card.ts'
import type { Showing } from '../showing.ts'
import { Buttons } from './buttons.tsx'
import { DatePick } from './datePick.tsx'
import { Facts } from './facts.tsx'
import { Heading } from './heading.tsx'
import { List } from './list.tsx'
import { Note } from './note.tsx'
import { Pick } from './pick.tsx'
import { Quote } from './quote.tsx'
import { ViewLink } from './viewLink.tsx'

interface Props {
  readonly block: Block
  readonly showing: Showing
}

const One = ({ block, showing }: Props) => {
  switch (block.kind) {
    case 'heading':
      return <Heading block={block} heading={showing.heading} />
    case 'text':
      return (
        <p class="text" dir="auto">
          {block.text}
        </p>
      )
    case 'quote':
      return <Quote block={block} />
    case 'note':
      return <Note block={block} />
    case 'list':
      return <List block={block} showing={showing} />
    case 'facts':
      return <Facts block={block} />
    case 'buttons':
      return <Buttons buttons={block.buttons} showing={showing} />
    case 'pick':
      return showing.live ? <Pick block={block} showing={showing} /> : null
    case 'date':
      return showing.live ? <DatePick block={block} showing={showing} /> : null
    case 'progress':
      return showing.live ? <Progress done={block.done} of={block.of} /> : null
    case 'link':
      return <ViewLink view={block.view} label={block.label} as={showing.desk.line.as} />
    case 'divider':
      return <hr />
    default:
      return block satisfies never
  }
}

const Progress = ({ done, of }: { readonly done: number; readonly of: number }) => (
  <p class="progress-line">
    <progress value={done} max={Math.max(of, 1)} aria-label="How far along" />
    <span>
      {done} of {of}
    </span>
  </p>
)

/** Every kind of block, in order. */
export const Blocks = ({
  blocks,
  showing,
}: {
  readonly blocks: readonly Block[]
  readonly showing: Showing
}) => (
  <>
    {blocks.map((block, index) => (
      <One key={index} block={block} showing={showing} />
    ))}
  </>
)
