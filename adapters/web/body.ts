import type { IncomingMessage } from 'node:http'

import { LIMITS } from './limits.ts'

const FORBIDDEN = new Set(['__proto__', 'constructor', 'prototype'])

/** How deep brackets nest outside strings; counted before parsing, so that depth costs nothing. */
const depth = (json: string): number => {
  let deepest = 0
  let level = 0
  let inText = false
  for (let at = 0; at < json.length; at += 1) {
    const sign = json[at]
    if (inText) {
      if (sign === '\\') at += 1
      else if (sign === '"') inText = false
    } else if (sign === '"') inText = true
    else if (sign === '[' || sign === '{') {
      level += 1
      deepest = Math.max(deepest, level)
    } else if (sign === ']' || sign === '}') level -= 1
  }
  return deepest
}

const parse = (json: string): unknown => {
  if (depth(json) > LIMITS.depth) return undefined
  let poisoned = false
  const watch = (name: string, value: unknown): unknown => {
    if (FORBIDDEN.has(name)) poisoned = true
    return value
  }
  try {
    const value: unknown = JSON.parse(json, watch)
    return poisoned ? undefined : value
  } catch {
    return undefined
  }
}

/** Collects a body up to the limit; past it the rest is left unread and the answer is undefined. */
const collect = (request: IncomingMessage): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= LIMITS.body) chunks.push(chunk)
      else {
        request.removeAllListeners('data').pause()
        resolve(undefined)
      }
    })
    request.once('end', () => resolve(Buffer.concat(chunks).toString('utf8')))
    request.once('error', reject)
  })

/** The JSON of a request, or undefined when it is too long, too deep, poisoned or no JSON at all. */
export const readBody = async (request: IncomingMessage): Promise<unknown> => {
  if (!(request.headers['content-type'] ?? '').startsWith('application/json')) return undefined
  const json = await collect(request)
  return json === undefined ? undefined : parse(json)
}
