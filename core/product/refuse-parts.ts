import type { Scope } from '../act.ts'
import { isWhole } from '../decimal.ts'
import { refuse } from '../refusal.ts'

type Line = {
	description: string
	productId?: string | null | undefined
	/** None: its product's own. */
	unit?: string | null | undefined
	quantity: string
	/** The contract's line that it restates. */
	contractLineId?: string | null | undefined
}

/**
 * Refuses `line.not_whole` where somebody asks for a part of what is sold by the piece, and `unit.not_sold` where its
 * product is not sold in its unit. What is there already may stay: in
 * the contract's line that is restated, or in the draft that is written anew (`draftId`, of a contract or a quote).
 */
export async function refuseParts(
	{ sql }: Pick<Scope, 'sql'>,
	lines: readonly Line[],
	draftId: string | null = null,
): Promise<void> {
	await refuseUnits({ sql }, lines)
	const parts = lines.filter(({ productId, quantity }) => productId && !isWhole(quantity))
	if (parts.length === 0) return
	const [wrong] = await sql<{ line: string; quantity: string }[]>`
		select given.line, given.quantity
		from unnest(${parts.map((one) => one.description)}::text[], ${parts.map((one) => one.productId ?? null)}::uuid[],
				${parts.map((one) => one.unit ?? null)}::text[], ${parts.map((one) => one.quantity)}::text[],
				${parts.map((one) => one.contractLineId ?? null)}::uuid[])
				with ordinality as given (line, product_id, unit, quantity, contract_line_id, place)
			join product on product.id = given.product_id and not sold_in_parts(product.divisible, product.unit, given.unit)
		where not exists (
				select from contract_line as line join contract_line_state as state on state.contract_line_id = line.id
				where (line.id = given.contract_line_id or line.contract_id = ${draftId} and line.product_id = product.id)
					and state.quantity = given.quantity::numeric)
			and not exists (select from quote_line where quote_id = ${draftId} and quote_line.product_id = product.id
				and quote_line.quantity = given.quantity::numeric)
		order by given.place limit 1`
	if (wrong) refuse('line.not_whole', wrong)
}

async function refuseUnits({ sql }: Pick<Scope, 'sql'>, lines: readonly Line[]): Promise<void> {
	const said = lines.filter(({ unit }) => unit)
	if (said.length === 0) return
	const [wrong] = await sql<{ line: string; unit: string }[]>`
		select given.line, given.unit
		from unnest(${said.map((one) => one.description)}::text[], ${said.map((one) => one.productId ?? null)}::uuid[],
				${said.map((one) => one.unit ?? null)}::text[], ${said.map((one) => one.contractLineId ?? null)}::uuid[])
				with ordinality as given (line, product_id, unit, contract_line_id, place)
		where case when given.contract_line_id is not null then not exists (
				select from contract_line as line left join product on product.id = line.product_id
				where line.id = given.contract_line_id and coalesce(line.unit, product.unit, 'piece') = given.unit)
			when given.product_id is null then not exists (select from unit where name = given.unit)
			else not exists (select from product_unit where product_id = given.product_id and product_unit.unit = given.unit) end
		order by given.place limit 1`
	if (wrong) refuse('unit.not_sold', wrong)
}
