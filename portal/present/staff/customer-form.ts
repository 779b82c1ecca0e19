import { z } from 'zod'
import { partyRoles } from '#core/customer/input.ts'
import { ownPosted } from './own/posted.ts'

const text = z.string().trim().max(200).default('')

/** A customer as the form posts it. */
export const customerForm = z.object({
	role: z.enum(partyRoles).optional(),
	name: z.string().trim().min(1).max(200),
	legalName: text,
	email: z.union([z.literal(''), z.email().max(254)]).default(''),
	language: z.enum(['en', 'ru', 'zh', 'vi']),
	currency: z
		.string()
		.trim()
		.toUpperCase()
		.regex(/^[A-Z]{3}$/),
	industry: text,
	street: text,
	postalCode: text,
	city: text,
	region: text,
	country: z
		.string()
		.trim()
		.toUpperCase()
		.regex(/^[A-Z]{2}$/),
	taxNumber: text,
	registrationNumber: text,
	phone: text,
	groupId: z.uuid().optional(),
	ownerId: z.uuid().optional(),
	paymentTermDays: z.coerce.number().int().min(0).max(365).optional(),
	own: ownPosted,
	version: z.coerce.number().int().default(0),
})
