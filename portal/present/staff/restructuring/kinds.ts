import type { DeedKind } from '#core/restructuring/deed.ts'

/** In the order in which they are offered. */
export const kinds = [
	...(['end', 'co_terminate', 'quantity', 'price_percent', 'price_amount'] as const),
	...(['product', 'move', 'split', 'merge'] as const),
] satisfies DeedKind[]
