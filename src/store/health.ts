import type { Connection } from 'mongoose'
import * as z from 'zod'

import type { Store } from '../domain/store.ts'
import { SCHEMA_VERSION } from './documents.ts'
import type { System } from './system.ts'
import { MAX_TIME_MS } from './table.ts'

const hello = z.object({ localTime: z.date() })

export const healthStore = (
  connection: Connection,
  system: System,
  now: () => number,
): Pick<Store, 'clockOffset' | 'ping'> => ({
  clockOffset: async () => {
    const asked = now()
    const admin = connection.getClient().db('admin')
    const { localTime } = hello.parse(await admin.command({ hello: 1, maxTimeMS: MAX_TIME_MS }))
    // The answer was made about half-way between asking and now.
    return Math.round(localTime.getTime() - (asked + now()) / 2)
  },
  ping: async () => {
    const written = { $set: { at: now(), schemaVersion: SCHEMA_VERSION } }
    const limits = { maxTimeMS: MAX_TIME_MS }
    await system.updateOne({ _id: 'ping' }, written, { ...limits, upsert: true })
    await system.findOne({ _id: 'ping' }, limits)
  },
})
