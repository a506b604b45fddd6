/** What goes wrong with one call, on demand. */
export type Plan =
  | { readonly kind: 'limited'; readonly retryAfter?: number }
  | { readonly kind: 'status'; readonly status: number }
  | { readonly kind: 'error'; readonly error: string }
  /** Taken, and the connection goes before the answer. */
  | { readonly kind: 'taken and dropped' }
  | { readonly kind: 'dropped' }
  | { readonly kind: 'silence'; readonly ms: number }

export interface Waiting {
  readonly method: string
  readonly team?: string
  readonly plan: Plan
}

export const createTrouble = () => {
  const waiting: Waiting[] = []
  return {
    add: (method: string, plans: readonly Plan[], team?: string): void => {
      waiting.push(...plans.map(plan => ({ method, plan, ...(team !== undefined && { team }) })))
    },
    take: (method: string, team: string | undefined): Plan | undefined => {
      const at = waiting.findIndex(
        each => each.method === method && (each.team === undefined || each.team === team),
      )
      return at < 0 ? undefined : waiting.splice(at, 1)[0]?.plan
    },
  }
}
