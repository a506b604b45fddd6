import { rm } from 'node:fs/promises'

import { canonical } from '../../../src/domain/canonical.ts'
import type { TenantExport } from '../../../src/domain/store.ts'
import { newFolder } from '../../setup/privateMongod.ts'
import { type App, newApp } from './app.ts'
import { webDesk } from './desk.ts'
import { comeToRest, type Left, withoutNudges } from './ending.ts'
import { playSession } from './script.ts'
import { type Chaos, calm } from './strikes.ts'
import { type Acknowledged, openTab } from './tab.ts'

export interface Played extends Left {
  /** The ISO day on which the two began. */
  readonly day: string
  readonly acknowledged: readonly Acknowledged[]
  readonly strikes: number
  readonly same: string
}

/** Two people play their session on an app of their own, whatever befalls it. */
export const play = async (chaosOn: (app: App) => Chaos = () => calm): Promise<Played> => {
  const folder = await newFolder()
  const app = await newApp(folder)
  try {
    await app.start()
    const chaos = chaosOn(app)
    const ada = openTab(await webDesk(app, 'ada'), 'ada', chaos)
    const ben = openTab(await webDesk(app, 'ben'), 'ben', chaos)
    const day = await playSession(ada, ben)
    const strikes = await chaos.over()
    await app.stop()
    const left = await comeToRest(app.settings)
    const acknowledged = [...ada.acknowledged, ...ben.acknowledged]
    return { ...left, day, acknowledged, strikes, same: canonical(withoutNudges(left.all)) }
  } finally {
    await app.kill()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What was typed and acknowledged, and stands in no conversation. */
export const missing = ({
  all,
  acknowledged,
}: Pick<Played, 'all' | 'acknowledged'>): readonly string[] => {
  const said = new Set(all.conversations.flatMap(({ entries }) => entries.map(({ id }) => id)))
  return acknowledged
    .filter(({ id, did }) => did.kind === 'text' && !said.has(id))
    .map(({ id }) => id)
}

const twice = (ids: readonly string[]): readonly string[] =>
  ids.filter((id, index) => ids.indexOf(id) !== index)

/** What is there twice. */
export const doubled = ({ all }: { readonly all: TenantExport }): readonly string[] => [
  ...all.conversations.flatMap(({ entries }) => twice(entries.map(({ id }) => id))),
  ...twice(all.records.map(({ id, version }) => `${id}/${version}`)),
  ...twice(all.actions.map(({ what, record }) => `${what}/${record ?? ''}`)),
  ...twice(all.sessions.map(({ on, relationship, state }) => `${on}/${relationship}/${state}`)),
  ...twice(all.notes.map(({ author, text }) => `${author}/${text}`)),
  ...twice(
    all.stances
      .filter(({ undoneAt }) => undoneAt === undefined)
      .map(({ record, version, person, kind }) => `${record}/${version}/${person}/${kind}`),
  ),
  ...twice(all.deliveries.map(({ id }) => id)),
]
