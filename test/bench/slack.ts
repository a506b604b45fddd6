import { setTimeout as after } from 'node:timers/promises'

import type { Send } from '../../src/bot/bot.ts'
import type { Adapter } from '../../src/core/adapter.ts'
import type { Card } from '../../src/core/card.ts'
import { orchard, SIGNING_SECRET } from '../adapters/slack/fakeSlack/index.ts'
import { type PersonInSlack, personIn } from '../adapters/slack/fakeSlack/person.ts'
import { overHttp } from '../adapters/slack/fakeSlack/transport.ts'
import { openSlackHouse } from '../adapters/slack/house.ts'
import { openBareBolt } from './bareBolt.ts'
import { openHouse } from './house.ts'
import { type Figure, median, percentile, spread, timed } from './measure.ts'
import { supervisor, TENANT } from './team.ts'

/** Enough that each writes every other second at most, however many write at once. */
const PEOPLE = 400
const ROUNDS = 5
const TURNS = 6
const PER_SECOND = 200
const SECONDS = 30
const SLOW_MS = 500

const userOf = (n: number): string => `U0S${n}`

const open = async () => {
  let slack: Adapter | undefined
  const slow = { ms: 0 }
  const storeCall = async (): Promise<void> => {
    if (slow.ms > 0) await after(slow.ms)
  }
  const send: Send = async (...message) => slack?.send(...message)
  const house = await openHouse(PEOPLE, undefined, undefined, { send, storeCall })
  const { bot, store } = house
  await store.addPlace(TENANT, 'slack', orchard.team)
  await store.openPlace(TENANT, 'slack', { opened: 'everybody', pilot: [] })
  for (let n = 0; n < PEOPLE; n += 1) {
    const user = userOf(n)
    const address = { platform: 'slack', installation: orchard.team, user, conversation: user }
    await store.addAddress({ tenant: TENANT, person: supervisor(n) }, address)
  }
  const { accept, view, conversation } = bot
  const host = { accept, view, conversation, places: store.places }
  const far = await openSlackHouse('http', host, undefined, () => [])
  slack = far.slack
  const people = Array.from({ length: PEOPLE }, (_, n) => far.fake.person(userOf(n)))
  return { house, far, people, slow }
}
type Opened = Awaited<ReturnType<typeof open>>

/** Until the answer of this turn has come to Slack. */
const answered = async (opened: Opened, before: number): Promise<void> => {
  const { calls } = opened.far.fake
  const isAnswer = (): boolean =>
    calls.slice(before).some(({ method }) => method === 'chat.postMessage')
  while (!isAnswer()) await new Promise(resolve => setImmediate(resolve))
}

const wholeTurn = (opened: Opened, person: PersonInSlack, text: string): Promise<number> =>
  timed(async () => {
    const before = opened.far.fake.calls.length
    const { status } = await person.message(text)
    if (status !== 200) throw new Error(`not taken: ${status}`)
    await answered(opened, before)
  })

const STEPS = [
  ...['record the session', 'In person', 'None has changed', 'We talked about what helps.'],
  ...['Send the template - by Friday', 'in 4 weeks', 'more', 'today', '14:00', '60'],
]

const against = async (opened: Opened): Promise<readonly Figure[]> => {
  const { house, far, people } = opened
  const bare = await openBareBolt(house.uri, far.fake.apiUrl)
  const toBare = overHttp(() => bare.url, SIGNING_SECRET)
  const few = people.slice(0, 10)
  for (const person of few) for (const text of STEPS) await wholeTurn(opened, person, text)
  const ratios: number[] = []
  for (let round = -1; round < ROUNDS; round += 1) {
    const mine: number[] = []
    const least: number[] = []
    for (let n = 0; n < TURNS; n += 1)
      for (const person of few) {
        const other = personIn(far.fake.world, toBare, orchard, person.user)
        least.push(await wholeTurn(opened, other, 'The small room'))
        const text = n % 2 === 0 ? 'The small room on the second floor' : 'back'
        mine.push(await wholeTurn(opened, person, text))
      }
    await house.bot.flush()
    await after(50)
    if (round >= 0) ratios.push(percentile(mine, 0.5) / percentile(least, 0.5))
  }
  await bare.close()
  return [
    { what: 'a turn against a bare Bolt handler, p50', is: `${spread(ratios)} ×`, wanted: '≤ 2.2' },
  ]
}

/** So many messages a second, from four hundred people; each answer is timed by itself. What was sent is confirmed once a second, as ever. */
const pour = async ({ people, house }: Opened, name: string) => {
  const flushing = setInterval(() => void house.bot.flush().catch(() => undefined), 1000)
  const times: number[] = []
  let saved = 0
  const all: Promise<void>[] = []
  const begun = performance.now()
  for (let sent = 0; sent < PER_SECOND * SECONDS; sent += 1) {
    const due = begun + (sent * 1000) / PER_SECOND
    if (performance.now() < due) await after(due - performance.now())
    const person = people[sent % PEOPLE]
    all.push(
      timed(async () => {
        const answer = await person?.message('skip', `${name}${sent}`)
        if (answer?.status === 200) saved += 1
      }).then(ms => void times.push(ms)),
    )
  }
  await Promise.all(all)
  clearInterval(flushing)
  return { times, saved, sent: PER_SECOND * SECONDS }
}

const acknowledging = async (opened: Opened): Promise<readonly Figure[]> => {
  const memory = (): number => Math.round(process.memoryUsage().rss / 1024 / 1024)
  // Keys and people are read once; an ordinary day begins slowly, not with everybody in one second.
  for (const person of opened.people) await person.message('skip')
  await opened.house.bot.close()
  const before = memory()
  const healthy = await pour(opened, 'h')
  await opened.house.bot.close()
  const between = memory()
  opened.slow.ms = SLOW_MS
  const slow = await pour(opened, 's')
  opened.slow.ms = 0
  await opened.house.bot.close()
  const inTime = slow.times.filter(ms => ms < 3000).length
  const show = (times: readonly number[]): string =>
    `${median(times).toFixed(1)} / ${percentile(times, 0.99).toFixed(1)}`
  return [
    {
      what: `acknowledged at ${PER_SECOND}/s for ${SECONDS} s, p50 / p99, ms`,
      is: show(healthy.times),
      wanted: 'p99 < 50',
    },
    { what: 'of them stored', is: `${healthy.saved} of ${healthy.sent}` },
    { what: `every store call ${SLOW_MS} ms slower, p50 / p99, ms`, is: show(slow.times) },
    {
      what: 'of them answered within 3 s / stored',
      is: `${inTime} / ${slow.saved} of ${slow.sent}`,
    },
    {
      what: 'resident before / after / after the slow ones, MiB',
      is: `${before} / ${between} / ${memory()}`,
    },
  ]
}

const PLACES = 50
const NUDGES = 2000

const nudging = async ({ house, far }: Opened): Promise<readonly Figure[]> => {
  const token = (place: number): string => `xoxb-place${place}`
  const teams = Array.from({ length: PLACES }, (_, n) => `T0N${n}`)
  for (const [n, team] of teams.entries()) {
    far.fake.world.workspaces.set(token(n), { ...orchard, team, botToken: token(n) })
    const secret = JSON.stringify({ botToken: token(n), botId: 'B0', botUserId: 'U0' })
    const code = await house.store.makeCode({ kind: 'join', tenant: TENANT }, 60_000)
    await house.store.places('slack').add(team, secret, code)
  }
  const card: Card = {
    summary: 'Something for today',
    blocks: [{ kind: 'text', text: 'One action is due.' }],
  }
  const ms = await timed(() =>
    Promise.all(
      Array.from({ length: NUDGES }, (_, n) => {
        const user = `U0N${n}`
        const installation = teams[n % PLACES] ?? ''
        const address = { platform: 'slack', installation, user, conversation: user }
        return far.slack.send(address, card, `nudge${n}`)
      }),
    ),
  )
  return [
    {
      what: `${NUDGES} nudges to as many people in ${PLACES} workspaces, per second`,
      is: ((NUDGES * 1000) / ms).toFixed(0),
      wanted: `the pace of one a second for each person allows ${NUDGES}`,
    },
  ]
}

const inAHouse =
  (measure: (opened: Opened) => Promise<readonly Figure[]>) =>
  async (): Promise<readonly Figure[]> => {
    const opened = await open()
    const figures = await measure(opened)
    await opened.far.close()
    await opened.house.close()
    return figures
  }

export const slackTurn = inAHouse(against)
export const slackNudges = inAHouse(nudging)
export const slackEvents = inAHouse(acknowledging)
