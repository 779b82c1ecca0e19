import { randomUUID } from 'node:crypto'
import { type Actor, act } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { evaluateChange } from '#core/amendment/evaluate-change.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import type { Shop } from './world.ts'

/** What core answers to a change as a forged form would send it: shown with its own fingerprint, or none. */
export async function forge(shop: Shop, change: ContractChange, actor: Actor = shop.contact): Promise<string> {
	const { books } = shop.world
	const input = { contractId: shop.contractId, change }
	const seen = await act(books, actor, evaluateChange, input)
	const shown = seen.ok ? (seen.value.preview?.seen ?? 'f'.repeat(64)) : 'f'.repeat(64)
	const made = await act(books, actor, makeChange, { ...input, seen: shown, key: randomUUID() })
	return made.ok ? 'made' : made.refusal.code
}
