import { z } from 'zod'
import type { Scope } from '../act.ts'
import { checked } from '../checked.ts'
import { countryCodes } from '../country.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

const self = z.object({
	name: z.string().trim().min(1).max(200),
	phone: z.string().trim().max(50),
	language: z.enum(['en', 'ru', 'zh', 'vi']),
	/** Whose days, numbers and amounts they read; null: as the country of the customer's address. */
	formatsCountry: z.enum(countryCodes).nullable(),
})

export type EditSelf = z.input<typeof self>

/** A contact changes their own name, telephone, language and formats. Refuses `input.invalid`, `not_permitted`. */
export async function editSelf(scope: Scope, input: EditSelf): Promise<void> {
	const contactId = selfOf(scope)
	const { name, phone, language, formatsCountry } = checked(self, input)
	await scope.sql`
		update contact set name = ${name}, phone = ${phone}, language = ${language}, formats_country = ${formatsCountry}
		where id = ${contactId}`
	await emitForEach(scope, contactId)
}

/** The person of a contact's session. Refuses `not_permitted`, and `link.too_narrow` to the holder of a link. */
export function selfOf(scope: Scope): string {
	permit(scope, 'account.write')
	if (scope.actor.kind !== 'contact') refuse('not_permitted', { action: 'account.write' })
	return scope.actor.contactId
}

/** Each customer of the contact remembers it: their pages show the name. */
export async function emitForEach(scope: Scope, contactId: string): Promise<void> {
	const customers = await scope.sql<{ customerId: string }[]>`
		select customer_id as "customerId" from customer_contact where contact_id = ${contactId} order by customer_id`
	await emit(
		scope,
		...customers.map(({ customerId }) => ({
			kind: 'contact.updated' as const,
			subject: { kind: 'contact', id: contactId },
			customerId,
		})),
	)
}
