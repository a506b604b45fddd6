import { createHash } from 'node:crypto'
import { fileURLToPath } from 'node:url'

import { bundleFailure } from './errors.ts'

/** What the browser loads; `version` tells an open tab that a newer page is being served. */
export interface Bundle {
  readonly script: string
  readonly style: string
  readonly version: string
}

// The same file is TypeScript in the repository and JavaScript in a build.
const ending = import.meta.url.endsWith('.ts') ? 'tsx' : 'js'
const entry = fileURLToPath(new URL(`./page/main.${ending}`, import.meta.url))
const sheet = fileURLToPath(new URL('./page/page.css', import.meta.url))

const build = async (): Promise<Bundle> => {
  // Loaded here, because only the start needs it and it is large.
  const esbuild = await import('esbuild')
  try {
    const built = await esbuild.build({
      entryPoints: { page: entry, style: sheet },
      outdir: '/',
      bundle: true,
      write: false,
      minify: true,
      format: 'esm',
      target: 'es2022',
      jsx: 'automatic',
      jsxImportSource: 'preact',
      tsconfigRaw: {},
      legalComments: 'none',
      logLevel: 'silent',
    })
    const text = (ends: string): string =>
      built.outputFiles.find(({ path }) => path.endsWith(ends))?.text ?? ''
    const [script, style] = [text('.js'), text('.css')]
    const version = createHash('sha256').update(script).update(style).digest('base64url')
    return { script, style, version: version.slice(0, 16) }
  } catch (cause) {
    throw bundleFailure(cause)
  } finally {
    await esbuild.stop()
  }
}

let built: Promise<Bundle> | undefined

/** Bundles the page in memory, once a process: nothing is written, nothing has to be built before the first start. */
export const buildBundle = (): Promise<Bundle> => {
  built ??= build().catch((error: unknown) => {
    built = undefined
    throw error
  })
  return built
}
