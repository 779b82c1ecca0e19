import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { addContact } from '#core/customer/add-contact.ts'
import { chooseLetters } from '#core/customer/choose-letters.ts'
import { NotYet } from '#core/outbox/deliver.ts'
import type { Mail } from '#emails/post/mail.ts'
import type { Desk } from '#portal/deliver/desk.ts'
import { deliverMail } from '#portal/deliver/mail.ts'
import { agree, fileOf, hire, readAll, write } from '#test/core/message/talking.ts'
import { system, welcome } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'

/** What is queued is delivered as things stand now; what is not to leave yet stays. Answers what left. */
async function deliver(world: World): Promise<Mail[]> {
	const sent: Mail[] = []
	const post: Desk['post'] = {
		async send(mail) {
			sent.push(mail)
			return { id: mail.idempotencyKey, repeated: false }
		},
		async close() {},
	}
	const desk: Desk = { books: world.books, post, publicUrl: 'https://portal.example' }
	const queued = await world.sql<{ id: string; key: string; payload: Record<string, unknown> }[]>`
		select id, key, payload from outbox where delivered_at is null and payload ->> 'letter' like any(array['message-%', 'rating-%'])
		order by id`
	for (const { id, ...effect } of queued) {
		try {
			await deliverMail(desk, effect)
			await world.sql`update outbox set delivered_at = now() where id = ${id}`
		} catch (error) {
			if (!(error instanceof NotYet)) throw error
			expect(error.seconds).toBeGreaterThan(0)
			expect(error.seconds).toBeLessThanOrEqual(600)
		}
	}
	return sent
}

test('what is written in ten minutes leaves in one letter, to the contacts who want it and have not read it', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const id = await agree(world, customer)
	const people: string[] = []
	for (const name of ['Boris', 'Chen']) {
		const email = `${name}@nordwind.example`
		const added = await act(world.books, system, addContact, { customerId: customer.id, name, email, language: 'zh' })
		people.push(expectOk(added).id)
	}
	const letters = { customerId: customer.id, billing: true, reminders: true, ratings: true }
	const [boris = '', chen = ''] = people
	expectOk(await act(world.books, system, chooseLetters, { ...letters, contactId: boris, conversation: false }))
	const jonas = await hire(world)
	expectOk(await write(world, jonas, id, 'First.', [await fileOf(world, 'offer.pdf')]))
	expectOk(await write(world, jonas, id, 'Second.'))
	expect(await deliver(world), 'more may come').toEqual([])
	await readAll(world, { kind: 'contact', contactId: chen }, id)
	world.clock.standOn('2026-03-03')
	const sent = await deliver(world)
	expect(sent.map((mail) => mail.to)).toEqual([expect.stringContaining('Anna Petersen')])
	const [letter] = sent
	expect(letter?.text).toContain('First.')
	expect(letter?.text).toContain('Second.')
	expect(letter?.text).toContain('Files: offer.pdf')
	expect(letter?.attachments).toEqual([])
	expect(letter?.text).toMatch(/https:\/\/portal\.example\/l\/[\w-]{43}\?to=messages/)
	expect(await deliver(world)).toEqual([])
	expectOk(await write(world, jonas, id, 'Third.'))
	world.clock.standOn('2026-03-04')
	const again = await deliver(world)
	expect(again.map((mail) => mail.text.includes('First.'))).toEqual([false, false])
	expect(again.map((mail) => mail.language)).toEqual(['en', 'zh'])
})

test('a customer’s message reaches the owner, else the group, else finance, and leads to the console', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const customer = await welcome(world.books)
	const id = await agree(world, customer)
	const [owner, member, finance] = [
		await hire(world, 'salesperson', 'The owner'),
		await hire(world, 'salesperson', 'A member'),
		await hire(world, 'finance', 'Finance'),
	]
	let day = 2
	const whom = async () => {
		expectOk(await write(world, customer.actor, id, 'Hello?'))
		world.clock.standOn(`2026-03-${String(++day).padStart(2, '0')}`)
		const sent = await deliver(world)
		expect(sent[0]?.text).toContain(`https://portal.example/staff/contracts/${id}/messages`)
		return sent.map((mail) => mail.to.replace(/ <.*/, ''))
	}
	expect(await whom()).toEqual(['Finance'])
	const [group] = await world.sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
	await world.sql`insert into staff_group_member (group_id, user_id) values (${group?.id ?? ''}, ${member.userId})`
	await world.sql`update customer set group_id = ${group?.id ?? ''} where id = ${customer.id}`
	expect(await whom()).toEqual(['A member'])
	await world.sql`update contract set owner_id = ${owner.userId} where id = ${id}`
	expect(await whom()).toEqual(['The owner'])
	expectOk(await write(world, customer.actor, id, 'Hello?'))
	await readAll(world, owner, id)
	world.clock.standOn('2026-03-20')
	expect(await deliver(world), 'read in the console already').toEqual([])
	await world.sql`update staff_user set left_at = now() where id = ${owner.userId}`
	day = 20
	expect(await whom()).toEqual(['A member'])
	expect(finance.role).toBe('finance')
})
