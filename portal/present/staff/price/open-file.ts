import { look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { findPriceList, type PriceItem } from '#core/price/find-lists.ts'
import type { LoadContext } from '../../../load-context.ts'
import { notFound } from '../../../problem.ts'
import { requireStaff } from '../../../sign-in/actor.ts'
import { sayPrice as say } from '../../../words/staff-prices.ts'
import type { SheetCell } from '../../../xlsx-response.ts'
import { priceListAddress } from './posted.ts'

const columns = [
	...(['list', 'code', 'product', 'plan', 'currency', 'unit'] as const),
	...(['fromQuantity', 'unitPrice', 'percentOff'] as const),
]

/** The prices of a list, under the names by which an import of prices finds its columns again. Throws 404. */
export async function openPriceFile(request: Request, context: LoadContext, params: unknown) {
	const { actor } = await requireStaff(request, context)
	const { priceListId: id } = priceListAddress.safeParse(params).data ?? {}
	if (!id || !may(actor, 'contract.write')) throw notFound()
	const found = await look(context.books, actor, findPriceList, { id })
	if (!found.ok) throw notFound()
	const { name, currency, lines } = found.value
	return {
		name,
		head: columns.map((column) => say(`price.file.${column}`)),
		rows: inOne(lines.map((item) => cellsOf(item, name, currency))),
	}
}

async function* inOne(rows: SheetCell[][]) {
	yield rows
}

function cellsOf(item: PriceItem, list: string, currency: string): SheetCell[] {
	const texts = [list, item.code, item.product, item.planCode ?? (item.productId ? everyPlan : ''), currency, item.unit]
	const numbers = [item.fromQuantity, item.unitPrice, item.percentOff]
	return [
		...texts.map((text): SheetCell => ({ kind: 'text', text: text ?? '' })),
		...numbers.map((text): SheetCell => ({ kind: 'number', text: text === null ? '' : plainly(text) })),
	]
}

/** As an import reads it. */
const everyPlan = '*'

/** With three decimals 1.234 could be a thousand and more as well. */
export function plainly(decimal: string): string {
	const short = decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
	return /\.\d{3}$/.test(short) ? `${short}0` : short
}
