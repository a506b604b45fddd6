// npm run check: everything that can be said about the code without running it. All parts run.
import { spawn } from 'node:child_process'

import { root, setUp } from './setup.mjs'

const parts = {
  'format and lint': ['node_modules/@biomejs/biome/bin/biome', 'check', '--error-on-warnings'],
  types: ['node_modules/typescript/bin/tsc', '--noEmit'],
  'unused code': ['node_modules/knip/bin/knip.js', '--no-progress'],
  'who imports whom': ['node_modules/vitest/vitest.mjs', 'run', 'test/boundaries.test.ts'],
}

setUp()
let failed = 0
for (const [name, result] of Object.entries(parts).map(([name, args]) => [name, run(args)])) {
  const { code, output } = await result
  if (code !== 0) {
    failed++
    console.log(output.trim())
  }
  console.log(`${name}: ${code === 0 ? 'ok' : 'FAILED'}`)
}
process.exit(failed === 0 ? 0 : 1)

function run(args) {
  const child = spawn(process.execPath, args, { cwd: root })
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', chunk => {
      output += chunk
    })
  return new Promise(resolve => child.on('close', code => resolve({ code, output })))
}
