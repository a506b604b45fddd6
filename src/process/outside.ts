import type { Outside } from '../bot/bot.ts'
import { within } from '../bot/within.ts'
import type { Adapter, Host } from '../core/adapter.ts'
import { ThroughlineError } from '../core/errors.ts'
import type { Address } from '../core/turn.ts'
import type { Log } from '../log.ts'
import type { Metrics } from '../metrics.ts'

/** A platform that takes longer, ms, may have taken the message or not: nobody knows. */
const SEND_MS = 10_000

const notOn = (platform: string): ThroughlineError =>
  new ThroughlineError(
    'delivery-failed',
    `Nothing can be sent by ${platform}: that platform is not on.`,
    'Configure it again, or wait until the person writes from another one.',
  )

const silent = (platform: string): ThroughlineError =>
  new ThroughlineError(
    'delivery-unknown',
    `${platform} did not say within ${SEND_MS / 1000} s whether it took a message.`,
    'It is not sent twice. Look at the platform if this lasts.',
  )

interface Doors {
  readonly adapters: readonly Adapter[]
  readonly metrics: Metrics
  readonly log: Log
  readonly wake: () => void
}

/** The platforms as the bot sees them: each address is served by the one it belongs to. */
export const outsideOf = ({ adapters, metrics, log, wake }: Doors): Outside => {
  const adapterOf = ({ platform }: Address) => adapters.find(({ name }) => name === platform)
  return {
    wake,
    report: (what, error) => log.failed(what, error),
    present: address => adapterOf(address)?.present?.(address) ?? false,
    refresh: address => adapterOf(address)?.refresh?.(address),
    send: async (address, card, id) => {
      const { platform } = address
      const adapter = adapterOf(address)
      if (adapter === undefined) throw notOn(platform)
      try {
        await within(SEND_MS, adapter.send(address, card, id), () => silent(platform))
        metrics.sends.inc({ platform, outcome: 'sent' })
      } catch (error) {
        metrics.sends.inc({ platform, outcome: 'failed' })
        throw error
      }
    },
  }
}

/** `accept` with a stop watch. */
export const timedAccept =
  (accept: Host['accept'], metrics: Metrics): Host['accept'] =>
  async turn => {
    const { platform } = turn.address
    const acknowledged = metrics.inboundAck.startTimer({ platform })
    const handled = metrics.turn.startTimer({ platform })
    const accepted = await accept(turn)
    acknowledged()
    if (!accepted.saved) metrics.refused.inc({ platform })
    else void accepted.outcome.finally(handled).catch(() => undefined)
    return accepted
  }
