// npm run bench: measures on this machine, and asserts nothing.
import { spawnSync } from 'node:child_process'

import { root, setUp } from './setup.mjs'

setUp()
const bench = ['--import', 'tsx', 'test/bench/main.ts', ...process.argv.slice(2)]
const { status } = spawnSync(process.execPath, bench, { cwd: root, stdio: 'inherit' })
process.exit(status ?? 1)
