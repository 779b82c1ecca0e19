import type { Scope } from '../../act.ts'
import { emit } from '../../event.ts'
import { readOwnFields } from '../../own-field/find.ts'
import { writeOwnValues } from '../../own-field/values.ts'
import { priceOf } from '../agreement.ts'
import { findProducts, type ProductPlan, productKey } from '../find-products.ts'
import { amendLines } from '../lines/amend.ts'
import { lineIdentity } from '../lines/identity.ts'
import { lineOf } from '../lines/line.ts'
import { findOwners, refuseUnfit } from '../lines/owners.ts'
import { readLines } from '../lines/read.ts'
import { takeLinesOff } from '../lines/take-off.ts'
import type { ImportMap } from '../map.ts'
import { ownSaid } from '../own.ts'
import { type RowRecord, report, sayValue } from '../record.ts'
import { findSoldUnits, readUnit } from '../sold-units.ts'
import type { Place, PlainSubject, Standing } from './subject.ts'

type At = Place & { contractId: string; startsOn: string; product: ProductPlan | undefined; unit: string | null }

const fixed = ['product', 'description', 'model', 'serialNumber', 'factoryNumber', 'start', 'interval']
const amended = ['quantity', 'unitPrice', 'discountPercent', 'end']
/** Later than the others: digests keep their order. */
const unit = ['unit']

/** Lines of contracts that are here already: added, and changed, by amendments where the contract is in force. */
export const lines: PlainSubject<At> = {
	name: 'lines',
	action: 'contract.amend',
	fields: [...fixed, ...amended, ...unit],
	own: true,
	brought: [...fixed, ...amended],
	fixed: new Set([...fixed, ...unit]),
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
		const units = await findSoldUnits(scope, productIds(products))
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
			const unit = readUnit(record, units, product?.productId, reader)
			if (record.problems.length > 0) continue
			places.set(record, { contractId: contract.id, startsOn, product, unit, key: keyOfLine(map, record, contract.id) })
		}
		return places
	},

	read: readLines,

	async create(scope, rows) {
		return await amendLines(scope, {
			added: rows.map(({ at, record: { values } }) => ({
				contractId: at.contractId,
				...lineOf(values, at.product),
				unit: at.unit,
				own: ownSaid(Object.entries(values)),
				startsOn: at.startsOn,
				endsOn: values.end ? String(values.end) : null,
			})),
		})
	},

	async change(scope, rows) {
		const standing = await readLines(
			scope,
			rows.map(({ key }) => key),
		)
		// Own fields are no term of the contract: they change without an amendment.
		const isAmended = ({ key, texts }: (typeof rows)[number]) =>
			amended.some((field) => (texts[field] ?? '') !== (standing.get(key)?.texts[field] ?? ''))
		await amendLines(scope, {
			set: rows.filter(isAmended).map(({ id, key, texts }) => ({
				...{ lineId: id, contractId: contractOf(key), on: today(scope) },
				set: {
					...{ quantity: texts.quantity ?? '', unitPrice: texts.unitPrice ?? '' },
					...{ discountPercent: texts.discountPercent || '0', endsOn: texts.end || null },
				},
			})),
		})
		await changeOwn(scope, rows, standing)
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

type Changed = Parameters<typeof lines.change>[1]

async function changeOwn(scope: Scope, rows: Changed, standing: ReadonlyMap<string, Standing>): Promise<void> {
	const known = new Set((await readOwnFields(scope, { subject: 'line', archived: true })).map(({ key }) => key))
	const changed = rows.flatMap(({ id, key, texts }) => {
		const now = standing.get(key)?.texts ?? {}
		const said = Object.entries(texts).filter(([name, text]) => known.has(name) && (now[name] ?? '') !== text)
		return said.length > 0 ? [{ id, contractId: contractOf(key), own: Object.fromEntries(said) }] : []
	})
	if (changed.length === 0) return
	await writeOwnValues(scope, 'line', changed)
	const contracts = await scope.sql<{ id: string; customerId: string }[]>`
		select id, customer_id as "customerId" from contract
		where id = any(${[...new Set(changed.map(({ contractId }) => contractId))]}::uuid[])`
	const fieldsOf = Map.groupBy(changed, ({ contractId }) => contractId)
	await emit(
		scope,
		...contracts.map(({ id, customerId }) => ({
			kind: 'contract.updated' as const,
			subject: { kind: 'contract', id },
			...{ customerId, contractId: id },
			facts: { imported: true, ownFields: [...new Set(fieldsOf.get(id)?.flatMap(({ own }) => Object.keys(own)))] },
		})),
	)
}

const today = (scope: Scope) => scope.today.toString()
const contractOf = (key: string) => key.slice(0, 36)

/** The contract and what tells the line from its others. */
export function keyOfLine({ source }: Pick<ImportMap, 'source'>, record: RowRecord, contractId: string): string {
	const identity = lineIdentity(record)
	const named = 'line' in identity ? { ...identity, source } : identity
	return `${contractId} ${JSON.stringify(named)}`
}

const productIds = (products: ReadonlyMap<string, ProductPlan>) =>
	[...products.values()].map(({ productId }) => productId)

async function namesOf({ sql }: Scope, products: ReadonlyMap<string, ProductPlan>): Promise<Map<string, string>> {
	const ids = [...new Set(productIds(products))]
	if (ids.length === 0) return new Map()
	const rows = await sql<{ id: string; name: string }[]>`select id, name from product where id = any(${ids}::uuid[])`
	return new Map(rows.map(({ id, name }) => [id, name]))
}
