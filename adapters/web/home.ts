import type { Host } from '../../src/core/adapter.ts'
import type { Download } from '../../src/core/card.ts'
import type { Address } from '../../src/core/turn.ts'
import { isFileName, isViewName } from './ids.ts'
import { renderPage } from './render.ts'
import type { Shown } from './wire.ts'

/** A page of this person's by name; undefined when it is not there, or not theirs. */
export const viewOf = async (
  host: Host,
  address: Address,
  name: string,
): Promise<Shown | undefined> => {
  if (!isViewName(name)) return undefined
  const page = await host.view(address, name)
  return page && renderPage(page)
}

/** What a page of this person's offers under this name. */
export const downloadOf = async (
  host: Host,
  address: Address,
  view: string,
  name: string,
): Promise<Download | undefined> => {
  if (!isViewName(view) || !isFileName(name)) return undefined
  const page = await host.view(address, view)
  return page?.downloads?.find(each => each.name === name)
}
