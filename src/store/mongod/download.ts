import type { Environment } from './binary.ts'

/** The newest of the 7.0 line: 8.x crashes or refuses to start on some Linux kernels. */
export const downloadVersion = '7.0.31'

/** Why the vendor's host cannot be asked, undefined when it can; at most 3 s, against the downloader's minutes. */
export const downloadObstacle = async (env: Environment): Promise<string | undefined> => {
  // Node's fetch knows no proxies; the downloader does.
  if (env.https_proxy || env.HTTPS_PROXY || env.http_proxy || env.HTTP_PROXY) return undefined
  const host = env.MONGOMS_DOWNLOAD_MIRROR || 'https://fastdl.mongodb.org'
  try {
    await fetch(host, { method: 'HEAD', signal: AbortSignal.timeout(3000) })
    return undefined
  } catch {
    return `${new URL(host).host} cannot be reached from here`
  }
}

/** Downloads the vendor's build for this platform into `folder`; throws why not. */
export const fetchDownload = async (folder: string): Promise<string> => {
  const { MongoBinary } = await import('mongodb-memory-server-core')
  const before = process.env.npm_config_strict_ssl
  // Without this the downloader does not check whom it is talking to.
  process.env.npm_config_strict_ssl = 'true'
  try {
    return await MongoBinary.getPath({
      version: downloadVersion,
      downloadDir: folder,
      checkMD5: true,
    })
  } finally {
    if (before === undefined) delete process.env.npm_config_strict_ssl
    else process.env.npm_config_strict_ssl = before
  }
}
