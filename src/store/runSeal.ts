import * as z from 'zod'

import { type Pocket, type StoredRun, storedRun } from '../domain/run.ts'
import { type Base, checkMark, marked } from './base.ts'
import { type RunDocument, SCHEMA_VERSION, type StoredReader } from './documents.ts'
import { idOf, keyOf } from './query.ts'
import type { Ring } from './rings.ts'
import { type Bound, open, seal } from './seal.ts'
import { reveals, tagged } from './veil.ts'

const named = z.object({ dialog: z.string(), scene: z.string() })
const inside = z.object({ name: z.string(), body: z.json() })

const boundTo = (tenant: string, id: string, part: string, rev: number): Bound => ({
  tenant,
  kind: 'run',
  id,
  part,
  rev,
})

const partOf = ({ name, owner }: Pick<Pocket, 'name' | 'owner'>): string =>
  JSON.stringify([name, owner.kind, owner.id])

const sealPocket = async (base: Base, keys: RunRings, run: StoredRun, whole: Pocket) => {
  const { name, body, ...rest } = whole
  const ring = await base.rings.find({ tenant: run.tenant, ...rest.owner })
  // What somebody who was erased had answered is not kept any longer.
  if (ring === undefined) return []
  const pocket = { ...rest, name: tagged(keys.tenant, name) }
  const bound = boundTo(run.tenant, run.id, partOf(pocket), run.rev)
  return [{ ...pocket, sealed: seal(ring, bound, { name, body }) }]
}

export interface RunRings {
  readonly shared: Ring
  readonly tenant: Ring
}

/** Undefined when what the relationship shared was erased. */
export const runRings = async (
  { rings }: Base,
  { tenant, relationship }: Pick<StoredRun, 'tenant' | 'relationship'>,
): Promise<RunRings | undefined> => {
  const shared = await rings.find({ tenant, kind: 'relationship', id: relationship })
  return shared && { shared, tenant: await rings.need({ tenant, kind: 'tenant', id: tenant }) }
}

export const sealRun = async (
  base: Base,
  keys: RunRings,
  whole: StoredRun,
  readers: readonly StoredReader[],
): Promise<RunDocument> => {
  const run = storedRun.parse(whole)
  const { id, pockets, dialog, scene, ...fields } = run
  const sealed = []
  for (const pocket of pockets) sealed.push(...(await sealPocket(base, keys, run, pocket)))
  const inClear = { dialog: dialog.id, scene }
  const hidden = reveals(dialog.id)
  const bound = boundTo(run.tenant, id, 'named', run.rev)
  return marked(keys.shared, 'run', {
    _id: keyOf(run.tenant, id),
    schemaVersion: SCHEMA_VERSION,
    ...fields,
    dialog: { id: tagged(keys.tenant, dialog.id), version: dialog.version },
    // The scenes of such a dialog are as telling as its name.
    scene: hidden ? tagged(keys.tenant, `${dialog.id}/${scene}`) : scene,
    ...(hidden && { named: seal(keys.tenant, bound, inClear) }),
    pockets: sealed,
    readers: [...readers],
  })
}

/** With those pockets whose owner passes `mine` and was not erased. */
export const openRun = async (
  { rings }: Base,
  keys: RunRings,
  document: RunDocument,
  mine: (pocket: Omit<Pocket, 'body'>) => boolean,
): Promise<StoredRun> => {
  checkMark(keys.shared, 'run', document)
  const { _id, schemaVersion: _version, mac: _mac, readers: _readers, ...rest } = document
  const { named: hidden, pockets, ...fields } = rest
  const { tenant, rev } = fields
  const id = idOf(document)
  const clear =
    hidden === undefined
      ? { dialog: fields.dialog.id, scene: fields.scene }
      : named.parse(open(keys.tenant, boundTo(tenant, id, 'named', rev), hidden))
  const opened: Pocket[] = []
  for (const { sealed, ...pocket } of pockets.filter(mine)) {
    const ring = await rings.find({ tenant, ...pocket.owner })
    if (ring === undefined) continue
    const bound = boundTo(tenant, id, partOf(pocket), rev)
    opened.push({ ...pocket, ...inside.parse(open(ring, bound, sealed)) })
  }
  return {
    id,
    ...fields,
    dialog: { id: clear.dialog, version: fields.dialog.version },
    scene: clear.scene,
    pockets: opened,
  }
}
