import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createContract } from '#core/contract/create.ts'
import { createCustomer } from '#core/customer/create.ts'
import { tellPayables } from '#core/payable/tell.ts'
import { setRatingPolicy } from '#core/rating/policy.ts'
import { byRole, rule, step } from '#test/core/approval/office.ts'
import { enter } from '#test/portal/customer/enter.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { hire } from '#test/portal/staff/console.ts'
import { agree, type Company, dayComes, month, mrrOf, newLetters, office, openCompany, welcome } from './company.ts'
import { Reader } from './reader.ts'

/** Somebody of the staff by their role, signed in. */
async function member(company: Company, role: 'finance' | 'manager' | 'salesperson') {
	const { id, email } = await hire(company.books, role)
	return { id, email, reader: new Reader(await enter(company, company.shop, email, 'staff')) }
}

/** What waits for a word, as a page of the console. */
async function waiting({ sql }: Company, kind: string): Promise<string> {
	const [request] = await sql<{ id: string }[]>`
		select id from approval_request where subject_kind = ${kind} and state = 'waiting' order by id desc limit 1`
	return `/staff/approvals/${request?.id}`
}

test('a landlord’s contract is agreed by a second person, paid month by month, and ended in time', {
	timeout: 180_000,
}, async () => {
	await using company = await openCompany('2026-01-02')
	const { books, clock, sql } = company
	await rule(company, 'supplier_contract', [step({ approvers: [byRole('manager')] })])
	const [katrin, mara] = [await member(company, 'finance'), await member(company, 'manager')]
	const facts = { name: 'Kontor', role: 'supplier', language: 'en', currency: 'EUR', country: 'DE' } as const
	const kontor = expectOk(await act(books, office, createCustomer, { ...facts, email: 'rent@kontor.example' }))
	const { id } = expectOk(
		await act(books, office, createContract, {
			...{ customerId: kontor.id, currency: 'EUR', title: 'Office', lines: [], ownerId: katrin.id },
			...{ startsOn: '2026-01-31', endsOn: '2027-01-30', renewal: 'tacit', termMonths: 12, noticeDays: 90 },
		}),
	)
	const payments = `/staff/contracts/${id}/payments`

	// 2 January: the plan is 4 000.00 on the last day of each month and a deposit; it counts once a manager has said yes.
	const empty = await katrin.reader.open(payments)
	const rent = { description: 'Rent', amount: '4000', every: 'month', firstDueOn: '2026-01-31' }
	const planned = await katrin.reader.press(empty, 'Add to the plan', rent)
	const deposit = { description: 'Deposit', amount: '8000', every: 'once', firstDueOn: '2026-01-31' }
	await katrin.reader.press(planned, 'Add to the plan', deposit)
	const asked = await katrin.reader.press(await katrin.reader.open(`/staff/contracts/${id}`), 'Activate')
	expect(asked.status).toBe(200)
	expect(await stateOf(company, id)).not.toBe('active')
	expect(await katrin.reader.read('/staff/payables?show=open')).not.toContain('Deposit')
	const card = await mara.reader.open(await waiting(company, 'supplier_contract'))
	// Twelve rents and the deposit.
	expect(card.text).toContain('€56,000.00')
	await mara.reader.press(card, 'Approve')
	expect(await stateOf(company, id)).toBe('active')

	// 24 January: finance is told of both, a week before. 31 January: paid, the deposit with less than was planned.
	clock.standOn('2026-01-24')
	expect(expectOk(await act(books, office, tellPayables, undefined))).toBe(2)
	expect(expectOk(await act(books, office, tellPayables, undefined))).toBe(0)
	await dayComes(company, '2026-01-31')
	const due = await katrin.reader.open(payments)
	await payDue(katrin.reader, due.path, sql, { description: 'Rent', dueOn: '2026-01-31', paidOn: '2026-01-31' })
	await payDue(katrin.reader, due.path, sql, {
		...{ description: 'Deposit', dueOn: '2026-01-31', paidOn: '2026-01-31' },
		...{ amount: '7500', note: 'They waived the rest' },
	})
	const paid = await katrin.reader.read('/staff/payables?show=paid')
	expect(paid).toContain('They waived the rest')
	expect(paid).toContain('€7,500.00')

	// 28 February passes unpaid: on 2 March it is late, told of once more, and then paid.
	await dayComes(company, '2026-03-02')
	expect(await katrin.reader.read('/staff/payables?show=late')).toContain('2 days late')
	expect(expectOk(await act(books, office, tellPayables, undefined))).toBe(1)
	await payDue(katrin.reader, payments, sql, { description: 'Rent', dueOn: '2026-02-28', paidOn: '2026-03-02' })
	expect(await katrin.reader.read('/staff/payables?show=late')).not.toContain('2 days late')

	// It goes on by itself unless ended by 1 November: who looks after it is written to in time, the landlord never.
	expect(await sql`select from mailbox_letter where to_address like '%kontor%'`).toEqual([])
	await newLetters(company)
	for (const day of ['2026-09-30', '2026-10-02', '2026-10-25']) await dayComes(company, day)
	expect(await sql`select from mailbox_letter where to_address like '%kontor%'`).toEqual([])
	const told = (await newLetters(company)).filter(({ name }) => name === 'supplier-term')
	expect(told).toHaveLength(2)
	expect(told[0]?.text).toContain('1 November 2026')
	expect(await katrin.reader.read('/staff/suppliers')).toContain('Kontor')

	// 26 October: ended. What falls due until the last day is still to be paid, and nothing after it.
	clock.standOn('2026-10-26')
	const notice = await katrin.reader.open(`/staff/contracts/${id}/notice`)
	await katrin.reader.press(notice, 'End the contract', { endsOn: '2027-01-30' })
	expect(await stateOf(company, id)).toBe('ending')
	await dayComes(company, '2026-10-26')
	const after = await katrin.reader.read(payments)
	expect(after).toContain('31 Dec 2026')
	expect(after).not.toContain('31 Jan 2027')

	// None of it was ever ours to bill.
	expect(await sql`select from invoice`).toEqual([])
	expect(await sql`select from journal_line`).toEqual([])
	expect(await mrrOf(company, 'EUR')).toBe(0n)
	expect(await sql`select from mailbox_letter where to_address like '%kontor%'`).toEqual([])
})

test('a builder applies on the public page, confirms, and becomes a partner when somebody says yes', {
	timeout: 120_000,
}, async () => {
	await using company = await openCompany('2026-05-04')
	const mara = await member(company, 'manager')
	const ida = new Reader(new Visit(company.shop.address))
	const form = await ida.open('/partner-application')
	const sent = await ida.press(form, 'Send application', {
		...{ companyName: 'Bau & Werk', contactName: 'Ida Berg', email: 'ida@bau.example', country: 'DE' },
		...{ taxNumber: 'DE123456788', wish: 'We sell your software to builders.' },
	})
	expect(sent.text).toContain('We have sent you a link.')
	expect(await company.sql`select from approval_request`).toEqual([])
	const [letter] = await newLetters(company)
	const [path = ''] = /\/partner-application\/[\w-]{43}/.exec(letter?.text ?? '') ?? []
	const confirmed = await ida.press(await ida.open(path), 'Confirm application')
	expect(confirmed.text).toContain('Thank you, your application is with us')
	await newLetters(company)
	const card = await mara.reader.open(await waiting(company, 'partner_application'))
	expect(card.text).toContain('Bau & Werk')
	await mara.reader.press(card, 'Approve', { comment: 'Known from the fair' })
	const [partner] = await company.sql`
		select customer.name, customer.role, contact.email from customer
			join customer_contact on customer_id = customer.id join contact on contact.id = contact_id where customer.name = 'Bau & Werk'`
	expect(partner).toMatchObject({ name: 'Bau & Werk', role: 'partner', email: 'ida@bau.example' })
	const decided = (await newLetters(company)).filter(({ name }) => name === 'application-decided')
	expect(decided).toHaveLength(1)
	expect(decided[0]?.text).not.toContain('Known from the fair')
	expect(await mara.reader.read('/staff/suppliers')).toContain('Bau & Werk')
})

test('a visit on a schedule is made, rated, and the rating stands beside it', { timeout: 120_000 }, async () => {
	await using company = await openCompany('2026-06-01')
	const { books, clock } = company
	expectOk(await act(books, office, setRatingPolicy, { stages: ['visit_done'], everyDays: 30 }))
	const sam = await member(company, 'salesperson')
	const home = { currency: 'EUR', country: 'DE', tax: '19', language: 'en' } as const
	const acme = await welcome(company, { name: 'Acme', ...home })
	const contract = await agree(company, acme, {
		...{ title: 'Service', startsOn: '2026-06-01' },
		lines: [{ description: 'Service', quantity: '1', unitPrice: '50', interval: month }],
	})
	const path = `/staff/contracts/${contract}/visits`
	const plan = { title: 'Inspection', firstOn: '2026-06-30', everyMonths: '2', assigneeId: sam.id }
	await sam.reader.press(await sam.reader.open(path), 'Plan visits', plan)

	// 2 July: missed by two days, then made; the next one is counted from the first.
	clock.standOn('2026-07-02')
	const missed = await sam.reader.open(path)
	expect(missed.text).toContain('2 days missed')
	await sam.reader.press(missed, 'Visit made : Inspection', { doneOn: '2026-07-02', report: 'Filter changed.' })
	expect(await sam.reader.read(path)).toContain('30 Aug 2026')
	await newLetters(company)

	// Two days later Acme is asked, and what they say stands beside the visit.
	await dayComes(company, '2026-07-04')
	const [asked] = (await newLetters(company)).filter(({ name }) => name === 'rating-asked')
	const [rate = ''] = /\/rate\/[\w-]{43}/.exec(asked?.text ?? '') ?? []
	const anna = new Reader(await enter(company, company.shop, acme.email))
	const stars = await anna.open(`${rate}?score=4`)
	await anna.press(stars, 'Send rating', { comment: 'On time.' })
	for (const page of [path, '/staff/visits']) {
		const beside = await sam.reader.read(page)
		expect(beside).toContain('4 of 5')
		expect(beside).toContain('On time.')
	}
	expect(await anna.read(`/contracts/${contract}`)).toContain('Filter changed.')
})

async function stateOf({ sql }: Company, id: string): Promise<string> {
	const [contract] = await sql<{ state: string }[]>`select state from contract where id = ${id}`
	return contract?.state ?? ''
}

type Paid = { description: string; dueOn: string; paidOn: string; amount?: string; note?: string }

/** Presses the button beside one payment, which names what it pays by its id and day. */
async function payDue(reader: Reader, path: string, sql: Company['sql'], { description, ...paid }: Paid) {
	const [payable] = await sql<{ id: string }[]>`select id from payable where description = ${description}`
	const fields = { intent: 'pay', payableId: payable?.id ?? '', ...paid }
	expect((await reader.visit.post(path, fields)).status).toBe(302)
}
