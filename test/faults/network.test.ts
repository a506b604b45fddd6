import { randomBytes } from 'node:crypto'

import { describe, expect, test } from 'vitest'

import { demoAddress } from '../../src/bot/demo/team.ts'
import type { Entry } from '../../src/core/adapter.ts'
import { type Card, plainText } from '../../src/core/card.ts'
import { waitUntil } from '../../src/store/mongod/processes.ts'
import type { After } from '../setup/privateMongod.ts'
import { type Inside, openInside } from './inside.ts'
import { openServer } from './server.ts'
import type { TcpProxy } from './tcpProxy.ts'

const KEY = randomBytes(32).toString('base64')
const ada = demoAddress('ada')

const textOf = (card: Card | undefined): string => (card === undefined ? '' : plainText(card))
const typedIn = (entries: readonly Entry[]): readonly string[] =>
  entries.flatMap(({ mine }) => mine ?? [])

/** Ada, in the middle of recording a session over a network that can fail. */
const adaOverTheNetwork = async (after: After) => {
  const server = await openServer(after)
  const network = await server.network()
  const house = await openInside(after, { uri: network.uri, key: KEY })
  const types = async (id: string, text: string) => {
    const accepted = await house.host.accept({
      id,
      at: Date.now(),
      address: ada,
      did: { kind: 'text', text },
    })
    return { saved: accepted.saved, card: textOf((await accepted.outcome).card) }
  }
  const said = () => house.host.conversation(ada)
  await types('one', 'record the session')
  await types('two', 'In person')
  expect(textOf((await said()).at(-1)?.card)).toContain('Last time’s actions')
  return { server, network, house, types, said }
}

/** Everything is as it should be again within a few seconds, by itself. */
const recovers = async ({ ready }: Inside): Promise<void> => {
  const isReady = async () => (await ready()) === 200
  expect(await waitUntil(isReady, 15_000)).toBe(true)
}

const timed = async <T>(work: Promise<T>): Promise<readonly [T, number]> => {
  const begun = performance.now()
  const done = await work
  return [done, performance.now() - begun]
}

type Fault = readonly [name: string, begin: (network: TcpProxy) => void]
const unreachable: readonly Fault[] = [
  ['is silent', network => network.freeze()],
  ['refuses every connection', network => network.cut()],
  ['is never heard', network => network.loseAnswers()],
]

describe.concurrent('Ada, while the database', () => {
  test.for(unreachable)(
    '%s, is asked kindly and soon to try again, and nothing that was acknowledged is lost',
    async ([, begin], { onTestFinished: after }) => {
      const { network, house, types, said } = await adaOverTheNetwork(after)
      begin(network)
      const [refused, ms] = await timed(types('three', 'None has changed'))
      expect(refused.saved).toBe(false)
      expect(refused.card).toContain('I could not save that just now')
      expect(ms).toBeLessThan(3000)
      expect(await house.ready()).toBe(503)
      network.mend()
      await recovers(house)
      // The same event again, as a page repeats it; whether the first one arrived after all or not, it counts once.
      expect((await types('three', 'None has changed')).saved).toBe(true)
      await house.idle()
      const entries = await said()
      expect(typedIn(entries)).toEqual(['record the session', 'In person', 'None has changed'])
      expect(textOf(entries.at(-1)?.card)).toContain('What mattered?')
    },
  )

  test('takes half a second for every word, waits and goes on', async ({
    onTestFinished: after,
  }) => {
    const { network, house, types, said } = await adaOverTheNetwork(after)
    network.delay(250)
    const [accepted] = await timed(types('three', 'None has changed'))
    expect(accepted).toEqual({ saved: true, card: '' })
    network.mend()
    await house.idle()
    expect(textOf((await said()).at(-1)?.card)).toContain('What mattered?')
  })

  test('goes away between taking her words and answering them, hears that they are safe, and gets her answer later', async ({
    onTestFinished: after,
  }) => {
    const { server, house, types, said } = await adaOverTheNetwork(after)
    await server.fail(['update'], { closeConnection: true }, 1000)
    const accepted = await types('three', 'None has changed')
    await server.fail(['update'], { closeConnection: true }, 0)
    expect(accepted.saved).toBe(true)
    expect(accepted.card).toContain('I have that safely')
    const answered = async () => textOf((await said()).at(-1)?.card).includes('What mattered?')
    expect(await waitUntil(answered, 15_000)).toBe(true)
    expect(typedIn(await said()).filter(text => text === 'None has changed')).toHaveLength(1)
    await house.idle()
  })
})
