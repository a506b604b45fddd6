// Prints the path of a MongoDB server, fetched if need be; what a person should know goes to stderr.
import { defaultCacheDir } from '../src/store/mongod/cache.ts'
import { findMongod } from '../src/store/mongod/find.ts'

const { env } = process
try {
  const search = { env, cacheDir: defaultCacheDir(env), onLine: line => console.error(line) }
  const found = await findMongod(search, undefined, env.MONGOD_BINARY)
  console.error(`The tests run on MongoDB ${found.version} from ${found.source}.`)
  console.log(found.path)
} catch (error) {
  console.error(error.message, error.hint ?? '')
  process.exitCode = 1
}
