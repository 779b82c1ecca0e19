import type { Scope } from '../act.ts'
import { isWhole } from '../decimal.ts'
import { refuse } from '../refusal.ts'

type Line = {
	description: string
	productId?: string | null | undefined
	quantity: string
	/** The contract's line that it restates. */
	contractLineId?: string | null | undefined
}

/**
 * Refuses `line.not_whole` where somebody asks for a part of what is sold by the piece. What is there already may stay: in
 * the contract's line that is restated, or in the draft that is written anew (`draftId`, of a contract or a quote).
 */
export async function refuseParts(
	{ sql }: Scope,
	lines: readonly Line[],
	draftId: string | null = null,
): Promise<void> {
	const parts = lines.filter(({ productId, quantity }) => productId && !isWhole(quantity))
	if (parts.length === 0) return
	const [wrong] = await sql<{ line: string; quantity: string }[]>`
		select given.line, given.quantity
		from unnest(${parts.map((one) => one.description)}::text[], ${parts.map((one) => one.productId ?? null)}::uuid[],
				${parts.map((one) => one.quantity)}::text[], ${parts.map((one) => one.contractLineId ?? null)}::uuid[])
				with ordinality as given (line, product_id, quantity, contract_line_id, place)
			join product on product.id = given.product_id and not coalesce(product.divisible, is_measure(product.unit))
		where not exists (
				select from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
				where (line.id = given.contract_line_id or line.contract_id = ${draftId} and line.product_id = product.id)
					and state.quantity = given.quantity::numeric)
			and not exists (select from quote_line where quote_id = ${draftId} and quote_line.product_id = product.id
				and quote_line.quantity = given.quantity::numeric)
		order by given.place limit 1`
	if (wrong) refuse('line.not_whole', wrong)
}
