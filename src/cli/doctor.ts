import type { Config } from '../config.ts'
import type { Finding } from '../core/adapter.ts'
import { type Command, type Given, many } from './command.ts'
import { dialogsCheck } from './dialogsCheck.ts'
import { isFirstRun, lookAtFiles, lookAtMachine, serverAtHand } from './doctorMachine.ts'
import { lookAtRunning } from './doctorRunning.ts'
import { lookAtStore } from './doctorStore.ts'
import { failing, fine, look, wrong } from './finding.ts'

const dialogs = (): Finding => {
  const lines: string[] = []
  const code = dialogsCheck(line => lines.push(line))
  const says = lines.at(-1) ?? ''
  return code === 0 ? fine('dialogs', says) : wrong('dialogs', says, 'See: npm run dialogs:check')
}

const lookAtHouse = async (config: Config, given: Given): Promise<readonly Finding[]> => [
  fine('settings', 'every one is in order'),
  ...(await lookAtFiles(config)),
  ...(isFirstRun(config) ? [await serverAtHand(config)] : await lookAtStore(config, given)),
  ...(await lookAtRunning(config)),
]

const lookAtAll = async (given: Given): Promise<readonly Finding[]> => {
  const house: Finding[] = []
  try {
    house.push(...(await lookAtHouse(given.config(), given)))
  } catch (error) {
    house.push(failing('settings', error))
  }
  return [
    ...(await lookAtMachine()),
    ...house,
    ...(await given.checks()),
    await look('dialogs', dialogs),
  ]
}

const printAll = (findings: readonly Finding[], print: Given['print']): void => {
  const width = Math.max(...findings.map(({ part }) => part.length)) + 2
  for (const { part, ok, says, hint } of findings) {
    print(`${ok ? 'ok   ' : 'WRONG'}  ${part.padEnd(width)}${says}`)
    if (!ok && hint !== undefined) print(`${' '.repeat(width + 7)}→ ${hint}`)
  }
  const bad = findings.filter(({ ok }) => !ok).length
  print('')
  print(bad === 0 ? 'Everything is in order.' : `${many(bad, 'thing needs', 'things need')} you.`)
}

export const doctor: Command = {
  name: 'doctor',
  takes: '[--json]',
  says: 'looks at every part: what is right, what is wrong, what to do',
  run: async (args, given) => {
    const findings = await lookAtAll(given)
    const ok = findings.every(finding => finding.ok)
    if (args.includes('--json')) given.print(JSON.stringify({ ok, findings }, null, 2))
    else printAll(findings, given.print)
    return ok ? 0 : 1
  },
}
