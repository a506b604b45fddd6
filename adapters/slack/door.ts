import { setTimeout as after } from 'node:timers/promises'

import type { ModalView } from '@slack/types'
import * as z from 'zod'

import type { Desk } from './desk.ts'
import { toOurs } from './errors.ts'
import { doneView, waitView } from './modal.ts'

/** A trigger opens one window, within three seconds; when the answer is slow, a waiting one opens first (ms). */
const KNOCK_MS = 1500

const opened = z.object({ view: z.object({ id: z.string(), hash: z.string().optional() }) })

/** One window that may be opened for something a person did. */
export interface Door {
  /** Shows this view, in the waiting window if that one is open by now; answers the view's id. */
  show(view: ModalView): Promise<string | undefined>
  /** There is nothing to show; a window that waits says so. */
  nothing(says: string): Promise<void>
}

/** Shows something else in a window that is open; when it is closed already there is nothing to do. */
export const changeView = async (
  desk: Desk,
  place: string,
  id: string,
  view: ModalView,
): Promise<void> => {
  try {
    const tokens = await desk.keyring.of(place)
    if (tokens === undefined) return
    await desk.clients.clientFor(tokens.botToken).views.update({ view_id: id, view })
  } catch (error) {
    desk.report('a window was not changed', toOurs(error, 'changing a window'))
  }
}

interface Place {
  readonly place: string
  readonly trigger: string
  /** It was pressed in a modal, so the next one lies on top of it. */
  readonly inModal: boolean
}

export const createDoor = (desk: Desk, { place, trigger, inModal }: Place): Door => {
  const settled = new AbortController()

  const client = async () => {
    const tokens = await desk.keyring.of(place)
    return tokens && desk.clients.clientFor(tokens.botToken)
  }
  const open = async (view: ModalView): Promise<string | undefined> => {
    try {
      const slack = await client()
      const given = { trigger_id: trigger, view }
      const answer = await (inModal ? slack?.views.push(given) : slack?.views.open(given))
      return opened.safeParse(answer).data?.view.id
    } catch (error) {
      desk.report('a window was not opened', toOurs(error, 'opening a window'))
      return undefined
    }
  }
  const knock = async (): Promise<string | undefined> => {
    try {
      await after(KNOCK_MS, undefined, { signal: settled.signal, ref: false })
    } catch {
      return undefined
    }
    return open(waitView())
  }
  const waiting = knock()

  return {
    show: async view => {
      settled.abort()
      const id = await waiting
      if (id === undefined) return open(view)
      await changeView(desk, place, id, view)
      return id
    },
    nothing: async says => {
      settled.abort()
      const id = await waiting
      if (id !== undefined) await changeView(desk, place, id, doneView(says))
    },
  }
}
