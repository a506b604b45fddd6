import type { Session } from './action.ts'

/** Moved, and its new date is still to be found. */
export const isToFollow = ({ state, moves }: Session): boolean => {
  const last = moves?.at(-1)
  return state === 'moved' && last !== undefined && last.to === undefined
}

/** The new day of one that was still to follow: its last move is complete. */
export const arrived = (session: Session, to: string): Session => {
  const { moves = [] } = session
  const done = moves.map((each, index) => (index === moves.length - 1 ? { ...each, to } : each))
  return { ...session, on: to, state: 'planned', moves: done }
}
