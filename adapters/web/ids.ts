import type { Address } from '../../src/core/turn.ts'
import { LIMITS } from './limits.ts'

/** What stands in `?as=`: the demo tenant has one installation, so its user is enough. */
export const personKey = (address: Address): string => address.user

/** One string per address, for maps. */
export const addressKey = (address: Address): string =>
  JSON.stringify([address.installation, address.user, address.conversation])

const SEGMENT = /^[\w~:@!$*+,;=.-]+$/
const isSegment = (text: string): boolean => SEGMENT.test(text) && !/^\.+$/.test(text)

/** `home`, `upcoming`, `record/<id>`: plain segments, so that a name can stand in a path unchanged. */
export const isViewName = (name: string): boolean =>
  name.length <= LIMITS.view && name.split('/').every(isSegment)

/** A name that any system can give to a file, and that needs no quoting in a header. */
export const isFileName = (name: string): boolean => /^\w[\w-]{0,60}\.\w{1,8}$/.test(name)

/** Where something of a view can be taken away. */
export const downloadPath = (view: string, name: string, as: string): string =>
  `/api/download?${new URLSearchParams({ as, view, name })}`

/** Where a view opens as a page of its own. */
export const viewPath = (name: string, as: string): string =>
  `/view/${name}?as=${encodeURIComponent(as)}`

export const chatPath = (as: string): string => `/?as=${encodeURIComponent(as)}`

/** Cookies know no port, so each local chat names its own. */
export const cookieName = (port: number): string => `throughline-${port}`
