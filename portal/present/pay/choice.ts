import { z } from 'zod'
import type { OpenInvoice } from '#core/invoice/find-open.ts'
import type { Reached } from '#core/sign-in/reaches.ts'
import { isBusy, type PayGroup } from './group.ts'
import type { Posted } from './posted.ts'

const id = z.uuid()

/** What the address of the pay page asks for: invoices, all of a currency, or those of a contract. */
export type Choice = {
	invoices: string[]
	contract: string | null
	customer: string | null
	/** All in this currency. */
	all: string | null
	/** What decides which of several keys is used. */
	about: Reached | undefined
	/** An amount typed in, and whether the card is to be kept, as they stood before a proof was asked for. */
	part: string
	save: boolean
}

/** Undefined when an id cannot be one. */
export function readChoice(request: Request): Choice | undefined {
	const { searchParams } = new URL(request.url)
	const invoices = searchParams.getAll('invoice').map((text) => text.split('_')[0] ?? '')
	const contract = searchParams.get('contract')
	const customer = searchParams.get('customer')
	const ids = [...invoices, ...(contract === null ? [] : [contract]), ...(customer === null ? [] : [customer])]
	if (!ids.every((text) => id.safeParse(text).success)) return undefined
	const [first] = invoices
	const about: Reached | undefined = first
		? { kind: 'invoice', id: first }
		: contract
			? { kind: 'contract', id: contract }
			: customer
				? { kind: 'customer', id: customer }
				: undefined
	const part = searchParams.get('part')?.slice(0, 40) ?? ''
	return { invoices, contract, customer, all: searchParams.get('all'), about, part, save: searchParams.has('save') }
}

/** The address of the page with what was posted chosen on it. */
export function choiceAddress({ invoice, part, save }: Posted): string {
	const query = new URLSearchParams(invoice.map(({ id }) => ['invoice', id]))
	if (part) query.set('part', part)
	if (save) query.set('save', 'on')
	return `/pay?${query}`
}

/**
 * The open invoices of one customer by currency, with those ticked that were asked for; without a wish, all of the
 * first currency that nobody is paying at the moment.
 */
export function choose(choice: Choice, open: OpenInvoice[], usual: string | undefined) {
	const wished = open.filter((invoice) => isWished(choice, invoice))
	const customerId =
		choice.customer ??
		wished[0]?.customerId ??
		open.find((one) => one.customerId === usual)?.customerId ??
		open[0]?.customerId ??
		usual
	const ofCustomer = open.filter((invoice) => invoice.customerId === customerId)
	const currencies = [...new Set(ofCustomer.map((invoice) => invoice.currency))]
	const hasWish = choice.invoices.length > 0 || choice.contract !== null || choice.all !== null
	const groups: PayGroup[] = currencies.map((currency, index) => ({
		currency,
		invoices: ofCustomer
			.filter((invoice) => invoice.currency === currency)
			.map((invoice) => ({
				...invoice,
				chosen: hasWish ? isWished(choice, invoice) : index === 0 && !isBusy(invoice),
			})),
	}))
	return { customerId, groups }
}

function isWished({ invoices, contract, all }: Choice, invoice: OpenInvoice): boolean {
	return (
		invoices.includes(invoice.id) ||
		(contract !== null && invoice.contractId === contract) ||
		(all !== null && invoice.currency === all && !isBusy(invoice))
	)
}
