import type { BlockOf } from './block.ts'

interface Props {
  readonly block: BlockOf<'heading'>
  readonly lift: 0 | 1
}

const TAGS = ['h2', 'h3', 'h4'] as const

export const Heading = ({ block, lift }: Props) => {
  const Tag = TAGS[block.level - 2 + lift] ?? 'h4'
  return <Tag dir="auto">{block.text}</Tag>
}
