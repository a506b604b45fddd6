import { useEffect, useState } from 'preact/hooks'

import type { Shown } from '../wire.ts'
import { getView } from './api.ts'
import { useCell } from './cell.ts'
import type { Line } from './line.ts'

export type View = Shown | 'loading' | 'missing'

const AGAIN_MS = 2000

/** A view, fetched anew whenever it may have changed; the last one stays until the next is here. */
export const useView = (line: Line, name: string): View => {
  const changed = useCell(line.changed)
  const [view, setView] = useState<View>('loading')
  useEffect(() => {
    // Nothing is asked before the stream says that it is there.
    if (changed === 0) return
    let timer: ReturnType<typeof setTimeout> | undefined
    let old = false
    const fetchIt = async (): Promise<void> => {
      const heard = await getView(line.as, name)
      if (old) return
      if (heard.ok) setView(heard.body.page)
      else if (heard.status === 404) setView('missing')
      else timer = setTimeout(fetchIt, AGAIN_MS)
    }
    void fetchIt()
    return () => {
      old = true
      clearTimeout(timer)
    }
  }, [changed, line, name])
  return view
}
