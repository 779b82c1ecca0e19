import type { Sql, TransactionSql } from '#db/client.ts'
import type { FieldRight } from '../field-right/card-field.ts'

export type Language = 'en' | 'ru' | 'zh' | 'vi'

/** The company's settings. Days are calendar days; amounts minor units of `currency`. */
export type Company = {
	name: string
	billingPartyId: string
	website: string
	bankName: string
	iban: string
	bic: string
	timeZone: string
	language: Language
	currency: string
	/** Of reports that sum up several currencies. */
	reportingCurrency: string
	paymentTermDays: number
	taxRounding: 'line' | 'rate'
	noticeDays: number
	linkDays: number
	partPayment: boolean
	smallestPartPaymentMinor: bigint
	invoiceNote: string
	/** What becomes of a credit for less. */
	creditForLess: 'balance' | 'refund' | 'against_invoice'
	/** In which order money is put to what is open, unless somebody says otherwise. */
	receiptOrder: 'oldest' | 'largest'
	/** What is left of it then goes to penalty interest. */
	receiptPaysPenalty: boolean
	/** How far a demo's clock has been moved on, in days. */
	daysAhead: number
	demo: boolean
	/** Of the seller's address, for tax rules. */
	country: string
	/** What roles may not do with fields. */
	fieldRights: FieldRight[]
}

/** The database holds no company yet: `foundCompany` comes first. */
export class NotFounded extends Error {
	override name = 'NotFounded'
}

/** Throws `NotFounded`. */
export async function readCompany(sql: Sql | TransactionSql): Promise<Company> {
	const [row] = await sql<Company[]>`
		select company.name, billing_party_id as "billingPartyId", website, bank_name as "bankName", iban, bic,
			time_zone as "timeZone", language, currency, coalesce(reporting_currency, currency) as "reportingCurrency", payment_term_days as "paymentTermDays", tax_rounding as "taxRounding",
			notice_days as "noticeDays", link_days as "linkDays", part_payment as "partPayment",
			smallest_part_payment_minor as "smallestPartPaymentMinor", invoice_note as "invoiceNote",
			credit_for_less as "creditForLess", receipt_order as "receiptOrder", receipt_pays_penalty as "receiptPaysPenalty", days_ahead as "daysAhead", demo, billing_party.country,
			coalesce((select jsonb_agg(jsonb_build_object('card', card, 'field', coalesce(field, 'own_' || own_field.number), 'role', role,
					'state', state, 'access', access))
				from field_right left join own_field on own_field.id = own_field_id), '[]') as "fieldRights"
		from company join billing_party on billing_party.id = company.billing_party_id`
	if (!row) throw new NotFounded('No company has been founded in this database yet')
	return row
}
