import { act, expectOk } from '#core/act.ts'
import type { ContractState } from '#core/contract/state.ts'
import { type Card, canBeHidden, cards, type RightedRole } from '#core/field-right/card-field.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { fieldNames } from '#core/field-right/seen.ts'
import type { Story } from '#test/portal/customer/story.ts'
import type { World } from '#test/support/books.ts'

const system = { kind: 'system', name: 'test' } as const

/** Words and figures that stand in a field and nowhere else. */
export const canaries = {
	'contract.purchaseOrder': 'PO-CANARY',
	// Figures by themselves: in ids and keys any four digits may stand.
	'contract.notice': /(?<![\w\-/+=.])2917(?![\w\-/+=])/,
	'contract.autopay': /(?<![\w\-/+=.])4929(?![\w\-/+=])/,
	'contract.importKey': 'IK-CANARY',
	'contract.owner': 'Canary Keeper',
	'contract.paymentDays': /(?<![\w.,-])347 days|TermDays":347|paymentDays":347/,
	'contract.reason': 'REASON-CANARY',
	'contract.own': 'OWN-OF-CONTRACT',
	'line.quantity': '7.31971',
	'line.model': 'MODEL-CANARY',
	'line.serialNumber': 'SN-CANARY',
	'line.factoryNumber': 'FN-CANARY',
	'line.own': 'OWN-OF-LINE',
	'customer.email': 'canary@nordwind.example',
	'customer.email of a contact': 'anna@nordwind.example',
	'customer.phone': '+49407777123',
	'customer.phone of a contact': '+49408888456',
	'customer.address': 'Canary Street 9',
	'customer.address, its place': 'Canaryville',
	'customer.taxNumber': 'DE811907980',
	'customer.industry': 'Canary farming',
	'customer.importKey': 'CK-CANARY',
	'customer.paymentDays': /(?<![\w.,-])343 days|TermDays":343|termDays":343/,
	'customer.own': 'OWN-OF-CUSTOMER',
} as const

/** Puts them into the customer and the contracts of the story, and their own fields. What is agreed is never changed, but a test may say that it always was so. */
export async function putCanaries({ sql }: World, { nordwind, subscription }: Story): Promise<void> {
	const said = canaries
	await sql.begin(async (sql) => {
		await sql`set local session_replication_role = replica`
		const mine = sql`(select id from contract where customer_id = ${nordwind.id})`
		await sql`
			update contract set purchase_order = ${said['contract.purchaseOrder']}, notice_days = 2917, payment_term_days = 347,
				autopay = payment_method_id is not null, import_source = 'elsewhere', import_key = ${said['contract.importKey']} || number
			where customer_id = ${nordwind.id}`
		await sql`
			update contract_line set model = ${said['line.model']}, serial_number = ${said['line.serialNumber']} || position,
				factory_number = ${said['line.factoryNumber']} where contract_id in ${mine} and serial_number <> ''`
		await sql`
			update customer set email = ${said['customer.email']}, industry = ${said['customer.industry']}, payment_term_days = 343,
				import_source = 'elsewhere', import_key = ${said['customer.importKey']} where id = ${nordwind.id}`
		await sql`update contact set phone = ${said['customer.phone of a contact']} where id = ${nordwind.contactId}`
		await sql`
			update billing_party set street = ${said['customer.address']}, city = ${said['customer.address, its place']},
				phone = ${said['customer.phone']}, tax_number = ${said['customer.taxNumber']}
			where name = ${nordwind.name}`
		// Somebody who has left is offered nowhere: who is named so looks after something.
		const [keeper] = await sql<{ id: string }[]>`
			insert into staff_user (name, email, role, left_at) values (${said['contract.owner']}, 'keeper@canary.example', 'manager', now())
			returning id`
		const owner = keeper?.id ?? null
		await sql`update customer set owner_id = ${owner} where id = ${nordwind.id}`
		await sql`update contract set owner_id = ${owner} where customer_id = ${nordwind.id}`
		await sql`
			update contract_line_state set quantity = ${said['line.quantity']}
			where contract_line_id in (select id from contract_line where contract_id in ${mine} and interval_unit is not null)`
		await sql`
			insert into amendment (contract_id, sequence, kind, effective_on, recorded_on, recorded_at, recorded_by, reason, terms)
			select ${subscription.id}, max(sequence) + 1, 'end', '2027-07-01', '2026-06-20', now(), 'system:test',
				${said['contract.reason']}, '{"endsOn": [null, "2027-06-30"], "ending": [false, true]}'
			from amendment where contract_id = ${subscription.id}`
		await sql`
			update contract set state = 'ending', ends_on = '2027-06-30', cancel_reason = ${said['contract.reason']}
			where id = ${subscription.id}`
		// Who stands good for the customer is one of their people.
		await sql`update guarantor set contact_id = ${nordwind.contactId}, phone = ${said['customer.phone of a contact']}`
		await sql`update invoice set purchase_order = ${said['contract.purchaseOrder']} where customer_id = ${nordwind.id}`
		const fields = await sql<{ id: string; subject: string }[]>`
			insert into own_field (subject, kind, name) select subject, 'text', 'Own of ' || subject
			from unnest(${[...cards]}::text[]) as subject returning id, subject`
		const ids = {
			customer: sql`select ${nordwind.id}::uuid`,
			contract: mine,
			line: sql`select id from contract_line where contract_id in ${mine}`,
		}
		for (const { id, subject } of fields)
			await sql`
				insert into own_value (field_id, subject, kind, ${sql(`${subject}_id`)}, text_value)
				select ${id}, ${subject}, 'text', thing.id, ${said[`${subject as Card}.own`]}
				from (${ids[subject as Card]}) as thing (id)`
	})
}

/**
 * Hides every field from a role, and lets it only see what is never hidden, but those that are left out; those of contracts and
 * lines in these states, or in every one.
 */
export async function hideAll(
	{ books, sql }: World,
	role: RightedRole,
	but: readonly string[] = [],
	states: readonly (ContractState | null)[] = [null],
): Promise<void> {
	const own = await sql<{ key: string; subject: Card }[]>`select 'own_' || number as key, subject from own_field`
	for (const card of cards) {
		const fields = [...fieldNames(card), ...own.filter(({ subject }) => subject === card).map(({ key }) => key)]
		const rights = fields
			.filter((field) => !but.includes(`${card}.${field}`))
			.flatMap((field) => {
				const access = canBeHidden(card, field) ? ('hidden' as const) : ('seen' as const)
				return (card === 'customer' ? [null] : states).map((state) => ({ field, state, access }))
			})
		expectOk(await act(books, system, saveFieldRights, { card, role, rights }))
	}
	delete books.company
}
