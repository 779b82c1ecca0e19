import type { Scope } from '../act.ts'
import type { Agreement } from './agreement.ts'
import { type ProductPlan, productKey } from './find-products.ts'
import { type RowReader, type RowRecord, report, sayValue } from './record.ts'

/** The own unit of each product, and all that it is sold in by how they are written in small letters; of no product ('') any. */
export type SoldUnits = ReadonlyMap<string, { own: string; sold: ReadonlyMap<string, string> }>

export async function findSoldUnits({ sql }: Scope, productIds: readonly string[]): Promise<SoldUnits> {
	const ids = [...new Set(productIds)]
	const rows = await sql<{ id: string; own: string; sold: string[] }[]>`
		select id::text, product.unit as own, array_agg(product_unit.unit) as sold
		from product join product_unit on product_unit.product_id = product.id
		where id = any(${ids}::uuid[]) group by id
		union all select '', 'piece', array_agg(name) from unit`
	return new Map(
		rows.map(({ id, own, sold }) => [id, { own, sold: new Map(sold.map((unit) => [unit.toLowerCase(), unit])) }]),
	)
}

/**
 * Sets the unit of a row as it is written here, and answers it as it is kept: null for its product's own. One that the product
 * is not sold in, and of no product one that nobody knows, is reported.
 */
export function readUnit(
	record: RowRecord,
	units: SoldUnits,
	productId: string | null | undefined,
	{ columnOf }: Pick<RowReader, 'columnOf'>,
): string | null {
	const said = String(record.values.unit ?? '').trim()
	if (said === '') return null
	const { own, sold } = units.get(productId ?? '') ?? {}
	const unit = sold?.get(said.toLowerCase())
	if (unit === undefined) report(record, 'unit_not_sold', { value: sayValue(said) }, 'unit', columnOf('unit'))
	else record.values.unit = unit
	return unit === undefined || unit === own ? null : unit
}

/** The units of rows of contracts whose products are known. */
export async function readUnits(
	scope: Scope,
	reader: Pick<RowReader, 'columnOf'>,
	agreements: readonly Agreement[],
	products: ReadonlyMap<string, ProductPlan>,
): Promise<Map<RowRecord, string | null>> {
	const productOf = (agreement: Agreement) => products.get(productKey(agreement))?.productId
	const said = agreements.filter(({ record }) => record.values.unit)
	const units = await findSoldUnits(
		scope,
		said.flatMap((agreement) => productOf(agreement) ?? []),
	)
	return new Map(
		said.map((agreement) => [agreement.record, readUnit(agreement.record, units, productOf(agreement), reader)]),
	)
}
