import { auditVerify } from './auditVerify.ts'
import { backup } from './backup.ts'
import type { Command, Given } from './command.ts'
import { dialogsCheck } from './dialogsCheck.ts'
import { doctor } from './doctor.ts'
import { exportTenant } from './export.ts'
import { keysRotate } from './keysRotate.ts'
import { nudges } from './nudges.ts'
import { people } from './people.ts'
import { restore } from './restore.ts'

export type { Given } from './command.ts'

const checkDialogs: Command = {
  name: 'dialogs:check',
  takes: '[DIALOG…]',
  says: 'says what is wrong with the dialogs, and what to do',
  run: async (args, { print }) => dialogsCheck(print, args),
}

const commands: readonly Command[] = [
  doctor,
  checkDialogs,
  auditVerify,
  backup,
  restore,
  exportTenant,
  people,
  nudges,
  keysRotate,
]

const COLUMN = 40

const help = (print: Given['print']): void => {
  print('What you can ask for:')
  print('')
  const line = (typed: string, says: string): void => {
    // A long one has its words on the next line.
    const fits = typed.length < COLUMN
    if (!fits) print(`  ${typed}`)
    print(`  ${(fits ? typed : '').padEnd(COLUMN)}${says}`)
  }
  line('npm start', 'starts Throughline')
  for (const { name, takes, says } of commands)
    line(`npm run ${name}${takes === '' ? '' : ` -- ${takes}`}`, says)
}

/** Runs the command of this name; answers the exit code. */
export const runCommand = async (
  name: string,
  args: readonly string[],
  given: Given,
): Promise<number> => {
  const command = commands.find(each => each.name === name)
  if (command !== undefined) return command.run(args, given)
  const asked = name === 'help' || name === '--help'
  if (!asked) given.print(`There is no command called “${name}”.\n`)
  help(given.print)
  return asked ? 0 : 1
}
