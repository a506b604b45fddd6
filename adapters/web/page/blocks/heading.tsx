import type { Showing } from '../showing.ts'
import type { BlockOf } from './block.ts'

interface Props {
  readonly block: BlockOf<'heading'>
  readonly heading: Showing['heading']
}

export const Heading = ({ block: { level, text }, heading }: Props) => {
  const Tag = heading === 'own' ? (level === 2 ? 'h2' : 'h3') : heading
  return (
    <Tag class={level === 2 ? 'large' : 'small'} dir="auto">
      {text}
    </Tag>
  )
}
