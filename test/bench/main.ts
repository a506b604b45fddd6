import { cpus } from 'node:os'

import { drain } from './drain.ts'
import { growth } from './growth.ts'
import { type Figure, table } from './measure.ts'
import { slackEvents, slackNudges, slackTurn } from './slack.ts'
import { starting } from './start.ts'
import { ticks } from './ticks.ts'
import { wholeTurn } from './turn.ts'
import { threeYears } from './years/years.ts'

const parts: Readonly<Record<string, [title: string, run: () => Promise<readonly Figure[]>]>> = {
  turn: ['One turn of recording a session, until it is settled', wholeTurn],
  growth: ['A long conversation', growth],
  ticks: ['Looking after many people by the clock', ticks],
  start: ['Starting', starting],
  drain: ['Ten thousand nudges for five thousand people', drain],
  slackTurn: ['A turn over Slack, its far side in the same process', slackTurn],
  slackNudges: ['Nudges over Slack', slackNudges],
  slackEvents: ['Events from Slack', slackEvents],
  years: ['Three years of a team of eight: messages for each', threeYears],
}

/** `npm run bench`, or `npm run bench -- turn`: figures of one run on one machine; only the ratios travel. */
const wanted = process.argv.slice(2)
const unknown = wanted.filter(name => !(name in parts))
if (unknown.length > 0) {
  console.error(`There is no ${unknown.join(', ')}: choose from ${Object.keys(parts).join(', ')}.`)
  process.exit(1)
}
console.log(`Node ${process.version}, ${cpus().length} cores\n`)
for (const [name, [title, run]] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) console.log(table(title, await run()))
