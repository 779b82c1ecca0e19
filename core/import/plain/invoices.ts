import type { Scope } from '../../act.ts'
import { dayOf, formatDay } from '../../calendar.ts'
import { takeOverInvoices, undoTakeOver } from '../../invoice/take-over.ts'
import { findContracts } from '../find-contracts.ts'
import { findCustomers } from '../find-customers.ts'
import { minorOf, plainAmount } from '../minor.ts'
import { type RowRecord, report } from '../record.ts'
import type { KeptReason } from '../undo/undo-row.ts'
import type { Place, PlainSubject } from './subject.ts'

type Standing = Omit<At, 'number' | 'source' | 'contractId'> & { id: string; contractId: string }

type At = Place & {
	source: string
	number: string
	customerId: string
	contractId: string | null
	currency: string
	issuedOn: string
	dueOn: string
	openMinor: bigint
	taxMinor: bigint
}

/** Names of the same source are one world: a number of it means one invoice. */
const keyOf = (source: string, number: string) => `${source}\n${number}`

const fields = ['customerId', 'contractId', 'issuedOn', 'dueOn', 'currency', 'openAmount', 'taxAmount']

/** Invoices that another system issued and that are still open. What is owed is never rewritten by a file. */
export const invoices: PlainSubject<At> = {
	name: 'invoices',
	action: 'invoice.run',
	fields,
	brought: fields,
	fixed: new Set(fields),
	emptied: new Set(['contract']),

	async place(scope, map, reader, records) {
		const customers = await findCustomers(scope, map, reader, records)
		const contractOf = await findContracts(scope, map, [...customers.keys()])
		const places = new Map<RowRecord, At>()
		for (const [record, customer] of customers) {
			const { values } = record
			const currency = String(values.currency ?? customer.currency)
			const issuedOn = String(values.issuedOn)
			const dueOn = String(
				values.dueOn ?? formatDay(dayOf(Temporal.PlainDate.from(issuedOn)) + daysToPay(scope, customer)),
			)
			const contractId = contractOf(record, customer.id, reader)
			const openMinor = minorOf(record, 'openAmount', currency, reader)
			const taxMinor = minorOf(record, 'taxAmount', currency, reader)
			if (currency !== customer.currency && contractId)
				report(
					record,
					'currency_differs',
					{ contract: currency, customer: customer.currency },
					'currency',
					reader.columnOf('currency'),
				)
			if (issuedOn > scope.today.toString())
				report(record, 'day_in_future', { value: issuedOn }, 'issuedOn', reader.columnOf('issuedOn'))
			if (dueOn < issuedOn) report(record, 'due_before_issue', { issuedOn, dueOn }, 'dueOn', reader.columnOf('dueOn'))
			if (openMinor === 0n) report(record, 'amount_zero', {}, 'openAmount', reader.columnOf('openAmount'))
			else if (openMinor !== undefined && taxMinor !== undefined && taxMinor > openMinor)
				report(
					record,
					'tax_exceeds',
					{ tax: String(values.taxAmount), open: String(values.openAmount) },
					'taxAmount',
					reader.columnOf('taxAmount'),
				)
			if (record.problems.length > 0 || openMinor === undefined || taxMinor === undefined) continue
			// What the digest is made of: what the row means, however it says it.
			Object.assign(values, { customerId: customer.id, currency, dueOn })
			if ('contract' in values) values.contractId = contractId
			const number = String(values.number)
			places.set(record, {
				...{ key: keyOf(map.source, number), source: map.source, number, customerId: customer.id, contractId },
				...{ currency, issuedOn, dueOn, openMinor, taxMinor },
			})
		}
		return places
	},

	async read({ sql }, keys) {
		const pairs = keys.map((key) => key.split('\n'))
		const rows = await sql<Standing[]>`
			select given.source || chr(10) || given.number as key, id, customer_id as "customerId",
				coalesce(contract_id::text, '') as "contractId", issued_on::text as "issuedOn", due_on::text as "dueOn", currency,
				total_minor as "openMinor", tax_minor as "taxMinor"
			from unnest(${pairs.map(([source = '']) => source)}::text[], ${pairs.map(([, number = '']) => number)}::text[])
				as given (source, number) join invoice on invoice.number = given.number and invoice.opening = given.source`
		return new Map(
			rows.map(({ key, id, openMinor, taxMinor, ...texts }) => {
				const amounts = {
					openAmount: plainAmount(openMinor, texts.currency),
					taxAmount: plainAmount(taxMinor, texts.currency),
				}
				return [key, { id, texts: { ...texts, ...amounts } }]
			}),
		)
	},

	async create(scope, rows) {
		return await takeOverInvoices(
			scope,
			rows.map(({ at: { key: _, ...invoice }, record: { values } }) => ({
				...invoice,
				description: String(values.description ?? '') || invoice.number,
			})),
		)
	},

	async change() {
		throw new Error('An invoice is never changed')
	},

	async remove(scope, _batchId, rows) {
		await undoTakeOver(
			scope,
			rows.map(({ id }) => id),
		)
	},

	/** What money or a credit note has reached stays. */
	async kept({ sql }, rows) {
		const found = await sql<{ id: string; reason: KeptReason }[]>`
			select id, case when settled_minor > 0 then 'paid' when state <> 'issued' then 'changed_since' else 'used' end as reason
			from invoice where id = any(${rows.map(({ id }) => id)}::uuid[])
				and (settled_minor > 0 or state <> 'issued' or exists (select from invoice as note where note.credits_invoice_id = invoice.id)
					or exists (select from payment_invoice join payment on payment.id = payment_id
						where invoice_id = invoice.id and payment.state in ('started', 'processing', 'action_required')))`
		const reasons = new Map(found.map(({ id, reason }) => [id, reason]))
		return new Map(
			rows.flatMap(({ key, id }) => (reasons.has(id) ? [[key, reasons.get(id) as KeptReason] as const] : [])),
		)
	},
}

function daysToPay({ company }: Scope, { paymentTermDays }: { paymentTermDays: number | null }): number {
	return paymentTermDays ?? company.paymentTermDays
}
