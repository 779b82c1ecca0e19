import { z } from 'zod'
import type { Scope } from '../act.ts'
import { countryCodes } from '../country.ts'
import { isCurrency } from '../money.ts'
import { ownInput } from '../own-field/input.ts'
import { refuse } from '../refusal.ts'
import { isWrongVatNumber, vatNumberExample } from '../tax/vat-number.ts'

const short = z.string().trim().max(200)

/** What a party is to the company: customers pay, suppliers and partners are paid. */
export const partyRoles = ['customer', 'supplier', 'partner'] as const
export type PartyRole = (typeof partyRoles)[number]

/** Shape of a customer as a form, an import or a program gives it. */
export const customerInput = z.object({
	name: short.min(1),
	role: z.enum(partyRoles).default('customer'),
	legalName: short.optional(),
	language: z.enum(['en', 'ru', 'zh', 'vi']),
	currency: z.string().length(3),
	email: z.union([z.literal(''), z.email().max(254)]),
	industry: short.optional(),
	street: short.default(''),
	postalCode: short.default(''),
	city: short.default(''),
	region: short.default(''),
	country: z.enum(countryCodes),
	taxNumber: short.default(''),
	registrationNumber: short.default(''),
	phone: short.default(''),
	groupId: z.uuid().nullish(),
	ownerId: z.uuid().nullish(),
	paymentTermDays: z.number().int().min(0).max(365).nullish(),
	own: ownInput,
})

export type CustomerInput = z.input<typeof customerInput>
export type CheckedCustomer = z.output<typeof customerInput>

/** Refuses `input.invalid` with the first field that is wrong, and `customer.vat_number_wrong`. */
export function checkCustomer(_scope: Scope, input: CustomerInput): CheckedCustomer {
	const read = customerInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	if (!isCurrency(read.data.currency)) refuse('input.invalid', { field: 'currency', problem: 'unknown_currency' })
	refuseWrongVatNumber(read.data)
	return read.data
}

/** Refuses `customer.vat_number_wrong`. Tax numbers of other kinds and countries are taken as they are. */
export function refuseWrongVatNumber({ country, taxNumber }: { country: string; taxNumber: string }): void {
	if (isWrongVatNumber(country, taxNumber))
		refuse('customer.vat_number_wrong', { number: taxNumber, example: vatNumberExample(country) })
}

export function partyOf(customer: CheckedCustomer) {
	return {
		name: customer.legalName || customer.name,
		street: customer.street,
		postalCode: customer.postalCode,
		city: customer.city,
		region: customer.region,
		country: customer.country,
		taxNumber: customer.taxNumber,
		registrationNumber: customer.registrationNumber,
		email: customer.email,
		phone: customer.phone,
	}
}
