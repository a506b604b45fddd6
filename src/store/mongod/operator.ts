import mongoose from 'mongoose'
import { z } from 'zod'

import { ThroughlineError } from '../../core/errors.ts'
import type { Environment } from './binary.ts'
import { compareVersions, oldestSeries } from './version.ts'

const { MongoClient } = mongoose.mongo
type Client = InstanceType<typeof MongoClient>

const helloReply = z.object({ setName: z.string().optional(), msg: z.string().optional() })
const buildInfoReply = z.object({ version: z.string() })

/** Checks that the operator's own server may and can be used, and says which version it is. */
export const checkOperatorsServer = async (uri: string, env: Environment): Promise<string> => {
  const client = parse(uri)
  const hosts = client.options.srvHost ?? client.options.hosts.join(', ')
  refusePlaintext(client, env)
  try {
    const admin = client.db('admin')
    const hello = helloReply.parse(await admin.command({ hello: 1 }))
    const { version } = buildInfoReply.parse(await admin.command({ buildInfo: 1 }))
    // A router of a sharded cluster names no set and offers transactions all the same.
    if (hello.setName === undefined && hello.msg !== 'isdbgrid')
      throw unfit(`The MongoDB at ${hosts} is not a replica set, which transactions need.`)
    if (compareVersions(version, oldestSeries) < 0)
      throw unfit(`The MongoDB at ${hosts} is version ${version}.`)
    return version
  } catch (error) {
    if (error instanceof ThroughlineError) throw error
    throw new ThroughlineError(
      'store-unavailable',
      `The MongoDB at ${hosts} that MONGODB_URI names does not let us in.`,
      'Check that it is running, that this machine may reach it, and the user and password.',
      error,
    )
  } finally {
    await client.close()
  }
}

const parse = (uri: string): Client => {
  try {
    const patience = /serverSelectionTimeoutMS=/i.test(uri)
      ? {}
      : { serverSelectionTimeoutMS: 5000 }
    return new MongoClient(uri, patience)
  } catch (error) {
    // The URI itself stays out of the message: it holds a password.
    throw new ThroughlineError(
      'config-invalid',
      `MONGODB_URI is not a MongoDB address: ${error instanceof Error ? error.message : error}`,
      'It looks like mongodb://user:password@host:27017/?replicaSet=rs0&tls=true',
    )
  }
}

const refusePlaintext = ({ options }: Client, env: Environment): void => {
  if (options.tls) return
  const allowed = (env.MONGODB_ALLOW_PLAINTEXT ?? '').split(',').map(name => name.trim())
  const exposed = options.hosts
    .filter(({ socketPath }) => socketPath === undefined)
    .map(({ host }) => host ?? '')
    .find(host => !isLoopback(host) && !allowed.includes(host))
  if (exposed === undefined) return
  throw new ThroughlineError(
    'config-invalid',
    `MONGODB_URI would send everything to ${exposed} unencrypted.`,
    `Add tls=true to it. If the way there is private, as in a container network, set MONGODB_ALLOW_PLAINTEXT=${exposed}.`,
  )
}

const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host)

const unfit = (message: string): ThroughlineError =>
  new ThroughlineError(
    'config-invalid',
    message,
    `Throughline needs a replica set (one member is enough) of MongoDB ${oldestSeries} or newer. Without MONGODB_URI it runs its own.`,
  )
