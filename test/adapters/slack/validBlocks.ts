import type { Surface } from './fakeSlack/methods.ts'

export const validate = (_surface: Surface, _payload: unknown): readonly string[] => []
