// npm start: installs what is missing, then runs the app in a Node of its own.
import { spawn } from 'node:child_process'

import { program } from './program.mjs'
import { root, setUp } from './setup.mjs'

setUp()
const app = spawn(process.execPath, [...(await program()), ...process.argv.slice(2)], {
  cwd: root,
  stdio: 'inherit',
})

process.on('SIGTERM', () => app.kill('SIGTERM'))
process.on('SIGHUP', () => app.kill('SIGTERM'))
process.on('SIGINT', () => {
  // In a terminal Ctrl-C reaches the app by itself; a second one would cut its farewell short.
  if (!process.stdin.isTTY) app.kill('SIGINT')
})
if (process.env.npm_lifecycle_event) {
  // A signal sent to npm ends npm and the shell between us, and is not passed on.
  const parent = process.ppid
  const watch = setInterval(() => {
    if (process.ppid === parent) return
    clearInterval(watch)
    app.kill('SIGTERM')
  }, 500)
}
app.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)))
