import { exponent } from '../money.ts'
import { contractDigest } from './contract-digest.ts'
import type { Digest } from './digest.ts'
import type { ContractCustomer } from './find-customers.ts'
import type { IntervalChoice } from './format/words.ts'
import type { ImportMap } from './map.ts'
import { checkNamedCurrency, type RowReader, type RowRecord, report, sayValue } from './record.ts'
import { unitPriceOf } from './unit-price.ts'

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

/** What one piece costs for one interval; reports what makes that impossible. */
export function priceOf(map: ImportMap, reader: RowReader, record: RowRecord, currency: string): Price | undefined {
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
	checkNamedCurrency(record, 'amount', currency, reader)
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
