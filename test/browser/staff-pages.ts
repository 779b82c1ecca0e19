import { expectOk } from '#core/act.ts'
import { statementOf, upload } from '#test/core/bank-file/banking.ts'
import { fetching } from '#test/core/machine-request/lot.ts'
import { supply } from '#test/core/payable/supplier.ts'
import type { Story } from '#test/portal/customer/story.ts'
import type { World } from '#test/support/books.ts'

async function only(query: Promise<readonly { id: string }[]>): Promise<string> {
	return (await query)[0]?.id ?? ''
}

/** A file with something suggested, something put aside and money out; one entry of it; and a table that nobody has read. */
async function bankPages(world: World, { nordwind }: Story): Promise<string[]> {
	const { sql } = world
	const number = await only(sql`
		select number as id from invoice where customer_id = ${nordwind.id} and state = 'issued' and kind = 'invoice' limit 1`)
	const paid = [`Pays ${number}`, 'Interest', 'Something else', 'Fees'].map((text, place) => ({
		...{
			text,
			minor: place === 3 ? -90n : 12_00n,
			name: place === 0 ? 'Nordwind' : '',
			account: 'DE02120300000000202051',
		},
	}))
	const { fileId } = expectOk(await upload(world, statementOf(paid)))
	await sql`
		update bank_entry set ignored_reason = 'Not ours', ignored_by = 'system:test', ignored_at = now() where description = 'Interest'`
	const entry = await only(sql`select id from bank_entry where description = ${`Pays ${number}`}`)
	const table = expectOk(await upload(world, 'Tag;Geld;Was\n02.03.2026;5;Miete\n'))
	return [
		...[
			'',
			'?show=all',
			`?entry=${entry}`,
			`?entry=${entry}&find=nordwind`,
			`?entry=${entry}&customer=${nordwind.id}`,
		].map((query) => `/staff/bank-files/${fileId}${query}`),
		`/staff/bank-files/${table.fileId}`,
	]
}

/** Every page of the console that stands by itself, with something on it. */
export async function staffPages(world: World, told: Story): Promise<string[]> {
	const { sql } = world
	// Everything that a row of a contact may hold.
	await sql`update customer_contact set guarantor = true, billing = true`
	const invoice = await only(
		sql`select id from invoice where kind = 'invoice' and state = 'issued' order by issued_on desc, id limit 1`,
	)
	const credit = await only(sql`select id from invoice where kind = 'credit_note' limit 1`)
	const voided = await only(sql`select id from invoice where state = 'void' limit 1`)
	const endpoint = await only(sql`
		insert into webhook_endpoint (name, url, secret, created_by, created_at)
		values ('Shop', 'https://shop.example/hook', 'sealed', 'system:test', now()) returning id`)
	await sql`
		insert into webhook_delivery (endpoint_id, event_id, attempts, status, last_error, gave_up_at, delivered_at)
		select ${endpoint}, id, 2, 503, 'It answered 503', case when nth = 1 then now() end, case when nth = 2 then now() end
		from (select id, row_number() over (order by id desc) as nth from event limit 3) as latest`
	await sql`
		insert into api_key (name, token_hash, hint, user_id, scopes, created_by, created_at)
		select 'Accounting', sha256(id::text::bytea), 'wxyz', id, '{journal:read,invoices:read}', 'system:test', now() from staff_user limit 1
		on conflict do nothing`
	await sql`
		insert into penalty_terms (valid_from, daily_rate_percent, grace_days, charge_grace, written_by, written_at)
		values ('2020-01-01', 0.05, 3, true, 'system:test', now())`
	const { contractId: supplied } = await supply(world, 'Kontor')
	const machine = await only(sql`select id from equipment limit 1`)
	const receipt = await only(
		sql`select id from payment where state = 'succeeded' and customer_id = ${told.nordwind.id} limit 1`,
	)
	const banking = await bankPages(world, told)
	const product = await only(
		sql`insert into product (code, name, kind) values ('WATCH', 'Crane watch', 'equipment') returning id`,
	)
	await sql`
		with monthly as (
			insert into plan (product_id, code, name, interval_unit, interval_count) values (${product}, 'WATCH', 'Monthly', 'month', 1) returning id)
		insert into price (product_id, plan_id, currency, unit_price, valid_from)
		select ${product}, id, 'EUR', 20, valid_from from monthly, unnest('{2024-01-01,2025-01-01,2099-01-01}'::date[]) as given (valid_from)`
	await sql`insert into product_option (product_id, smallest) values (${product}, 2)`
	const pass = await only(sql`select id from gate_pass limit 1`)
	const fetched = await fetching(world, told.service.id)
	await sql`
		insert into telematics_provider (id, name, url, models, command_secret, answer_secret, created_by, created_at)
		values (gen_random_uuid(), 'FarSight', 'https://far.example/commands', '{}', 'sealed', 'sealed', 'system:test', now())`
	const survey = await only(sql`
		insert into credit_survey (customer_id, currency, amount_minor, months, state, note, requested_by, requested_at, surveyor_id, dispatched_by, dispatched_at)
		select ${told.nordwind.id}, 'EUR', 4800000, 24, 'in_progress', 'Look at the yard', 'system:test', now(), id, 'system:test', now()
		from staff_user limit 1 returning id`)
	await sql`
		insert into credit_survey_section (survey_id, section, answers, saved_by, saved_at) values
			(${survey}, 'business', '{"activity":"Freight","startedOn":"2015-01-01","turnoverMonth":"10000000"}', 'system:test', now()),
			(${survey}, 'guarantors', '{"first.name":"Otto Berg","first.assets":"9000000"}', 'system:test', now())`
	const guarantor = await only(
		sql`insert into guarantor (name, phone, created_at) values ('Otto Berg', '040 1', now()) returning id`,
	)
	await sql`insert into credit_survey_guarantor (survey_id, place, guarantor_id) values (${survey}, 1, ${guarantor})`
	await sql`
		insert into guarantee (guarantor_id, customer_id, currency, given_on, given_by)
		values (${guarantor}, ${told.nordwind.id}, 'EUR', '2025-12-01', 'system:test')`
	const owed = await only(sql`
		insert into collection_case (customer_id, currency, opened_by, opened_at)
		values (${told.nordwind.id}, 'EUR', 'system:test', now()) returning id`)
	await sql`
		insert into collection_dispatch (case_id, collector_id, note, dispatched_by, dispatched_at)
		select ${owed}, id, 'Ring first', 'system:test', now() from staff_user limit 1`
	await sql`
		insert into collection_rule (position, overdue_from_days, added_by, added_at) values (1, 1, 'system:test', now())`
	return [
		'/staff',
		'/staff/collection?show=open',
		'/staff/collection-cases?caseState=open',
		'/staff/collection/dispatch?which=all',
		`/staff/collection/${owed}`,
		'/staff/settings/collection',
		'/staff/surveys?show=open',
		`/staff/surveys/new?customer=${told.nordwind.id}`,
		`/staff/surveys/${survey}`,
		'/staff/settings/surveys',
		`/staff/guarantors/${guarantor}`,
		'/staff/customers',
		'/staff/customers?search=nothing+like+it',
		'/staff/customers/new',
		`/staff/customers/${told.nordwind.id}`,
		`/staff/customers/${told.nordwind.id}/edit`,
		`/staff/customers/${told.nordwind.id}/tax`,
		`/staff/customers/${told.nordwind.id}/documents`,
		'/staff/settings/taxes',
		'/staff/settings/units',
		'/staff/settings/rates',
		'/staff/settings/commission',
		'/staff/settings/health',
		'/staff/figures/health',
		'/staff/figures/cash-flow?year=2025&part=planned',
		'/staff/settings/documents',
		'/staff/settings/fields',
		'/staff/settings/field-rights?card=contract&role=salesperson&state=draft',
		'/staff/settings/contract-types',
		'/staff/settings/invoice-types',
		`/staff/customers/${told.nordwind.id}/fields`,
		`/staff/contracts/${told.service.id}/fields`,
		'/staff/products',
		'/staff/products/new',
		`/staff/products/${product}`,
		'/staff/prices',
		'/staff/settings/templates',
		'/staff/price-updates',
		'/staff/restructurings',
		`/staff/restructurings/new?contract=${told.subscription.id}`,
		`/staff/restructurings/new?contract=${told.subscription.id}&kind=price_percent`,
		'/staff/contracts',
		'/staff/contracts/new',
		'/staff/contracts/new?find=n',
		'/staff/suppliers',
		'/staff/suppliers/contracts',
		'/staff/payables',
		'/staff/payables?show=all',
		'/staff/partner-applications',
		'/staff/customers/new?role=supplier',
		'/staff/visits',
		`/staff/contracts/${told.service.id}/visits`,
		`/staff/contracts/${supplied}`,
		`/staff/contracts/${supplied}/payments`,
		`/staff/contracts/${supplied}/notice`,
		`/staff/contracts/new?customer=${told.nordwind.id}`,
		`/staff/contracts/${told.subscription.id}`,
		`/staff/contracts/${told.service.id}/lines?search=etv`,
		`/staff/contracts/${told.service.id}/billing?coming=2026-07-15`,
		`/staff/contracts/${told.subscription.id}/bill`,
		`/staff/contracts/${told.service.id}/collection`,
		`/staff/contracts/${told.service.id}/penalty?on=2028-01-01`,
		`/staff/contracts/${told.service.id}/plans`,
		'/staff/settings',
		'/staff/settings/penalty',
		`/staff/contracts/${told.service.id}/machines`,
		'/staff/equipment',
		'/staff/equipment/new',
		`/staff/equipment/${machine}`,
		'/staff/gate?number=unknown',
		`/staff/gate-passes/${pass}`,
		'/staff/settings/delivery',
		'/staff/machine-requests',
		`/staff/machine-requests/${fetched}`,
		`/staff/contracts/${told.service.id}/machine-requests/new?kind=lock`,
		`/staff/contracts/${told.service.id}/machine-requests/new?kind=settlement`,
		'/staff/settings/machine-requests',
		'/staff/settings/telematics',
		`/staff/contracts/${told.service.id}/documents`,
		`/staff/contracts/${told.service.id}/follow-ups`,
		`/staff/contracts/${told.service.id}/discussion`,
		`/staff/contracts/${told.service.id}/messages`,
		'/staff/tasks?whose=all',
		'/staff/tasks/calendar?whose=all',
		'/staff/tasks/calendar?whose=all&view=week',
		`/staff/contracts/${told.subscription.id}/history?on=2026-02-01`,
		`/staff/contracts/${told.service.id}/change`,
		`/staff/contracts/${told.service.id}/access`,
		'/staff/invoices',
		'/staff/instalments',
		'/staff/receipts',
		'/staff/receipts/new?find=nordwind',
		`/staff/receipts/new?customer=${told.nordwind.id}`,
		`/staff/receipts/${receipt}`,
		'/staff/bank-files',
		...banking,
		`/staff/invoices?contractId=${told.service.id}&state=issued`,
		'/staff/lines',
		'/staff/search?for=nordwind',
		'/staff/search?for=nortwint',
		'/staff/follow-ups',
		'/staff/contacts',
		'/staff/contracts?ends.within=soon',
		`/staff/invoices/${invoice}`,
		`/staff/invoices/${credit}`,
		`/staff/invoices/${voided}`,
		'/staff/run',
		'/staff/audit',
		'/staff/journal?from=2025-12-01&to=2027-12-31',
		'/staff/settings/keys',
		'/staff/settings/webhooks',
		`/staff/settings/webhooks/${endpoint}`,
	]
}
