import type { Work } from './tick.ts'

/** Chains what the audit trail has gained behind its head, one instance at a time. */
export const createSealer =
  ({ sealAudit, log }: Pick<Work, 'sealAudit' | 'log'>) =>
  async (): Promise<void> => {
    const count = await sealAudit()
    if (count > 0) log.debug('audit trail sealed', { count })
  }
