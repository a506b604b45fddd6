export type { Command } from './connect.ts'
export { type KekSource, kekFromFile, kekFromText } from './kek.ts'
export { openStore, type StoreOptions } from './open.ts'
