import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** Without labels for tenants or people: a count of one would be a person. */
export const createMetrics = () => {
  const registry = new Registry()
  const registers = [registry]
  collectDefaultMetrics({ register: registry })
  const seconds = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 10]
  const histogram = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Histogram({ name, help, labelNames, buckets: seconds, registers })
  const counter = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Counter({ name, help, labelNames, registers })
  const gauge = (name: string, help: string, labelNames: readonly string[] = []) =>
    new Gauge({ name, help, labelNames, registers })
  const deliveries = gauge('deliveries', 'Deliveries by state', ['state'])
  const dead = gauge('nudges_dead', 'Deliveries given up after too many tries')
  return {
    inboundAck: histogram('inbound_ack_seconds', 'From arriving to being stored', ['platform']),
    turn: histogram('turn_seconds', 'From arriving to being handled', ['platform']),
    storeOp: histogram('store_op_seconds', 'One command to the database', ['op', 'ok']),
    refused: counter('inbound_not_saved_total', 'What could not be stored, and was said so', [
      'platform',
    ]),
    sends: counter('sends_total', 'Messages handed to a platform', ['platform', 'outcome']),
    bundles: counter('nudge_bundles_total', 'Bundles of nudges by what became of them', ['state']),
    due: gauge('nudges_due', 'Deliveries claimed by the last tick'),
    lateness: new Histogram({
      name: 'nudge_lateness_seconds',
      help: 'From being due to being sent',
      buckets: [1, 5, 15, 60, 300, 900, 3600, 14_400, 86_400],
      registers,
    }),
    leaseLost: counter(
      'lease_lost_total',
      'Results dropped because another instance had taken over',
    ),
    clockOffset: gauge('clock_offset_seconds', 'By how much the database’s clock is ahead of ours'),
    lastTick: gauge('scheduler_last_tick_seconds', 'When the last tick ended, Unix time'),
    lag: gauge('eventloop_lag_seconds', 'How late the event loop is'),
    /** Takes in how many deliveries there are in each state. */
    count: (byState: Readonly<Record<string, number>>): void => {
      deliveries.reset()
      for (const [state, count] of Object.entries(byState)) deliveries.set({ state }, count)
      dead.set(byState.dead ?? 0)
    },
    contentType: registry.contentType,
    text: (): Promise<string> => registry.metrics(),
  }
}
export type Metrics = ReturnType<typeof createMetrics>
