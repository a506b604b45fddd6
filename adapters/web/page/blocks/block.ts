import type { Block } from '../../../../src/core/card.ts'

/** A block of one kind. */
export type BlockOf<K extends Block['kind']> = Extract<Block, { readonly kind: K }>
