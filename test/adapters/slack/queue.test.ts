import { WebAPIPlatformError, WebAPIRateLimitedError } from '@slack/web-api'
import { describe, expect, it } from 'vitest'

import { createQueue } from '../../../adapters/slack/queue.ts'

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
  const calls: { place: string; at: number; what: string }[] = []
  const call =
    (place: string, what: string, fails: Error[] = []) =>
    async (): Promise<string> => {
      calls.push({ place, at: time.now(), what })
      const error = fails.shift()
      if (error !== undefined) throw error
      return what
    }
  return { time, queue, calls, call }
}

const limited = (seconds: number): Error => new WebAPIRateLimitedError(seconds)
const said = (error: string): Error => new WebAPIPlatformError({ ok: false, error })
const POST = 'chat.postMessage'

describe('messages to one person', () => {
  it('keep their order, a few at once and then one a second', async () => {
    const { queue, calls, call, time } = setUp()
    const begun = time.now()
    const six = ['a', 'b', 'c', 'd', 'e', 'f']
    await Promise.all(six.map(each => queue.send('T1', POST, 'D1', call('T1', each))))
    expect(calls.map(({ what }) => what)).toEqual(six)
    expect(calls.map(({ at }) => at - begun)).toEqual([0, 0, 0, 1000, 2000, 3000])
  })
})

describe('a workspace that Slack holds back', () => {
  it('gets nothing of that kind before the time is over, and then exactly once', async () => {
    const { queue, calls, call, time } = setUp()
    const begun = time.now()
    const held = queue.send('T1', POST, 'D1', call('T1', 'held', [limited(3)]))
    await new Promise(resolve => setImmediate(resolve))
    const other = queue.send('T1', POST, 'D2', call('T1', 'other person'))
    await Promise.all([held, other])
    expect(calls.map(({ what, at }) => [what, at - begun])).toEqual([
      ['held', 0],
      ['held', 3000],
      ['other person', 3000],
    ])
  })

  it('does not delay another workspace, nor another kind of call', async () => {
    const { queue, calls, call, time } = setUp()
    const begun = time.now()
    const held = queue.send('T1', POST, 'D1', call('T1', 'held', [limited(5)]))
    await new Promise(resolve => setImmediate(resolve))
    await queue.send('T2', POST, 'D1', call('T2', 'elsewhere'))
    await queue.send('T1', 'chat.update', 'D3', call('T1', 'another kind'))
    expect(calls.at(-1)).toMatchObject({ what: 'another kind', at: begun })
    expect(await held).toBe('held')
  })

  it('for longer than anybody waits is said to have got nothing, at once', async () => {
    const { queue, calls, call } = setUp()
    const sent = queue.send('T1', POST, 'D1', call('T1', 'late', [limited(60)]))
    await expect(sent).rejects.toMatchObject({ code: 'delivery-failed' })
    expect(calls).toHaveLength(1)
  })
})

describe('what fails', () => {
  it('is tried again only when Slack certainly did not take it', async () => {
    const { queue, calls, call } = setUp()
    expect(await queue.send('T1', POST, 'D1', call('T1', 'x', [said('service_unavailable')]))).toBe(
      'x',
    )
    expect(calls).toHaveLength(2)
    const unknown = queue.send('T1', POST, 'D1', call('T1', 'y', [said('internal_error')]))
    await expect(unknown).rejects.toMatchObject({ code: 'delivery-unknown' })
    expect(calls).toHaveLength(3)
  })

  it('for a whole workspace stands for a while, and then it is asked again', async () => {
    const { queue, calls, call, time } = setUp()
    const first = queue.send('T1', POST, 'D1', call('T1', 'x', [said('token_revoked')]))
    await expect(first).rejects.toMatchObject({ code: 'delivery-refused' })
    await expect(queue.send('T1', POST, 'D2', call('T1', 'y'))).rejects.toMatchObject({
      code: 'delivery-refused',
    })
    expect(calls).toHaveLength(1)
    expect(queue.standing('T1')).toMatchObject({ code: 'delivery-refused' })
    await time.wait(600_001)
    expect(await queue.send('T1', POST, 'D2', call('T1', 'z'))).toBe('z')
  })

  it('with a page that is not Slack’s is unknown, and nothing of the page is repeated', async () => {
    const { queue, call } = setUp()
    const page = said('<html>canary of somebody</html>')
    const error: unknown = await queue
      .send('T1', POST, 'D1', call('T1', 'x', [page]))
      .catch((caught: unknown) => caught)
    expect(error).toMatchObject({ code: 'delivery-unknown' })
    expect(String(error)).not.toContain('canary')
  })

  it('does not keep the next one to the same person from going', async () => {
    const { queue, call } = setUp()
    const fails = queue.send('T1', POST, 'D1', call('T1', 'x', [said('channel_not_found')]))
    const next = queue.send('T1', POST, 'D1', call('T1', 'y'))
    await expect(fails).rejects.toThrow()
    expect(await next).toBe('y')
  })
})

it('a thousand people who were written to leave nothing behind', async () => {
  const { queue, call, time } = setUp()
  await Promise.all(
    Array.from({ length: 1000 }, (_, at) => queue.send('T1', POST, `D${at}`, call('T1', 'x'))),
  )
  await time.wait(60_000)
  await queue.send('T1', 'chat.update', 'D0', call('T1', 'x'))
  await new Promise(resolve => setImmediate(resolve))
  expect(queue.size()).toBe(0)
})

it('who stops waits for nobody, and says what was not sent', async () => {
  const queue = createQueue({ now: Date.now })
  const call = async (): Promise<string> => 'x'
  const all = Array.from({ length: 6 }, () => queue.send('T1', POST, 'D1', call))
  const ends = Promise.allSettled(all)
  setTimeout(queue.stop, 20)
  const states = (await ends).map(({ status }) => status)
  expect(states.slice(0, 3)).toEqual(['fulfilled', 'fulfilled', 'fulfilled'])
  expect(states.slice(3)).toEqual(['rejected', 'rejected', 'rejected'])
})
