import type { Host } from '../../src/core/adapter.ts'
import type { Page } from '../../src/core/card.ts'
import type { Address } from '../../src/core/turn.ts'
import { isViewName } from './ids.ts'
import { renderPage } from './render.ts'

/** A page of this person's by name; undefined when it is not there, or not theirs. */
export const viewOf = async (
  host: Host,
  address: Address,
  name: string,
): Promise<Page | undefined> => {
  if (!isViewName(name)) return undefined
  const page = await host.view(address, name)
  return page && renderPage(page)
}
