import { spawn } from 'node:child_process'

/**
 * A shell that waits for the app to die, by any cause, and then asks the server to end: the pipe
 * between them breaks even after `kill -9`. Returns what calls it off. Windows has no such shell;
 * there the next start refuses until the server left behind is ended.
 */
export const guard = (mongod: number): (() => void) => {
  if (process.platform === 'win32') return () => {}
  const script = 'read -r _; kill -TERM "$1" 2>/dev/null'
  const shell = spawn('/bin/sh', ['-c', script, 'sh', String(mongod)], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  })
  // Without a shell the next start still ends what was left behind.
  shell.on('error', () => {})
  shell.unref()
  if ('unref' in shell.stdin && typeof shell.stdin.unref === 'function') shell.stdin.unref()
  return () => void shell.kill('SIGKILL')
}
