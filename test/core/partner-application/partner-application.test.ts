import { createHash, randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { findCard } from '#core/approval/card.ts'
import { decide } from '#core/approval/decide.ts'
import { listWaitingFor } from '#core/approval/list-waiting.ts'
import { createCustomer } from '#core/customer/create.ts'
import { type Effect, openEffect } from '#core/outbox/queue.ts'
import { applyAsPartner } from '#core/partner-application/apply.ts'
import { confirmApplication, findToConfirm } from '#core/partner-application/confirm.ts'
import { findApplication, listApplications } from '#core/partner-application/find.ts'
import { setPartnerPage } from '#core/partner-application/page.ts'
import { sweepApplications } from '#core/partner-application/sweep.ts'
import { hire } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'

const clerk = { kind: 'system', name: 'clerk' } as const
const given = {
	...{ companyName: 'Bau & Werk', contactName: 'Ida Berg', email: 'ida@bau.example', country: 'DE' },
	...{ taxNumber: 'DE 123 456 788', wish: 'Sell your fleet software to builders.', language: 'en' as const },
}

/** A company with a manager and an administrator, and somebody outside who reads their mail. */
async function openDesk() {
	const world = await openBooks({ on: '2026-03-02' })
	const { id: userId } = await hire(world.books, 'manager')
	const manager: Actor = { kind: 'staff', userId, role: 'manager' }
	return { world, manager, [Symbol.asyncDispose]: () => world.close() }
}

async function apply({ books, sql }: World, more: Partial<Parameters<typeof applyAsPartner>[1]> = {}): Promise<string> {
	const { id } = expectOk(await applyAsPartner(books, { ...given, key: randomUUID(), ...more }))
	const [letter] = await sql<Effect[]>`select kind, key, payload from outbox where payload->>'applicationId' = ${id}`
	const { payload } = openEffect(books, letter as Effect)
	return (payload as { secrets: { token: string } }).secrets.token
}

async function waiting({ world, manager }: Awaited<ReturnType<typeof openDesk>>) {
	return expectOk(await look(world.books, manager, async (scope) => await listWaitingFor(scope), undefined))
}

async function answer(desk: Awaited<ReturnType<typeof openDesk>>, decision: 'approve' | 'reject') {
	const [request] = await waiting(desk)
	const { books } = desk.world
	const card = expectOk(await look(books, desk.manager, findCard, { id: request?.id ?? '' }))
	const press = { id: card.id, decision, seen: card.seen, channel: 'console' as const, comment: 'Looked at' }
	return expectOk(await act(books, desk.manager, decide, press)).did
}

const letters = async ({ sql }: World) =>
	(
		await sql<
			{ letter: string }[]
		>`select payload->>'letter' as letter from outbox where payload ? 'applicationId' order by id`
	).map(({ letter }) => letter)

test('an application waits for its letter, then for a person, and becomes a partner with its contact', async () => {
	await using desk = await openDesk()
	const { world, manager } = desk
	const token = await apply(world)
	expect(await waiting(desk)).toEqual([])
	expect(await findToConfirm(world.books, token)).toMatchObject({ state: 'unconfirmed', companyName: 'Bau & Werk' })
	expectOk(await confirmApplication(world.books, { token }))
	expectOk(await confirmApplication(world.books, { token }))
	expect(await waiting(desk)).toHaveLength(1)
	expect(await answer(desk, 'approve')).toBe('approved')
	expect(
		await world.sql`
		select customer.role, customer.name, party.tax_number as tax, contact.email
		from customer join billing_party as party on party.id = billing_party_id
			join customer_contact on customer_contact.customer_id = customer.id join contact on contact.id = contact_id`,
	).toEqual([{ role: 'partner', name: 'Bau & Werk', tax: 'DE 123 456 788', email: 'ida@bau.example' }])
	expect(await letters(world)).toEqual(['application-confirm', 'application-decided'])
	const [listed] = expectOk(await look(world.books, manager, listApplications, { limit: 5 }))
	expect(listed).toMatchObject({ state: 'approved', decidedOn: '2026-03-02' })
})

test('a no ends it with a letter, and nobody becomes a partner', async () => {
	await using desk = await openDesk()
	const { world } = desk
	expectOk(await confirmApplication(world.books, { token: await apply(world) }))
	expect(await answer(desk, 'reject')).toBe('rejected')
	expect(await world.sql`select state from partner_application`).toEqual([{ state: 'rejected' }])
	expect(await world.sql`select from customer`).toHaveLength(0)
	expect(await letters(world)).toEqual(['application-confirm', 'application-decided'])
	expectOk(await confirmApplication(world.books, { token: await apply(world) }))
	expect(await waiting(desk)).toHaveLength(1)
})

test('always somebody’s word: also where the company has taken its workflow away', async () => {
	await using desk = await openDesk()
	await desk.world.sql`update approval_workflow set archived_at = now() where subject_kind = 'partner_application'`
	expectOk(await confirmApplication(desk.world.books, { token: await apply(desk.world) }))
	expect(await waiting(desk)).toHaveLength(1)
	expect(await desk.world.sql`select from customer`).toHaveLength(0)
})

test('a second application of the same person waits with the first; of the same company it says so', async () => {
	await using desk = await openDesk()
	const { world, manager } = desk
	const [one, two] = [await apply(world), await apply(world, { email: 'IDA@bau.example' })]
	const third = await apply(world, {
		email: 'otto@bau.example',
		companyName: 'Bau und Werk GmbH',
		taxNumber: 'DE123456788',
	})
	const german = { language: 'en', currency: 'EUR', country: 'DE' } as const
	expectOk(
		await act(world.books, clerk, createCustomer, { ...german, name: 'Bau Alt', email: '', taxNumber: 'DE123456788' }),
	)
	const both = await Promise.all([one, two].map((token) => confirmApplication(world.books, { token })))
	expect(both.filter(({ ok }) => ok)).toHaveLength(1)
	expect(both.find(({ ok }) => !ok)).toMatchObject({ refusal: { code: 'partner_application.waiting' } })
	expectOk(await confirmApplication(world.books, { token: third }))
	const [newest] = (await waiting(desk)).toSorted((a, b) => (a.id < b.id ? 1 : -1))
	const card = expectOk(await look(world.books, manager, findCard, { id: newest?.id ?? '' }))
	const known = card.facts
		.filter(({ name }) => name === 'known')
		.map(({ value }) => (value.kind === 'text' ? value.text : ''))
	expect(known).toEqual([expect.stringMatching(/^Bau Alt · /), expect.stringMatching(/^Bau & Werk · /)])
	const [id] = expectOk(await look(world.books, manager, listApplications, { limit: 1 })).map((row) => row.id)
	const found = expectOk(await look(world.books, manager, findApplication, { id: id ?? '' }))
	expect(found.known.map(({ kind }) => kind)).toEqual(['party', 'application'])
})

test('the same form sent again is one application and one letter', async () => {
	await using desk = await openDesk()
	const key = randomUUID()
	const sent = await Promise.all([1, 2, 3].map(() => applyAsPartner(desk.world.books, { ...given, key })))
	expect(new Set(sent.map((one) => expectOk(one).id)).size).toBe(1)
	expect(await letters(desk.world)).toEqual(['application-confirm'])
})

test('a letter that is too late confirms nothing, and what nobody confirmed is forgotten with its files', async () => {
	await using desk = await openDesk()
	const { world } = desk
	const sha256 = createHash('sha256').update('x').digest('hex')
	await world.sql`insert into stored_file (sha256, size_bytes, stored_at) values (${sha256}, 1, now())`
	const files = [{ fileName: 'profile.pdf', mediaType: 'application/pdf' as const, sizeBytes: 1, sha256 }]
	const token = await apply(world, { files })
	world.clock.standOn('2026-03-08')
	expect(expectOk(await act(world.books, clerk, sweepApplications, undefined))).toBe(0)
	world.clock.standOn('2026-03-10')
	expect(await confirmApplication(world.books, { token })).toMatchObject({
		refusal: { code: 'partner_application.over' },
	})
	expect(expectOk(await act(world.books, clerk, sweepApplications, undefined))).toBe(1)
	expect(await world.sql`select from partner_application_file`).toHaveLength(0)
	expect(await confirmApplication(world.books, { token })).toMatchObject({ refusal: { code: 'not_found' } })
})

test('bad input is named by its field, a closed page takes nothing', async () => {
	await using desk = await openDesk()
	const { world } = desk
	const code = async (more: object) => {
		const outcome = await applyAsPartner(world.books, { ...given, key: randomUUID(), ...more })
		return outcome.ok
			? 'done'
			: [outcome.refusal.code, (outcome.refusal.facts as { field?: string }).field].join(' ').trim()
	}
	expect(await code({ email: 'ida@' })).toBe('input.invalid email')
	expect(await code({ companyName: ' ' })).toBe('input.invalid companyName')
	expect(await code({ country: 'de' })).toBe('input.invalid country')
	expect(await code({ taxNumber: 'DE123456789' })).toBe('customer.vat_number_wrong')
	expect(await code({ wish: 'x'.repeat(4001) })).toBe('input.invalid wish')
	const pdf = { fileName: 'a.exe', mediaType: 'application/pdf' as const, sizeBytes: 1, sha256: 'a'.repeat(64) }
	expect(await code({ files: [pdf] })).toBe('message.file_type')
	expect(await code({ files: [pdf, pdf, pdf, pdf] })).toBe('message.too_many_files')
	expectOk(await act(world.books, clerk, setPartnerPage, { open: false }))
	expect(await code({})).toBe('partner_application.closed')
	expect(await world.sql`select from partner_application`).toHaveLength(0)
})
