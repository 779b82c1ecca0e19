import type { Sql } from '#db/client.ts'
import { usualWorkflows } from '../approval/usual.ts'
import type { Language } from './read.ts'

export type FoundCompany = {
	name: string
	legalName: string
	street: string
	postalCode: string
	city: string
	region?: string
	country: string
	taxNumber?: string
	registrationNumber?: string
	email: string
	phone?: string
	website?: string
	bankName?: string
	iban?: string
	bic?: string
	timeZone: string
	language: Language
	currency: string
	paymentTermDays?: number
	partPayment?: boolean
	smallestPartPaymentMinor?: bigint
	invoiceNote?: string
	demo?: boolean
}

/**
 * Writes the company's settings, number series and usual approval workflows, once: before it there is no company to act for, so it is no verb.
 * Answers false and changes nothing when there is one already.
 */
export async function foundCompany(sql: Sql, company: FoundCompany): Promise<boolean> {
	return await sql.begin(async (transaction) => {
		await transaction`lock table company in exclusive mode`
		const [present] = await transaction`select from company`
		if (present) return false
		const [party] = await transaction<{ id: string }[]>`
			insert into billing_party (name, street, postal_code, city, region, country, tax_number, registration_number, email, phone)
			values (${company.legalName}, ${company.street}, ${company.postalCode}, ${company.city}, ${company.region ?? ''},
				${company.country}, ${company.taxNumber ?? ''}, ${company.registrationNumber ?? ''}, ${company.email}, ${company.phone ?? ''})
			returning id`
		await transaction`
			insert into company (name, billing_party_id, website, bank_name, iban, bic, time_zone, language, currency,
				payment_term_days, part_payment, smallest_part_payment_minor, invoice_note, demo)
			values (${company.name}, ${party?.id ?? ''}, ${company.website ?? ''}, ${company.bankName ?? ''}, ${company.iban ?? ''},
				${company.bic ?? ''}, ${company.timeZone}, ${company.language}, ${company.currency}, ${company.paymentTermDays ?? 14},
				${company.partPayment ?? false}, ${company.smallestPartPaymentMinor ?? 0n}, ${company.invoiceNote ?? ''}, ${company.demo ?? false})`
		await transaction`
			insert into number_series (key, prefix, digits) values
				('customer', 'C-', 5), ('contract', 'K-', 5), ('invoice', 'INV-', 6), ('credit_note', 'CN-', 5), ('receipt', 'R-', 6),
				('quote', 'Q-', 5), ('gate_pass', 'GP-', 5), ('settlement', 'ST-', 5)`
		for (const { subjectKind, name, position, conditions, steps, own } of usualWorkflows(company.currency))
			await transaction`
				insert into approval_workflow (subject_kind, name, position, conditions, steps, own, changed_at)
				values (${subjectKind}, ${name}, ${position}, ${conditions as never}, ${steps as never}, ${own}, now())`
		return true
	})
}
