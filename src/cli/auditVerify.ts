import type { AuditProblem, AuditReport } from '../store/index.ts'
import { type Command, many } from './command.ts'

const wrong: Readonly<Record<AuditProblem['is'], string>> = {
  cut: 'is missing',
  edited: 'says something else than when it was written',
  moved: 'does not follow on the one before it',
  anchor: 'is not what was noted outside the database',
}

/** One line about the audit trail, for people. */
export const sayTrail = ({ entries, unsealed, anchors, problems }: AuditReport): string => {
  const open = unsealed === 0 ? '' : `; ${many(unsealed, 'newer one')} not sealed yet`
  if (problems.length > 0) return `${many(problems.length, 'place')} of the trail cannot be trusted`
  return `${many(entries, 'entry', 'entries')} in order, compared with ${many(anchors, 'anchor')}${open}`
}

export const auditVerify: Command = {
  name: 'audit:verify',
  takes: '',
  says: 'checks that nobody changed the audit trail',
  run: async (_, { config, open, print }) => {
    const settings = config()
    const { store } = await open(settings, 'beside')
    const report = await store.verifyAudit()
    for (const { tenant, seq, is } of report.problems)
      print(`Organisation ${tenant}: entry ${seq} ${wrong[is]}.`)
    print(`${sayTrail(report)}.`)
    if (report.anchors === 0 && report.entries > 0)
      print(`Nothing to compare with was found in ${settings.auditFile}.`)
    return report.problems.length === 0 ? 0 : 1
  },
}
