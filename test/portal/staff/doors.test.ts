// Over 300 lines: every page and every deed of the console stands here, so that none is left out.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { act, expectOk, type Role } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { requestSurvey } from '#core/credit-survey/request.ts'
import { type Action, may } from '#core/permit.ts'
import { openGate } from '#test/core/delivery/gate.ts'
import { fetching } from '#test/core/machine-request/lot.ts'
import { linkTo, type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, Visit } from '#test/portal/customer/visit.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'
import { collectionDeeds, collectionPages } from './collection-doors.ts'
import { hire, roles, signedIn } from './console.ts'

let world: World
let portal: Portal
let told: Story
let fetched: string
let yard: Awaited<ReturnType<typeof openGate>>
let ids: { draft: string; invoice: string; line: string; link: string; owed: string; survey: string }

const system = { kind: 'system', name: 'test' } as const

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20', max: 10, company: { demo: true } })
	told = await tellStory(world, 3)
	yard = await openGate(world.books, told.service.id)
	fetched = await fetching(world, told.service.id)
	portal = await openPortal(world)
	const draft = expectOk(
		await act(world.books, system, createContract, {
			customerId: told.nordwind.id,
			title: 'A draft',
			currency: 'EUR',
			startsOn: '2026-07-01',
			lines: [{ description: 'Rent', quantity: '1', unitPrice: '10', interval: { unit: 'month', count: 1 } }],
		}),
	)
	const link = await linkTo(world.books, told.nordwind, { kind: 'contract', id: told.service.id })
	const [invoice] = await world.sql<{ id: string }[]>`
		select id from invoice where kind = 'invoice' and state = 'issued' and settled_minor = 0 and customer_id = ${told.nordwind.id} limit 1`
	const [line] = await world.sql<{ id: string }[]>`
		select id from contract_line where contract_id = ${told.subscription.id} limit 1`
	const asked = { contractId: draft.id, note: '' }
	const survey = expectOk(await act(world.books, system, requestSurvey, asked))
	const [owed] = await world.sql<{ id: string }[]>`
		insert into collection_case (customer_id, currency, opened_by, opened_at)
		values (${told.nordwind.id}, 'EUR', 'system:test', now()) returning id`
	ids = {
		owed: owed?.id ?? '',
		survey: survey.id,
		draft: draft.id,
		invoice: invoice?.id ?? '',
		line: line?.id ?? '',
		link: link.id,
	}
}, 300_000)

afterAll(async () => {
	await portal.close()
	await world.close()
})

/** Every page of the console, and what opening it takes. */
function pages(): [path: string, needs: Action | undefined][] {
	return [
		['/staff', undefined],
		['/staff/chat', undefined],
		['/staff/chat-accounts', undefined],
		['/staff/customers', 'customer.read'],
		['/staff/customers/new', 'customer.write'],
		[`/staff/customers/${told.nordwind.id}`, 'customer.read'],
		[`/staff/customers/${told.nordwind.id}/edit`, 'customer.write'],
		['/staff/contracts', 'contract.read'],
		[`/staff/contracts/new?customer=${told.nordwind.id}`, 'contract.write'],
		[`/staff/contracts/${told.service.id}`, 'contract.read'],
		[`/staff/contracts/${told.service.id}/lines`, 'contract.read'],
		[`/staff/contracts/${told.service.id}/billing`, 'invoice.read'],
		[`/staff/contracts/${told.service.id}/bill`, 'invoice.run'],
		[`/staff/contracts/${told.service.id}/collection`, 'invoice.read'],
		[`/staff/contracts/${told.service.id}/machines`, 'equipment.read'],
		['/staff/equipment', 'equipment.read'],
		['/staff/equipment/new', 'equipment.write'],
		[`/staff/equipment/${yard.machine}`, 'equipment.read'],
		['/staff/gate', 'equipment.read'],
		[`/staff/gate-passes/${yard.pass}`, 'equipment.read'],
		[`/staff/gate-passes/${yard.pass}.pdf`, 'delivery.ask'],
		['/staff/settings/delivery', 'company.write'],
		['/staff/machine-requests', 'machine_request.record'],
		[`/staff/machine-requests/${fetched}`, 'machine_request.record'],
		[`/staff/contracts/${told.service.id}/machine-requests/new?kind=lock`, 'machine_request.ask'],
		['/staff/settings/machine-requests', 'company.write'],
		['/staff/settings/telematics', 'company.write'],
		[`/staff/contracts/${told.service.id}/penalty`, 'invoice.read'],
		[`/staff/contracts/${told.service.id}/plans`, 'invoice.read'],
		['/staff/instalments', 'invoice.read'],
		['/staff/products', 'product.read'],
		['/staff/products/new', 'product.write'],
		['/staff/products/prices.csv', 'product.read'],
		['/staff/settings/penalty', 'company.write'],
		['/staff/settings/commission', 'company.write'],
		['/staff/figures/commission', 'commission.read'],
		['/staff/figures/commission.csv', 'commission.read'],
		['/staff/figures/commission/rows.csv', 'commission.read'],
		[`/staff/contracts/${told.service.id}/documents`, 'contract.read'],
		[`/staff/contracts/${told.service.id}/follow-ups`, 'customer.read'],
		[`/staff/contracts/${told.service.id}/discussion`, 'discussion.read'],
		[`/staff/customers/${told.nordwind.id}/documents`, 'document.read'],
		['/staff/settings/documents', 'company.write'],
		['/staff/tasks', 'customer.read'],
		['/staff/tasks/calendar', 'customer.read'],
		[`/staff/contracts/${told.service.id}/messages`, 'message.read'],
		[`/staff/contracts/${told.service.id}/history`, 'contract.read'],
		[`/staff/contracts/${told.service.id}/access`, 'contract.amend'],
		[`/staff/contracts/${ids.draft}/edit`, 'contract.write'],
		['/staff/invoices', 'invoice.read'],
		['/staff/payments', 'invoice.read'],
		['/staff/password', undefined],
		['/staff/second-factor', undefined],
		[`/staff/invoices/${ids.invoice}`, 'invoice.read'],
		[`/staff/invoices/${ids.invoice}.pdf`, 'invoice.read'],
		['/staff/surveys', 'survey.read'],
		[`/staff/surveys/new?customer=${told.nordwind.id}`, 'survey.request'],
		// Who only fills surveys in sees those that are theirs.
		[`/staff/surveys/${ids.survey}`, 'survey.request'],
		['/staff/settings/surveys', 'company.write'],
		...collectionPages(ids.owed),
		['/staff/audit', 'audit.read'],
		['/staff/audit.csv', 'audit.read'],
		['/staff/quotes.xlsx', 'quote.read'],
		['/staff/contacts', 'customer.read'],
		['/staff/payables.csv', 'payable.read'],
		['/staff/tasks.csv', 'customer.read'],
		['/staff/visits.xlsx', 'customer.read'],
		['/staff/journal', 'journal.read'],
		[`/staff/contracts/${told.subscription.id}/change`, 'contract.amend'],
		['/staff/run', 'invoice.run'],
	]
}

type Deed = { path: string; fields: Record<string, string>; needs: Action }

/** Everything that can be posted in the console. */
function deeds(): Deed[] {
	const customer = `/staff/customers/${told.nordwind.id}`
	const running = `/staff/contracts/${told.subscription.id}`
	const draft = `/staff/contracts/${ids.draft}`
	const draftFields = {
		customerId: told.nordwind.id,
		startsOn: '2026-07-01',
		alignment: 'contract',
		timing: 'advance',
		title: 'Changed',
	}
	const customerFields = { name: 'Changed', language: 'en', currency: 'EUR', country: 'DE', version: '1' }
	return [
		{ path: '/staff/customers/new', fields: customerFields, needs: 'customer.write' },
		{ path: `${customer}/edit`, fields: customerFields, needs: 'customer.write' },
		{
			path: customer,
			fields: { intent: 'add_contact', name: 'Eve', email: 'eve@elsewhere.example', language: 'en' },
			needs: 'customer.write',
		},
		{
			path: customer,
			fields: { intent: 'send_link', contractId: told.service.id, scope: 'pay', key: 'pressed-by-nobody' },
			needs: 'link.send',
		},
		{ path: customer, fields: { intent: 'revoke_link', linkId: ids.link }, needs: 'link.revoke' },
		{ path: '/staff/contracts/new', fields: draftFields, needs: 'contract.write' },
		{ path: `${draft}/edit`, fields: { ...draftFields, version: '1' }, needs: 'contract.write' },
		{ path: draft, fields: { intent: 'activate' }, needs: 'contract.activate' },
		{ path: draft, fields: { intent: 'void' }, needs: 'contract.void' },
		{ path: draft, fields: { intent: 'signature' }, needs: 'quote.write' },
		{ path: draft, fields: { intent: 'take_back' }, needs: 'contract.write' },
		{
			path: `${running}/change`,
			fields: { intent: 'lines', 'lines[0].id': ids.line, 'lines[0].quantity': '99' },
			needs: 'contract.amend',
		},
		{ path: `${running}/change`, fields: { intent: 'cancel', endsOn: '2026-12-31' }, needs: 'contract.amend' },
		{
			path: `${running}/change`,
			fields: {
				intent: 'apply',
				change: JSON.stringify({ kind: 'cancel', endsOn: '2026-12-31' }),
				seen: '0'.repeat(64),
				key: '019d0000-0000-7000-8000-000000000000',
			},
			needs: 'contract.change',
		},
		{ path: `${running}/bill`, fields: { intent: 'bill', seen: '0'.repeat(64) }, needs: 'invoice.run' },
		{ path: `/staff/invoices/${ids.invoice}`, fields: { intent: 'void', reason: 'Wrong' }, needs: 'invoice.void' },
		{
			path: `/staff/invoices/${ids.invoice}`,
			fields: {
				...{ intent: 'apply', way: 'void', asked: '{"reason":"Wrong"}', typed: '{}', seen: '0'.repeat(64) },
			},
			needs: 'invoice.void',
		},
		{
			path: `/staff/invoices/${ids.invoice}`,
			fields: { intent: 'write_off', reason: 'Gone' },
			needs: 'invoice.write_off',
		},
		{
			path: `/staff/contracts/${told.service.id}/machines`,
			fields: { intent: 'enter', 'lineIds[0]': ids.line },
			needs: 'equipment.write',
		},
		{
			path: `/staff/contracts/${told.service.id}/machines`,
			fields: { intent: 'ask', 'equipmentIds[0]': yard.machine },
			needs: 'delivery.ask',
		},
		{
			path: `/staff/contracts/${told.service.id}/machines`,
			fields: { intent: 'withdraw', passId: yard.pass, reason: 'Late' },
			needs: 'delivery.ask',
		},
		{ path: '/staff/equipment/new', fields: { serialNumber: 'SN-DOORS' }, needs: 'equipment.write' },
		{
			path: `/staff/equipment/${yard.machine}`,
			fields: { intent: 'move', action: 'note', note: 'Seen' },
			needs: 'equipment.write',
		},
		{ path: `/staff/gate-passes/${yard.pass}`, fields: { driver: 'Olga' }, needs: 'delivery.release' },
		{ path: '/staff/settings/delivery', fields: { validDays: '7' }, needs: 'company.write' },
		{
			path: `/staff/contracts/${told.service.id}/machine-requests/new?kind=lock`,
			fields: { 'equipmentIds[0]': yard.machine },
			needs: 'machine_request.ask',
		},
		{ path: `/staff/machine-requests/${fetched}`, fields: { intent: 'again' }, needs: 'machine_request.ask' },
		{
			path: `/staff/machine-requests/${fetched}`,
			fields: { intent: 'confirm', equipmentId: yard.machine },
			needs: 'machine_request.record',
		},
		{
			path: '/staff/settings/machine-requests',
			fields: { lockDays: '30', confirmHours: '4' },
			needs: 'company.write',
		},
		{ path: '/staff/settings/telematics', fields: { intent: 'add', name: '', url: '' }, needs: 'company.write' },
		{
			path: `/staff/contracts/${told.service.id}/penalty`,
			fields: { intent: 'agree', rate: '1', graceDays: '0', validFrom: '2026-01-01' },
			needs: 'contract.amend',
		},
		{
			path: '/staff/settings/penalty',
			fields: { intent: 'agree', rate: '1', graceDays: '0', validFrom: '2026-01-01' },
			needs: 'company.write',
		},
		{
			path: '/staff/settings/commission',
			fields: { intent: 'add', share: '5', base: 'invoiced', validFrom: '2026-01-01' },
			needs: 'company.write',
		},
		{ path: `/staff/surveys/new?customer=${told.nordwind.id}`, fields: { note: '' }, needs: 'survey.request' },
		{
			path: `/staff/surveys/${ids.survey}`,
			fields: { intent: 'dispatch', surveyorId: '019d0000-0000-7000-8000-000000000000' },
			needs: 'survey.dispatch',
		},
		{ path: `/staff/surveys/${ids.survey}`, fields: { intent: 'withdraw', note: 'No' }, needs: 'survey.request' },
		{
			path: `/staff/surveys/${ids.survey}`,
			fields: { intent: 'close', conclusion: 'grant', note: 'Yes' },
			needs: 'survey.dispatch',
		},
		{
			path: `/staff/surveys/${ids.survey}/sections/bank`,
			fields: { version: '0', bankName: 'Hansa' },
			needs: 'survey.fill',
		},
		...collectionDeeds(told.nordwind.id, ids.owed),
		{ path: '/staff/settings/surveys', fields: { version: '0', grantFrom: '1' }, needs: 'company.write' },
		{ path: '/staff/run', fields: { through: '2026-07-10' }, needs: 'invoice.run' },
		{ path: '/staff/clock', fields: { by: 'day' }, needs: 'clock.move' },
	]
}

/** Everything that a deed could have changed. */
async function state(): Promise<unknown> {
	const [row] = await world.sql`
		select (select count(*)::int from event) as events, (select count(*)::int from outbox) as effects,
			(select count(*)::int from invoice) as invoices, (select count(*)::int from contract) as contracts,
			(select count(*)::int from customer) as customers, (select count(*)::int from contact) as contacts,
			(select sum(version)::int from contract) as "contractVersions", (select sum(version)::int from customer) as "customerVersions",
			(select days_ahead from company) as ahead, (select count(*)::int from secure_link where revoked_at is not null) as revoked`
	return row
}

describe.each(roles)('for a %s the console', (role: Role) => {
	const actor = { kind: 'staff', userId: '', role } as const
	let visit: Visit

	beforeAll(async () => {
		visit = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, role)).email)
	})

	test('opens the rooms of the role and knows nothing of the others', async () => {
		const opened: [string, number][] = []
		for (const [path] of pages()) opened.push([path, (await visit.get(path)).status])
		expect(opened).toEqual(pages().map(([path, needs]) => [path, !needs || may(actor, needs) ? 200 : 404]))
	}, 60_000)

	test('refuses what the role may not do, and nothing is changed', async () => {
		const before = await state()
		const answers: [string, string, number][] = []
		const forbidden = deeds().filter(({ needs }) => !may(actor, needs))
		for (const { path, fields } of forbidden) {
			const answer = await visit.post(path, fields)
			answers.push([path, fields.intent ?? '', answer.status])
			const text = textOf(await answer.text())
			if (answer.status === 422) expect(text).toContain('You may not do that here')
		}
		expect(answers.filter(([, , status]) => status !== 404 && status !== 422)).toEqual([])
		expect(await state()).toEqual(before)
	}, 60_000)

	test('shows the buttons of what the role may do, and no others', async () => {
		const shown = async (path: string, text: string) => (await (await visit.get(path)).text()).includes(text)
		const customer = `/staff/customers/${told.nordwind.id}`
		const buttons: [path: string, text: string, needs: Action][] = [
			['/staff/customers', 'href="/staff/customers/new"', 'customer.write'],
			[customer, `href="${customer}/edit"`, 'customer.write'],
			[customer, 'value="add_contact"', 'customer.write'],
			[customer, 'value="send_link"', 'link.send'],
			[customer, 'value="revoke_link"', 'link.revoke'],
			[customer, `href="/staff/audit?customer=${told.nordwind.id}"`, 'audit.read'],
			['/staff/contracts', 'href="/staff/contracts/new"', 'contract.write'],
			[`/staff/contracts/${ids.draft}`, 'value="activate"', 'contract.activate'],
			[`/staff/contracts/${ids.draft}`, 'value="void"', 'contract.void'],
			[`/staff/contracts/${ids.draft}`, `/staff/contracts/${ids.draft}/edit`, 'contract.write'],
			[
				`/staff/contracts/${told.subscription.id}`,
				`href="/staff/contracts/${told.subscription.id}/change"`,
				'contract.amend',
			],
			[`/staff/contracts/${told.subscription.id}`, `/staff/contracts/${told.subscription.id}/bill"`, 'invoice.run'],
			['/staff', 'href="/staff/run"', 'invoice.run'],
			['/staff', 'href="/staff/audit"', 'audit.read'],
			['/staff', 'href="/staff/imports"', 'import.run'],
			['/staff', 'value="month"', 'clock.move'],
		]
		const found: [string, string, boolean][] = []
		for (const [path, text] of buttons) found.push([path, text, await shown(path, text)])
		expect(found).toEqual(buttons.map(([path, text, needs]) => [path, text, may(actor, needs)]))
	}, 60_000)
})

describe('who reads no invoices', () => {
	test('is told nothing of what a customer owes', async () => {
		const visit = await signedIn(world.books, portal.address, 'staff', (await hire(world.books, 'storekeeper')).email)
		const [owed] = await world.sql<{ minor: bigint }[]>`
			select sum(total_minor - settled_minor)::bigint as minor from invoice
			where customer_id = ${told.nordwind.id} and kind = 'invoice' and state = 'issued'`
		expect(owed?.minor).toBeGreaterThan(0n)
		for (const path of ['/staff/customers', '/staff/contracts', `/staff/customers/${told.nordwind.id}`]) {
			expect(await (await visit.get(path)).text()).not.toContain(String(owed?.minor))
			expect(await visit.read(path)).not.toContain('Overdue')
		}
	}, 60_000)
})

describe('whoever is not staff', () => {
	const outsiders: [string, () => Promise<Visit>][] = [
		['a stranger', async () => new Visit(portal.address)],
		['a customer’s contact', () => signedIn(world.books, portal.address, 'customer', told.nordwind.email)],
		[
			'the holder of a secure link',
			async () => {
				const visit = new Visit(portal.address)
				const { token } = await linkTo(world.books, told.nordwind, { kind: 'customer', id: told.nordwind.id })
				await visit.post(`/l/${token}`)
				return visit
			},
		],
	]

	test.each(outsiders)(
		'%s is sent to sign in from every page and every deed, and nothing is changed',
		async (_, come) => {
			const visit = await come()
			const before = await state()
			const astray: string[] = []
			const isDoor = (answer: Response) =>
				answer.status === 302 && answer.headers.get('location')?.startsWith('/sign-in/staff?return=')
			for (const [path] of pages()) if (!isDoor(await visit.get(path))) astray.push(path)
			for (const { path, fields } of deeds()) if (!isDoor(await visit.post(path, fields))) astray.push(`post ${path}`)
			expect(astray).toEqual([])
			expect(await state()).toEqual(before)
		},
		60_000,
	)
})
