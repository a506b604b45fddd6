// The program in a few files: loading hundreds by themselves takes a second of every start.
// A platform that is not configured is a file of its own, and is never loaded.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

import { root } from './setup.mjs'

const folder = join(root, 'node_modules', '.cache', 'throughline')
// The young generation grows to three times 16 MB by itself, which is a third of all we need.
const flags = ['--disable-proto=delete', '--max-semi-space-size=4']

/** What Node is given to run the program as it stands in the repository now. */
export async function program() {
  try {
    return [...flags, '--enable-source-maps', await bundled()]
  } catch {
    // A folder that cannot be written to, or a mistake in the code that is better told by its own file.
    return [...flags, '--import', 'tsx', join(root, 'src', 'main.ts')]
  }
}

async function bundled() {
  const { buildSync } = await import('esbuild')
  // The one file that asks where it is looks for the page beside it.
  const page = pathToFileURL(join(root, 'adapters', 'web', 'bundle.ts')).href
  const { outputFiles } = buildSync({
    entryPoints: [join(root, 'src', 'main.ts')],
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    chunkNames: '[name]-[hash]',
    write: false,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    packages: 'external',
    sourcemap: 'inline',
    sourcesContent: false,
    define: { 'import.meta.url': JSON.stringify(page) },
    tsconfigRaw: {},
    logLevel: 'silent',
  })
  mkdirSync(folder, { recursive: true })
  const main = join(folder, 'main.mjs')
  // The others first: their names say what is in them, so one that is there already is the same.
  for (const { path, contents } of outputFiles) if (path !== main) put(path, contents)
  for (const { path, contents } of outputFiles) if (path === main) put(path, contents)
  return main
}

/** Another start may be reading the one that is there. */
function put(path, contents) {
  const fresh = `${path}.${process.pid}`
  writeFileSync(fresh, contents)
  renameSync(fresh, path)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(JSON.stringify(await program()))
