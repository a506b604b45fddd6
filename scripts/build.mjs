// npm run build: JavaScript for a container, in dist/, started with: node --disable-proto=delete dist/src/main.js
import { spawnSync } from 'node:child_process'
import { cpSync, rmSync } from 'node:fs'
import { extname, join } from 'node:path'

import { root, setUp } from './setup.mjs'

setUp()
const dist = join(root, 'dist')
rmSync(dist, { recursive: true, force: true })
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc')
const compiled = spawnSync(process.execPath, [tsc, '-p', 'tsconfig.build.json'], {
  cwd: root,
  stdio: 'inherit',
})
if (compiled.status !== 0) process.exit(compiled.status ?? 1)
// The page is bundled when the app starts; its style sheets are part of that.
const page = join('adapters', 'web', 'page')
cpSync(join(root, page), join(dist, page), {
  recursive: true,
  filter: path => extname(path) === '' || extname(path) === '.css',
})
