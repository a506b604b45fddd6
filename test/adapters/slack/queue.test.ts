import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import { describe, expect, it } from 'vitest'

import { whatItMeans } from '../../../adapters/slack/errors.ts'
import { createQueue, type Queue } from '../../../adapters/slack/queue.ts'

/** A clock that stands still until somebody waits, and then is there at once, the earliest first. */
const stillTime = () => {
  let now = 1_000_000
  const waiting: { at: number; go: () => void }[] = []
  const wake = (): void => {
    const [first] = waiting.toSorted((a, b) => a.at - b.at)
    if (first === undefined) return
    waiting.splice(waiting.indexOf(first), 1)
    now = Math.max(now, first.at)
    first.go()
  }
  return {
    now: () => now,
    wait: (ms: number) =>
      new Promise<void>(resolve => {
        waiting.push({ at: now + ms, go: resolve })
        setTimeout(wake, 1)
      }),
  }
}

const setUp = () => {
  const time = stillTime()
  const queue = createQueue(time)
  const send = sending(queue)
  const calls: { place: string; at: number; what: string }[] = []
  const call =
    (place: string, what: string, fails: Error[] = []) =>
    async (): Promise<string> => {
      calls.push({ place, at: time.now(), what })
      const error = fails.shift()
      if (error !== undefined) throw error
      return what
    }
  return { time, queue, send, calls, call }
}

const sending =
  (queue: Queue) =>
  <T>(place: string, method: string, channel: string, call: () => Promise<T>, token = place) =>
    queue.send({ place, token, method, channel }, call)

const limited = (seconds: number): Error => new WebAPIRateLimitedError(seconds)
const said = (error: string): Error => new WebAPIPlatformError({ ok: false, error })
const POST = 'chat.postMessage'

describe('messages to one person', () => {
  it('keep their order, a few at once and then one a second', async () => {
    const { send, calls, call, time } = setUp()
    const begun = time.now()
    const six = ['a', 'b', 'c', 'd', 'e', 'f']
    await Promise.all(six.map(each => send('T1', POST, 'D1', call('T1', each))))
    expect(calls.map(({ what }) => what)).toEqual(six)
    expect(calls.map(({ at }) => at - begun)).toEqual([0, 0, 0, 1000, 2000, 3000])
  })
})

describe('a workspace that Slack holds back', () => {
  it('gets nothing of that kind before the time is over, and then exactly once', async () => {
    const { send, calls, call, time } = setUp()
    const begun = time.now()
    const held = send('T1', POST, 'D1', call('T1', 'held', [limited(3)]))
    await new Promise(resolve => setImmediate(resolve))
    const other = send('T1', POST, 'D2', call('T1', 'other person'))
    await Promise.all([held, other])
    expect(calls.map(({ what, at }) => [what, at - begun])).toEqual([
      ['held', 0],
      ['held', 3000],
      ['other person', 3000],
    ])
  })

  it('does not delay another workspace, nor another kind of call', async () => {
    const { send, calls, call, time } = setUp()
    const begun = time.now()
    const held = send('T1', POST, 'D1', call('T1', 'held', [limited(5)]))
    await new Promise(resolve => setImmediate(resolve))
    await send('T2', POST, 'D1', call('T2', 'elsewhere'))
    await send('T1', 'chat.update', 'D3', call('T1', 'another kind'))
    expect(calls.at(-1)).toMatchObject({ what: 'another kind', at: begun })
    expect(await held).toBe('held')
  })

  it('for longer than anybody waits is said to have got nothing, at once', async () => {
    const { send, calls, call } = setUp()
    const sent = send('T1', POST, 'D1', call('T1', 'late', [limited(60)]))
    await expect(sent).rejects.toMatchObject({ code: 'delivery-failed', retryAfterMs: 60_000 })
    expect(calls).toHaveLength(1)
  })
})

describe('what fails', () => {
  it('is tried again only when Slack certainly did not take it', async () => {
    const { send, calls, call } = setUp()
    expect(await send('T1', POST, 'D1', call('T1', 'x', [said('service_unavailable')]))).toBe('x')
    expect(calls).toHaveLength(2)
    const unknown = send('T1', POST, 'D1', call('T1', 'y', [said('internal_error')]))
    await expect(unknown).rejects.toMatchObject({ code: 'delivery-unknown' })
    expect(calls).toHaveLength(3)
  })

  it('for a whole workspace stands for a while, and then it is asked again', async () => {
    const { send, calls, call, time } = setUp()
    const first = send('T1', POST, 'D1', call('T1', 'x', [said('token_revoked')]))
    await expect(first).rejects.toMatchObject({ code: 'delivery-refused' })
    await expect(send('T1', POST, 'D2', call('T1', 'y'))).rejects.toMatchObject({
      code: 'delivery-refused',
    })
    expect(calls).toHaveLength(1)
    await time.wait(600_001)
    expect(await send('T1', POST, 'D2', call('T1', 'z'))).toBe('z')
  })

  it('with a page that is not Slack’s is unknown, and nothing of the page is repeated', async () => {
    const { send, call } = setUp()
    const page = said('<html>canary of somebody</html>')
    const sent = send('T1', POST, 'D1', call('T1', 'x', [page]))
    const error: unknown = await sent.catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'delivery-unknown' })
    expect(String(error)).not.toContain('canary')
  })

  it('by an old token does not close the workspace to the new one', async () => {
    const { send, call } = setUp()
    const old = send('T1', POST, 'D1', call('T1', 'x', [said('token_expired')]), 'old')
    await expect(old).rejects.toMatchObject({ code: 'delivery-refused' })
    expect(await send('T1', POST, 'D2', call('T1', 'y'), 'new')).toBe('y')
  })

  it.each(['missing_scope', 'restricted_action', 'user_disabled'])(
    'for one call alone (%s) leaves the others alone',
    async error => {
      const { send, call } = setUp()
      const first = send('T1', POST, 'D1', call('T1', 'x', [said(error)]))
      await expect(first).rejects.toMatchObject({ code: 'delivery-refused' })
      expect(await send('T1', POST, 'D2', call('T1', 'y'))).toBe('y')
    },
  )

  it.each([
    [new WebAPIHTTPError(403, 'Forbidden', {}), 'later'],
    [new WebAPIHTTPError(502, 'Bad Gateway', {}), 'unknown'],
    [
      new WebAPIRequestError(new Error('x', { cause: { code: 'UND_ERR_CONNECT_TIMEOUT' } })),
      'later',
    ],
    [new WebAPIRequestError(new Error('x', { cause: { code: 'ECONNRESET' } })), 'unknown'],
  ])('is read as what it says of the message: %s', (error, is) => {
    expect(whatItMeans(error)).toEqual({ is })
  })

  it('does not keep the next one to the same person from going', async () => {
    const { send, call } = setUp()
    const fails = send('T1', POST, 'D1', call('T1', 'x', [said('channel_not_found')]))
    const next = send('T1', POST, 'D1', call('T1', 'y'))
    await expect(fails).rejects.toThrow()
    expect(await next).toBe('y')
  })
})

it('a thousand people who were written to leave nothing behind', async () => {
  const { queue, send, call, time } = setUp()
  await Promise.all(
    Array.from({ length: 1000 }, (_, at) => send('T1', POST, `D${at}`, call('T1', 'x'))),
  )
  await time.wait(60_000)
  await send('T1', 'chat.update', 'D0', call('T1', 'x'))
  await new Promise(resolve => setImmediate(resolve))
  expect(queue.size()).toBe(0)
})

it('who stops waits for nobody, and says what was not sent', async () => {
  const queue = createQueue({ now: Date.now })
  const send = sending(queue)
  const call = async (): Promise<string> => 'x'
  const all = Array.from({ length: 6 }, () => send('T1', POST, 'D1', call))
  const ends = Promise.allSettled(all)
  setTimeout(queue.stop, 20)
  const states = (await ends).map(({ status }) => status)
  expect(states.slice(0, 3)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  expect(states.slice(3)).toEqual(['rejected', 'rejected', 'rejected'])
})

describe('behind a call that hangs', () => {
  const hanging = () => new Promise<string>(() => {})

  it('whoever waits is told in time that nothing was sent, and nothing is', async () => {
    const queue = createQueue({ now: Date.now, patienceMs: 30 })
    const send = sending(queue)
    void send('T1', POST, 'D1', hanging)
    let made = false
    const next = send('T1', POST, 'D1', async () => {
      made = true
    })
    await expect(next).rejects.toMatchObject({ code: 'delivery-failed' })
    expect(made).toBe(false)
  })

  it('whoever waits is told at once when Throughline stops', async () => {
    const queue = createQueue({ now: Date.now })
    const send = sending(queue)
    void send('T1', POST, 'D1', hanging)
    const next = send('T1', POST, 'D1', hanging)
    queue.stop()
    await expect(next).rejects.toMatchObject({ code: 'delivery-failed' })
  })

  it('another kind of call to the same person does not wait', async () => {
    const queue = createQueue({ now: Date.now })
    const send = sending(queue)
    void send('T1', POST, 'D1', hanging)
    expect(await send('T1', 'chat.update', 'D1', async () => 'done')).toBe('done')
  })
})
