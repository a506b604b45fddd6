import type { ListItem } from '../../../../src/core/card.ts'
import { viewPath } from '../../ids.ts'
import type { Showing } from '../showing.ts'
import type { BlockOf } from './block.ts'
import { Buttons } from './buttons.tsx'

interface Props {
  readonly block: BlockOf<'list'>
  readonly showing: Showing
}

const Line = ({ item, showing }: { readonly item: ListItem; readonly showing: Showing }) => (
  <li>
    {item.view === undefined ? (
      <span dir="auto">{item.text}</span>
    ) : (
      <a href={viewPath(item.view, showing.desk.line.as)} dir="auto">
        {item.text}
      </a>
    )}
    {item.detail !== undefined && <small dir="auto">{item.detail}</small>}
    {item.buttons !== undefined && <Buttons buttons={item.buttons} showing={showing} />}
  </li>
)

export const List = ({ block, showing }: Props) => {
  const Tag = block.ordered ? 'ol' : 'ul'
  return (
    <Tag class="list">
      {block.items.map((item, index) => (
        <Line key={index} item={item} showing={showing} />
      ))}
    </Tag>
  )
}
