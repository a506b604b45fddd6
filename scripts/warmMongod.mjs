// Fetches a MongoDB server into the cache, or says why none can be had.
import { defaultCacheDir } from '../src/store/mongod/cache.ts'
import { findMongod } from '../src/store/mongod/find.ts'

const { env } = process
try {
  const search = { env, cacheDir: defaultCacheDir(env), onLine: console.log }
  const found = await findMongod(search, undefined, env.MONGOD_BINARY)
  console.log(`The tests run on MongoDB ${found.version} from ${found.source}.`)
} catch (error) {
  console.error(error.message, error.hint ?? '')
  process.exitCode = 1
}
