import { openMongod } from '../../../src/store/mongod/index.ts'
import { namedBinary } from '../../setup/privateMongod.ts'

/** Stands in for the app in tests that kill it: opens the database in the folder it is given and stays. */
const mongod = await openMongod({ dataDir: process.argv[2] ?? '', ...namedBinary })
console.log(mongod.uri)
setInterval(() => {}, 60_000)
