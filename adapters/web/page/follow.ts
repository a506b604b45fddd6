import type { Live, TurnBody } from '../wire.ts'
import { askConversation, getConversation } from './api.ts'
import { type Item, merge, put } from './items.ts'
import { type Known, nowOn } from './line.ts'
import { listen } from './listen.ts'
import { backoff, type Sleeper } from './pause.ts'

/** Fetches the conversation until it comes; whatever the stream brought meanwhile stays. */
const catchUp = async (known: Known, sleeper: Sleeper, stop: AbortSignal): Promise<void> => {
  for (let failures = 0; !stop.aborted; failures += 1) {
    const heard = await getConversation(known.as)
    if (heard.ok) {
      known.items.set(merge(known.items.get(), heard.body.entries))
      known.loaded.set(true)
      return
    }
    await sleeper.pause(backoff(failures))
  }
}

/** The bot greets whoever comes for the first time. One id, so that two tabs are greeted once. */
const joined = (as: string): TurnBody => ({
  id: `joined:${encodeURIComponent(as).slice(0, 300)}`,
  did: { kind: 'joined' },
})

/** Keeps `known` in step with the server: every new stream starts with a fetch of everything. */
export const follow = (
  known: Known,
  take: (turn: TurnBody) => Promise<unknown>,
  sleeper: Sleeper,
  stop: AbortSignal,
): void => {
  const { as, items, loaded, connection, clock, changed } = known
  let version: string | undefined
  const add = (item: Omit<Item, 'at'>, at = nowOn(clock.get())): void =>
    items.set(put(items.get(), { ...item, at }))
  const setClock = (now: number): void => clock.set({ now, seen: Date.now() })
  const refresh = (): void => changed.set(changed.get() + 1)

  const welcome = async (hello: Extract<Live, { readonly kind: 'hello' }>): Promise<void> => {
    if (version !== undefined && version !== hello.version) location.reload()
    version = hello.version
    setClock(hello.now)
    connection.set('open')
    refresh()
    sleeper.wake()
    await catchUp(known, sleeper, stop)
    if (loaded.get() && items.get().length === 0) await take(joined(as))
  }
  const hear = (live: Live): void => {
    if (live.kind === 'hello') void welcome(live)
    else if (live.kind === 'card') add({ id: live.id, card: live.card }, live.at)
    else if (live.kind === 'mine') add({ id: live.id, mine: live.text })
    else if (live.kind === 'refresh') refresh()
    else if (live.kind === 'clock') setClock(live.now)
    else live.kind satisfies 'beat' | 'elsewhere'
  }
  const ask = async (): Promise<boolean> => {
    const heard = await askConversation(as)
    if (!heard.ok) return false
    items.set(merge(items.get(), heard.body.entries))
    setClock(heard.body.now)
    refresh()
    return true
  }
  void listen(as, stop, sleeper, { hear, ask, connection: connection.set })
}
