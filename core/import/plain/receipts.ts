import { createHash } from 'node:crypto'
import type { ReceiptMethod } from '../../payment/payment.ts'
import { recordReceipts, undoReceipts } from '../../payment/record.ts'
import { findCustomers } from '../find-customers.ts'
import { findInvoices, type Invoice, numbersIn } from '../find-paid.ts'
import type { ImportMap } from '../map.ts'
import { minorOf, plainAmount } from '../minor.ts'
import { partyFields } from '../party-fields.ts'
import { type RowReader, type RowRecord, report, sayValue } from '../record.ts'
import type { Place, PlainSubject } from './subject.ts'

type At = Place & {
	customerId: string
	currency: string
	amountMinor: bigint
	receivedOn: string
	invoiceId: string | null
}

const fields = ['customerId', 'receivedOn', 'amount', 'currency', 'method', 'reference']

/**
 * Money that has come some other way. It settles the invoice that its row names, in a column or in what the payer wrote;
 * what fits nowhere stays unallocated. A receipt is never rewritten by a file.
 */
export const receipts: PlainSubject<At> = {
	name: 'receipts',
	action: 'payment.record',
	fields,
	brought: fields,
	fixed: new Set(fields),
	emptied: new Set(),

	async place(scope, map, reader, records) {
		const named = records.filter(({ values }) => partyFields.some(({ name }) => values[name]))
		const customers = await findCustomers(scope, map, reader, named)
		const invoices = await findInvoices(scope, records)
		const places = new Map<RowRecord, At>()
		for (const record of records) {
			if (record.problems.length > 0) continue
			const { values } = record
			const known = customers.get(record)
			const found = numbersIn(record).flatMap((number) => invoices.get(number) ?? [])
			const meant = known ? found.filter(({ customerId }) => customerId === known.id) : found
			const customer = known ?? ownerOf(record, meant, reader)
			if (!customer) continue
			const currency = String(values.currency ?? customer.currency)
			const amountMinor = minorOf(record, 'amount', currency, reader)
			const receivedOn = String(values.receivedOn)
			if (receivedOn > scope.today.toString())
				report(record, 'day_in_future', { value: receivedOn }, 'receivedOn', reader.columnOf('receivedOn'))
			if (amountMinor === 0n) report(record, 'amount_zero', {}, 'amount', reader.columnOf('amount'))
			if (record.problems.length > 0 || amountMinor === undefined) continue
			values.reference ??= String(values.invoice ?? '')
			Object.assign(values, { customerId: customer.id, currency })
			const payable = [...new Set(meant.filter((one) => one.currency === currency).map(({ id }) => id))]
			const of = { customerId: customer.id, currency, amountMinor, receivedOn }
			// Two that fit are none that is meant.
			const invoiceId = payable.length === 1 ? (payable[0] ?? null) : null
			places.set(record, { ...of, invoiceId, key: keyOf(map, record, customer.id) })
		}
		return places
	},

	async read({ sql }, keys) {
		const rows = await sql<Standing[]>`
			select import_key as key, id, customer_id as "customerId", received_on::text as "receivedOn",
				amount_minor as "amountMinor", currency, method, reference
			from payment where import_key = any(${[...keys]}::text[])`
		return new Map(
			rows.map(({ key, id, amountMinor, ...texts }) => [
				key,
				{ id, texts: { ...texts, amount: plainAmount(amountMinor, texts.currency) } },
			]),
		)
	},

	async create(scope, rows) {
		return await recordReceipts(
			scope,
			rows.map(({ at: { key: importKey, ...receipt }, record: { values } }) => ({
				...{ ...receipt, importKey },
				method: (values.method ?? '') as ReceiptMethod | '',
				reference: String(values.reference ?? ''),
			})),
			{ imported: true },
		)
	},

	async change() {
		throw new Error('A receipt is never changed')
	},

	async remove(scope, _batchId, rows) {
		await undoReceipts(
			scope,
			rows.map(({ id }) => id),
		)
	},

	/** What was given back of it cannot be said not to have come. */
	async kept({ sql }, rows) {
		const found = await sql<{ key: string }[]>`
			select import_key as key from payment where id = any(${rows.map(({ id }) => id)}::uuid[])
				and (returned_minor > 0 or exists (select from refund where payment_id = payment.id))`
		return new Map(found.map(({ key }) => [key, 'used']))
	},
}

type Standing = Omit<At, 'invoiceId'> & { id: string; method: string; reference: string }

function keyOf({ source }: ImportMap, { values }: RowRecord, customerId: string): string {
	if (values.key) return `${source}\n${values.key}`
	const said = [customerId, values.receivedOn, values.amount, values.currency, values.method ?? '', values.reference]
	return `${source}\n#${createHash('sha256').update(said.join('\n')).digest('hex').slice(0, 32)}`
}

/** Whose invoice it pays, where no column says who paid. */
function ownerOf(
	record: RowRecord,
	invoices: readonly Invoice[],
	{ columnOf }: RowReader,
): { id: string; currency: string } | undefined {
	const [first, ...others] = invoices
	const { invoice, reference } = record.values
	const facts = { value: sayValue(invoice ?? reference) }
	const field = invoice ? 'invoice' : 'customer'
	if (!first) report(record, invoice ? 'invoice_unknown' : 'payer_unknown', facts, field, columnOf(field))
	else if (others.some(({ customerId }) => customerId !== first.customerId))
		report(record, 'invoice_ambiguous', facts, 'invoice', columnOf('invoice'))
	else return { id: first.customerId, currency: first.currency }
	return undefined
}
