import type { Config } from '../config.ts'
import type { Finding } from '../core/adapter.ts'
import type { Tenant } from '../domain/people.ts'
import type { DeliveryCounts } from '../domain/store.ts'
import type { MongoStore } from '../store/index.ts'
import { sayTrail } from './auditVerify.ts'
import { type Given, many } from './command.ts'
import { failing, fine, look, wrong } from './finding.ts'

const MAX_SKEW_MS = 30_000

const storage = async (store: MongoStore): Promise<Finding> => {
  await store.ping()
  return fine('store', 'the key opens it, and it is prepared for this version')
}

const clock = async (store: MongoStore): Promise<Finding> => {
  const apart = Math.abs(await store.clockOffset())
  const says = `this machine and the database are ${(apart / 1000).toFixed(1)} s apart`
  return apart <= MAX_SKEW_MS
    ? fine('clock', says)
    : wrong('clock', says, 'Set both by a time server: until then nothing is sent.')
}

const trail = async (store: MongoStore, { auditFile }: Config): Promise<Finding> => {
  const report = await store.verifyAudit()
  return report.problems.length === 0
    ? fine('audit trail', sayTrail(report))
    : wrong(
        'audit trail',
        sayTrail(report),
        `See: npm run audit:verify. The anchor is ${auditFile}`,
      )
}

const contacts = ({ id, name, demo, safetyContacts }: Tenant): Finding => {
  const part = `safety contacts of ${name}`
  if (demo) return fine(part, 'the example team has invented ones')
  if (safetyContacts.length > 0) return fine(part, many(safetyContacts.length, 'contact'))
  return wrong(
    part,
    'Nobody is named to call when a child may be in danger.',
    `Before anybody relies on this: npm run people -- contacts add WHO HOW --organisation ${id}`,
  )
}

const deliveries = (counts: DeliveryCounts): Finding => {
  const part = 'deliveries'
  const some = Object.entries(counts).filter(([, count]) => count > 0)
  const told = some.map(([state, count]) => `${count} ${state}`)
  const says = told.length === 0 ? 'none yet' : told.join(', ')
  const lost = (counts.dead ?? 0) + (counts.unknown ?? 0)
  return lost === 0
    ? fine(part, says)
    : wrong(
        part,
        says,
        'An admin finds them on their home and can try them again; an unknown one may have arrived. The log says why: look for “delivery failed”.',
      )
}

const MOST_TROUBLE = 500

/** People for whom nothing is looked at any more: they get no nudge until somebody tries again. */
const looks = async (store: MongoStore, { id, name, admins = [] }: Tenant): Promise<Finding> => {
  const part = `nudges of ${name}`
  const [actor] = admins
  if (actor === undefined)
    return fine(part, 'nobody is named as an admin; “admin: yes” in an import makes one')
  const troubled = await store.troubled({ tenant: id, actor }, MOST_TROUBLE)
  const dead = troubled.filter(({ kind, state }) => kind === 'look' && state === 'dead')
  return dead.length === 0
    ? fine(part, 'everybody is looked after')
    : wrong(
        part,
        `${many(dead.length, 'person gets', 'people get')} none: looking what is due for them was given up.`,
        'Look into the log for the cause, then press “Try again” on the home of an admin.',
      )
}

const erasures = async (store: MongoStore): Promise<Finding> => {
  const part = 'erasures'
  const waiting = (await store.erasures()).filter(({ pending }) => pending).length
  return waiting === 0
    ? fine(part, 'none is waiting')
    : wrong(
        part,
        `${many(waiting, 'erasure is', 'erasures are')} complete only when the key has changed.`,
        'Stop Throughline, then: npm run keys:rotate',
      )
}

/** On which platforms an organisation is, and for whom it is open there. */
const places = async (store: MongoStore, { id, name }: Tenant): Promise<Finding> => {
  const found = (await store.placesOf(id)).filter(({ state }) => state === 'live')
  const told = found.map(({ platform, externalId, opened, pilot }) => {
    const who = opened === 'pilot' ? many(pilot.length, 'person', 'people') : opened
    return `${platform} ${externalId}, open for ${who}`
  })
  return fine(
    `places of ${name}`,
    told.length === 0
      ? 'none yet; with a workspace’s id: npm run people -- join slack --workspace T0123'
      : told.join('; '),
  )
}

/** Everything that needs the database; when it does not open, that is the finding. */
export const lookAtStore = async (config: Config, { open }: Given): Promise<readonly Finding[]> => {
  try {
    const { store, source } = await open(config, 'beside')
    return [
      fine('database', source),
      await look('store', () => storage(store)),
      await look('clock', () => clock(store)),
      await look('audit trail', () => trail(store, config)),
      await look('deliveries', async () => deliveries(await store.deliveryCounts())),
      await look('erasures', () => erasures(store)),
      ...(await store.tenants()).map(contacts),
      ...(await Promise.all(
        (
          await store.tenants()
        )
          .filter(({ demo }) => !demo)
          .map(tenant => look(`places of ${tenant.name}`, () => places(store, tenant))),
      )),
      ...(await Promise.all(
        (
          await store.tenants()
        ).map(tenant => look(`nudges of ${tenant.name}`, () => looks(store, tenant))),
      )),
    ]
  } catch (error) {
    return [failing('database', error)]
  }
}
