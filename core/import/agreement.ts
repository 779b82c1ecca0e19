import type { NewContract } from '../contract/write.ts'
import { exponent } from '../money.ts'
import { attributesText } from './changes.ts'
import { type Digest, digestOf } from './digest.ts'
import type { ContractCustomer } from './find-customers.ts'
import type { IntervalChoice } from './format/words.ts'
import type { ImportMap } from './map.ts'
import { type RowReader, type RowRecord, report, sayValue } from './record.ts'
import { unitPriceOf } from './unit-price.ts'

/** The fields of a contract's digest, in its order: new ones go to the end. */
export const contractDigestFields = [
	'customer',
	'number',
	'title',
	'description',
	'product',
	'start',
	'end',
	'quantity',
	'unitPrice',
	'discountPercent',
	'currency',
	'interval',
	'timing',
	'renewal',
	'model',
	'serialNumber',
	'factoryNumber',
	'purchaseOrder',
	'billFrom',
	'paymentTermDays',
	'noticeDays',
	'attributes',
] as const

/** What a row agrees, worked out: a contract of one line. Days are ISO dates, `endsOn` the last day. */
export type Agreement = {
	record: RowRecord
	customer: ContractCustomer
	key: string
	currency: string
	startsOn: string
	endsOn: string | null
	quantity: string
	unitPrice: string
	discountPercent: string
	interval: IntervalChoice
	description: string
	digest: Digest
}

const amount = /^\d{1,15}(\.\d{1,10})?$/

/** Works a row out into an agreement; reports what makes that impossible and then answers undefined. */
export function agreementOf(
	map: ImportMap,
	reader: RowReader,
	record: RowRecord,
	customer: ContractCustomer,
): Agreement | undefined {
	const { values } = record
	const text = (field: string) => (typeof values[field] === 'string' ? values[field] : '')
	const currency = text('currency') || customer.currency
	if (currency !== customer.currency)
		report(
			record,
			'currency_differs',
			{ contract: currency, customer: customer.currency },
			'currency',
			reader.columnOf('currency'),
		)
	const startsOn = text('start')
	const endsOn = text('end') || null
	if (endsOn && endsOn < startsOn)
		report(record, 'ends_before_start', { startsOn, endsOn }, 'end', reader.columnOf('end'))
	const price = priceOf(map, reader, record, currency)
	if (record.problems.length > 0 || !price) return undefined
	const agreement = {
		record,
		customer,
		key: text('key'),
		currency,
		startsOn,
		endsOn,
		...price,
		discountPercent: text('discountPercent') || '0',
		description: text('description') || text('product') || text('title') || text('key'),
	}
	return { ...agreement, digest: contractDigest(reader, agreement) }
}

type Price = { quantity: string; unitPrice: string; interval: IntervalChoice }

function priceOf(map: ImportMap, reader: RowReader, record: RowRecord, currency: string): Price | undefined {
	const { values } = record
	const quantity = typeof values.quantity === 'string' ? values.quantity : '1'
	const interval = values.interval as IntervalChoice
	const given = typeof values.amount === 'string' ? values.amount : undefined
	for (const [field, value] of [
		['quantity', quantity],
		['amount', given ?? '0'],
		['discountPercent', values.discountPercent ?? '0'],
	] as const) {
		const fits = field === 'discountPercent' ? Number(value) <= 100 : amount.test(String(value))
		if (!fits)
			report(record, 'number_too_long', { value: sayValue(value), decimals: '10' }, field, reader.columnOf(field))
	}
	if (record.problems.length > 0) return undefined
	if (values.trial === true) return { quantity, unitPrice: '0', interval }
	if (given === undefined) {
		report(record, 'value_missing', {}, 'amount', reader.columnOf('amount'))
		return undefined
	}
	const unitPrice = unitPriceOf({
		amount: given,
		quantity,
		is: map.amountIs ?? 'unit',
		per: map.amountPer,
		interval,
		exponent: exponent(currency),
	})
	if (unitPrice !== undefined && amount.test(unitPrice)) return { quantity, unitPrice, interval }
	if (/^0*(\.0*)?$/.test(quantity)) report(record, 'quantity_zero', {}, 'quantity', reader.columnOf('quantity'))
	else report(record, 'number_too_long', { value: given, decimals: '10' }, 'amount', reader.columnOf('amount'))
	return undefined
}

/** The new contract of an agreement, its product and plan known. */
export function newContract(
	map: ImportMap,
	agreement: Agreement,
	product: { productId: string; planId: string | null } | undefined,
): NewContract {
	const { record, customer, interval } = agreement
	const { values } = record
	const text = (field: string) => (typeof values[field] === 'string' ? values[field] : '')
	const days = (field: string) => (typeof values[field] === 'number' ? values[field] : null)
	return {
		customerId: customer.id,
		...(typeof values.number === 'string' && { number: values.number }),
		title: text('title'),
		ownerId: customer.ownerId,
		groupId: customer.groupId,
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
		lines: [
			{
				description: agreement.description,
				productId: product?.productId ?? null,
				planId: product?.planId ?? null,
				model: text('model'),
				serialNumber: text('serialNumber'),
				factoryNumber: text('factoryNumber'),
				interval: interval === 'once' ? null : interval,
				quantity: agreement.quantity,
				unitPrice: agreement.unitPrice,
				discountPercent: agreement.discountPercent,
				taxClass: 'standard',
				startsOn: null,
				endsOn: null,
			},
		],
		imported: { source: map.source, key: agreement.key, digest: agreement.digest },
		attributes: record.others,
		billFrom: text('billFrom') || null,
	}
}

type Worked = Omit<Agreement, 'digest'>

/** What an agreement says of a field, as the text that its digest is made of. */
export function textOfAgreement(agreement: Worked, field: string): string {
	const { record } = agreement
	switch (field) {
		case 'customer':
			return agreement.customer.id
		case 'start':
			return agreement.startsOn
		case 'end':
			return agreement.endsOn ?? ''
		case 'quantity':
		case 'unitPrice':
		case 'discountPercent':
		case 'currency':
			return agreement[field]
		case 'interval':
			return intervalText(agreement.interval)
		case 'timing':
			return record.values.timing === 'arrears' ? 'arrears' : 'advance'
		case 'renewal':
			return String(record.values.renewal ?? 'none')
		case 'description':
			return agreement.description
		case 'attributes':
			return attributesText(record.others)
		default: {
			const value = record.values[field]
			return value === null || value === undefined ? '' : String(value)
		}
	}
}

export function intervalText(interval: IntervalChoice): string {
	return interval === 'once' ? 'once' : `${interval.count} ${interval.unit}`
}

/** Of these something always stands in the row, given by a column of its own or worked out. */
const always = new Set<string>(['customer', 'description', 'quantity', 'unitPrice', 'currency'])

function contractDigest(reader: RowReader, agreement: Worked): Digest {
	return digestOf(
		contractDigestFields.map((field) => {
			const given = field === 'attributes' ? reader.keepsOthers : always.has(field) || reader.given.has(field)
			return given ? textOfAgreement(agreement, field) : undefined
		}),
	)
}
