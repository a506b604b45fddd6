// npm start: installs what is missing, then runs the app in a Node of its own.
import { spawn } from 'node:child_process'

import { root, setUp } from './setup.mjs'

setUp()
// The young generation grows to three times 16 MB by itself, which is a third of all we need.
const flags = ['--disable-proto=delete', '--max-semi-space-size=4', '--import', 'tsx']
const app = spawn(process.execPath, [...flags, 'src/main.ts', ...process.argv.slice(2)], {
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
