import { useCell } from './cell.ts'
import type { Line } from './line.ts'
import { WORDS } from './say.ts'

/** Says calmly that the connection is interrupted; the live region stands there always, so that it is read out. */
export const Banner = ({ line }: { readonly line: Line }) => {
  const connection = useCell(line.connection)
  const broken = connection === 'lost' || connection === 'refused'
  return (
    <div role="status" class={broken ? 'banner' : 'unseen'}>
      {broken && WORDS[connection]}
    </div>
  )
}
