import type { Scope } from '../../act.ts'
import { priceOf } from '../agreement.ts'
import { findProducts, type ProductPlan, productKey } from '../find-products.ts'
import { amendLines } from '../lines/amend.ts'
import { lineIdentity } from '../lines/identity.ts'
import { lineOf } from '../lines/line.ts'
import { findOwners, refuseUnfit } from '../lines/owners.ts'
import { readLines } from '../lines/read.ts'
import { takeLinesOff } from '../lines/take-off.ts'
import type { ImportMap } from '../map.ts'
import { type RowRecord, report, sayValue } from '../record.ts'
import type { Place, PlainSubject } from './subject.ts'

type At = Place & { contractId: string; startsOn: string; product: ProductPlan | undefined }

const fixed = ['product', 'description', 'model', 'serialNumber', 'factoryNumber', 'start', 'interval']
const amended = ['quantity', 'unitPrice', 'discountPercent', 'end']

/** Lines of contracts that are here already: added, and changed, by amendments where the contract is in force. */
export const lines: PlainSubject<At> = {
	name: 'lines',
	action: 'contract.amend',
	fields: [...fixed, ...amended],
	brought: [...fixed, ...amended],
	fixed: new Set(fixed),
	emptied: new Set(['end']),

	async place(scope, map, reader, records) {
		const contracts = await findOwners(scope, map, records)
		const priced = records.flatMap((record) => {
			const contract = contracts.get(String(record.values.contract))
			if (!contract) {
				report(
					record,
					'contract_unknown',
					{ value: sayValue(record.values.contract) },
					'contract',
					reader.columnOf('contract'),
				)
				return []
			}
			refuseUnfit(scope, record, contract, reader)
			const price = record.problems.length > 0 ? undefined : priceOf(map, reader, record, contract.currency)
			return price ? [{ record, contract, ...price }] : []
		})
		const products = await findProducts(scope, priced)
		const names = await namesOf(scope, products)
		const places = new Map<RowRecord, At>()
		for (const one of priced) {
			const { record, contract, quantity, unitPrice } = one
			const product = products.get(productKey(one))
			Object.assign(record.values, { quantity, unitPrice })
			// A code means the product as much as its name does.
			const name = names.get(product?.productId ?? '')
			if (name) record.values.product = name
			const startsOn = String(
				record.values.start ?? (contract.startsOn > today(scope) ? contract.startsOn : today(scope)),
			)
			places.set(record, { contractId: contract.id, startsOn, product, key: keyOfLine(map, record, contract.id) })
		}
		return places
	},

	read: readLines,

	async create(scope, rows) {
		return await amendLines(scope, {
			added: rows.map(({ at, record: { values } }) => ({
				contractId: at.contractId,
				...lineOf(values, at.product),
				startsOn: at.startsOn,
				endsOn: values.end ? String(values.end) : null,
			})),
		})
	},

	async change(scope, rows) {
		await amendLines(scope, {
			set: rows.map(({ id, key, texts }) => ({
				...{ lineId: id, contractId: contractOf(key), on: today(scope) },
				set: {
					...{ quantity: texts.quantity ?? '', unitPrice: texts.unitPrice ?? '' },
					...{ discountPercent: texts.discountPercent || '0', endsOn: texts.end || null },
				},
			})),
		})
	},

	async remove(scope, _batchId, rows) {
		await takeLinesOff(
			scope,
			rows.map(({ id }) => id),
		)
	},

	async kept({ sql }, rows) {
		const billed = await sql<{ id: string }[]>`
			select id from unnest(${rows.map(({ id }) => id)}::uuid[]) as given (id)
			where exists (select from invoice_line where contract_line_id = given.id)`
		const ids = new Set(billed.map(({ id }) => id))
		return new Map(rows.filter(({ id }) => ids.has(id)).map(({ key }) => [key, 'billed']))
	},
}

const today = (scope: Scope) => scope.today.toString()
const contractOf = (key: string) => key.slice(0, 36)

/** The contract and what tells the line from its others. */
export function keyOfLine({ source }: Pick<ImportMap, 'source'>, record: RowRecord, contractId: string): string {
	const identity = lineIdentity(record)
	const named = 'line' in identity ? { ...identity, source } : identity
	return `${contractId} ${JSON.stringify(named)}`
}

async function namesOf({ sql }: Scope, products: ReadonlyMap<string, ProductPlan>): Promise<Map<string, string>> {
	const ids = [...new Set([...products.values()].map(({ productId }) => productId))]
	if (ids.length === 0) return new Map()
	const rows = await sql<{ id: string; name: string }[]>`select id, name from product where id = any(${ids}::uuid[])`
	return new Map(rows.map(({ id, name }) => [id, name]))
}
