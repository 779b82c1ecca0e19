import type { Scope } from '../act.ts'
import type { Language } from '../company/read.ts'
import { type CorrectedInvoice, findCorrected } from '../credit-note/find-corrected.ts'
import { findInvoicePage, type InvoicePage } from './page.ts'

/** A row of `billing_party`. */
export type FullParty = {
	name: string
	street: string
	postalCode: string
	city: string
	region: string
	country: string
	taxNumber: string
	registrationNumber: string
	email: string
	phone: string
}

/** An invoice or credit note with all that is printed on it. */
export type PaperFacts = Omit<InvoicePage, 'seller' | 'buyer' | 'type'> & {
	language: Language
	/** In its own language. */
	type: string | null
	seller: FullParty & { website: string; bankName: string; iban: string; bic: string }
	buyer: FullParty
	paidMinor: bigint
	creditedMinor: bigint
	/** What cards that paid it could not carry. */
	roundedMinor: bigint
	/** The invoices that a credit note corrects. */
	corrects: CorrectedInvoice[]
}

/** Refuses not_found, also for a draft. */
export async function findPaperFacts(scope: Scope, input: { id: string }): Promise<PaperFacts> {
	const page = await findInvoicePage(scope, input)
	const [row] = await scope.sql<{ language: Language; type: string | null; seller: FullParty; buyer: FullParty }[]>`
		select invoice.language, coalesce(type.names ->> invoice.language, type.name) as type, ${party(scope, 'seller')} as seller, ${party(scope, 'buyer')} as buyer
		from invoice
			join billing_party as seller on seller.id = invoice.seller_id
			join billing_party as buyer on buyer.id = invoice.buyer_id
			left join invoice_type as type on type.code = invoice.type
		where invoice.id = ${input.id}`
	if (!row) throw new Error('The invoice has gone')
	const { website, bankName, iban, bic } = scope.company
	const sum = (of: InvoicePage['settlements']) => of.reduce((total, one) => total + one.amountMinor, 0n)
	return {
		...page,
		...row,
		corrects: page.kind === 'credit_note' ? await findCorrected(scope, input) : [],
		seller: { ...row.seller, website, bankName, iban, bic },
		paidMinor: sum(page.settlements.filter((one) => one.payment)),
		creditedMinor: sum(page.settlements.filter((one) => one.creditNote)),
		roundedMinor: sum(page.settlements.filter((one) => !one.payment && !one.creditNote && !one.invoice)),
	}
}

function party({ sql }: Scope, name: string) {
	return sql`jsonb_build_object('name', ${sql(name)}.name, 'street', ${sql(name)}.street,
		'postalCode', ${sql(name)}.postal_code, 'city', ${sql(name)}.city, 'region', ${sql(name)}.region,
		'country', ${sql(name)}.country, 'taxNumber', ${sql(name)}.tax_number,
		'registrationNumber', ${sql(name)}.registration_number, 'email', ${sql(name)}.email, 'phone', ${sql(name)}.phone)`
}
