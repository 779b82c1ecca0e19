import type { NewContract } from '../contract/write.ts'
import type { Agreement } from './agreement.ts'
import { type ProductPlan, productKey } from './find-products.ts'
import { lineOf } from './lines/line.ts'
import type { ImportMap } from './map.ts'
import { ownSaid } from './own.ts'
import type { RowRecord } from './record.ts'

/** The new contract of the rows of one key, the first of which says what is of the whole; products and plans are known. */
export function newContract(
	map: ImportMap,
	agreements: readonly [Agreement, ...Agreement[]],
	products: ReadonlyMap<string, ProductPlan>,
	units: ReadonlyMap<RowRecord, string | null>,
): NewContract {
	const [agreement] = agreements
	const { record, customer } = agreement
	const { values } = record
	const text = (field: string) => (typeof values[field] === 'string' ? values[field] : '')
	const days = (field: string) => (typeof values[field] === 'number' ? values[field] : null)
	return {
		customerId: customer.id,
		...(typeof values.number === 'string' && { number: values.number }),
		title: text('title'),
		...{ ownerId: customer.ownerId, groupId: customer.groupId, ...record.assigned },
		type: 'subscription',
		currency: agreement.currency,
		startsOn: agreement.startsOn,
		endsOn: agreement.endsOn,
		anchorOn: null,
		alignment: map.alignment,
		timing: values.timing === 'arrears' ? 'arrears' : 'advance',
		prorate: map.prorate,
		paymentTermDays: days('paymentTermDays') ?? customer.paymentTermDays,
		noticeDays: days('noticeDays'),
		renewal: values.renewal === 'tacit' || values.renewal === 'quote' ? values.renewal : 'none',
		termMonths: null,
		purchaseOrder: text('purchaseOrder'),
		access: 'none',
		autopay: false,
		lines: agreements.map((one) => ({
			...lineOf(
				{ ...one.record.values, ...pricesOf(one), description: one.description },
				products.get(productKey(one)),
			),
			unit: units.get(one.record) ?? null,
			startsOn: dayOf(one, 'lineStart'),
			endsOn: dayOf(one, 'lineEnd'),
		})),
		imported: { source: map.source, key: agreement.key, digest: agreement.digest },
		attributes: record.others,
		own: ownSaid(Object.entries(values)),
		billFrom: text('billFrom') || null,
	}
}

const pricesOf = ({ quantity, unitPrice, discountPercent, interval }: Agreement) => ({
	...{ quantity, unitPrice, discountPercent, interval },
})

const dayOf = ({ record: { values } }: Agreement, field: string): string | null =>
	typeof values[field] === 'string' ? values[field] : null
