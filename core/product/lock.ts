import type { Scope } from '../act.ts'
import { refuse } from '../refusal.ts'

export type LockedProduct = { id: string; code: string; name: string; unit: string; onSale: boolean }

/** The product, locked. Refuses `not_found`. */
export async function lockProduct({ sql }: Pick<Scope, 'sql'>, id: string): Promise<LockedProduct> {
	const [product] = await sql<LockedProduct[]>`
		select id, code, name, unit, active as "onSale" from product where id = ${id} for no key update`
	if (!product) refuse('not_found', { noun: 'product' })
	return product
}

/**
 * Whoever else takes a code waits here until this is done. Codes differ by more than their capitals, as files find products by them. Refuses
 * `product.code_taken`.
 */
export async function refuseTakenCode(
	{ sql }: Pick<Scope, 'sql'>,
	{ id, code }: { id?: string; code: string },
): Promise<void> {
	await sql`select pg_advisory_xact_lock(hashtextextended('product code ' || lower(${code}), 0))`
	const [taken] = await sql<{ code: string }[]>`
		select code from product where lower(code) = lower(${code}) and id is distinct from ${id ?? null}::uuid limit 1`
	if (taken) refuse('product.code_taken', { code: taken.code })
}
