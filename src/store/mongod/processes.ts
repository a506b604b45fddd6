import { readFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

import { run } from './binary.ts'

/** When the process began, in the system's own words: tells it from a later one with its id. Empty when it is gone. */
export const startOf = async (pid: number): Promise<string> => {
  if (process.platform === 'win32') return exists(pid) ? 'unknown' : ''
  if (process.platform !== 'linux') return ps(pid, 'lstart=')
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
  // The name in parentheses may hold spaces; after it come the state and, nineteen on, the start.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return fields[0] === 'Z' ? '' : (fields[19] ?? '')
}

const exists = (pid: number): boolean => {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

/** The command line, arguments separated by spaces; empty where it cannot be seen. */
export const commandOf = async (pid: number): Promise<string> => {
  if (process.platform !== 'linux') return ps(pid, 'args=')
  const line = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')
  return line.replaceAll('\0', ' ').trim()
}

const ps = (pid: number, column: string): Promise<string> =>
  run('ps', ['-ww', '-o', column, '-p', String(pid)]).then(
    ({ stdout }) => stdout.trim(),
    () => '',
  )

/** Asks the process to end, and ends it after `patience` ms. */
export const endProcess = async (pid: number, patience: number): Promise<void> => {
  for (const signal of ['SIGTERM', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal)
    } catch {
      return
    }
    if (await waitUntil(async () => (await startOf(pid)) === '', patience)) return
  }
}

/** Polls every 20 ms; false when `timeout` ms passed in vain. */
export const waitUntil = async (
  condition: () => boolean | Promise<boolean>,
  timeout: number,
): Promise<boolean> => {
  const end = performance.now() + timeout
  while (!(await condition())) {
    if (performance.now() > end) return false
    await sleep(20)
  }
  return true
}
