import { createSecretKey, randomBytes } from 'node:crypto'

import fc from 'fast-check'
import { describe, expect, test } from 'vitest'

import { canonical } from '../../src/store/canonical.ts'
import { type Bound, KEY_ID_BYTES, type Key, open, seal } from '../../src/store/seal.ts'

const keyOf = (): Key => ({
  id: randomBytes(KEY_ID_BYTES),
  secret: createSecretKey(randomBytes(32)),
})

const key = keyOf()
const bound: Bound = {
  tenant: 'hearth',
  kind: 'action',
  id: 'a1',
  part: 'text',
  audience: 'pair',
  rev: 3,
}
const tampered = expect.objectContaining({ code: 'tampered' })

const attempt = (work: () => unknown): unknown => {
  try {
    return work()
  } catch (error) {
    return error
  }
}

describe('what is sealed', () => {
  test('opens to what it was, whatever it was', () => {
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(open(key, bound, seal(key, bound, value))).toEqual(JSON.parse(JSON.stringify(value)))
      }),
    )
  })

  test('never looks the same twice', () => {
    const all = Array.from({ length: 2000 }, () => seal(key, bound, 'hello').toString('hex'))
    expect(new Set(all).size).toBe(2000)
    expect(new Set(all.map(each => each.slice(18, 42))).size).toBe(2000)
  })

  test('does not open after the smallest change', () => {
    const sealed = seal(key, bound, 'what mattered')
    fc.assert(
      fc.property(fc.nat(sealed.length - 1), fc.nat(7), (at, bit) => {
        const changed = Buffer.from(sealed)
        changed.writeUInt8(changed.readUInt8(at) ^ (1 << bit), at)
        expect(attempt(() => open(key, bound, changed))).toEqual(tampered)
      }),
    )
    for (let length = 0; length < sealed.length; length += 1) {
      expect(attempt(() => open(key, bound, sealed.subarray(0, length)))).toEqual(tampered)
    }
  })

  test('does not open anywhere else, nor with another key', () => {
    const sealed = seal(key, bound, 'what mattered')
    const places: readonly Bound[] = [
      { ...bound, tenant: 'other' },
      { ...bound, kind: 'note' },
      { ...bound, id: 'a2' },
      { ...bound, part: 'line' },
      { ...bound, audience: 'tri' },
      { ...bound, rev: 4 },
      { tenant: 'hearth', kind: 'action', id: 'a1' },
    ]
    for (const place of places) {
      expect(attempt(() => open(key, place, sealed))).toEqual(tampered)
    }
    expect(attempt(() => open(keyOf(), bound, sealed))).toEqual(tampered)
    const sameId = { ...keyOf(), id: key.id }
    expect(attempt(() => open(sameId, bound, sealed))).toEqual(tampered)
  })
})

describe('canonical bytes', () => {
  test('are the same for the same data, in whatever order it was written', () => {
    const shuffled = (value: unknown): unknown => {
      if (Array.isArray(value)) return value.map(shuffled)
      if (typeof value !== 'object' || value === null) return value
      const entries = Object.entries(value).map(([name, each]) => [name, shuffled(each)] as const)
      return Object.fromEntries(entries.reverse())
    }
    fc.assert(
      fc.property(fc.jsonValue(), value => {
        expect(canonical(shuffled(value))).toBe(canonical(value))
        expect(canonical(JSON.parse(canonical(value)))).toBe(canonical(value))
      }),
    )
  })

  test('differ for different data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (a, b) => {
        const same = canonical(a) === canonical(b)
        const [left, right] = [a, b].map(each => JSON.parse(JSON.stringify(each)))
        if (same) expect(left).toEqual(right)
        else expect(left).not.toStrictEqual(right)
      }),
    )
    expect(canonical({ a: 1, b: undefined })).toBe(canonical({ a: 1 }))
    expect(canonical(Buffer.from('x'))).not.toBe(canonical(Buffer.from('y')))
  })
})
