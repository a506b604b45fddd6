const PRIME = 16777619

const hash = (text: string, seed: number): number => {
  let state = seed
  for (let at = 0; at < text.length; at += 1)
    state = Math.imul(state ^ text.charCodeAt(at), PRIME) >>> 0
  return state
}

/** An id for a thing that has none of its own: the same for the same words, and none of them, since ids stand in buttons. */
export const textId = (text: string): string => {
  const plain = text.trim().toLowerCase()
  return `t${hash(plain, 2166136261).toString(36)}${hash(plain, 3339675911).toString(36)}`
}
