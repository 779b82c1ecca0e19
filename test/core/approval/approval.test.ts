import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { findMade } from '#core/amendment/find-made.ts'
import { makeChange } from '#core/amendment/make-change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { type DecideRequest, decide } from '#core/approval/decide.ts'
import { findRequest } from '#core/approval/find.ts'
import { findDeciders, findRequestLetterFacts } from '#core/approval/letter-facts.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { addUser } from '#core/staff/add-user.ts'
import { clerk, openShop, type Shop } from '#test/core/amendment/world.ts'

/** A shop whose customers may change up to 50.00 a month by themselves; more is asked for. */
async function openLimited(): Promise<Shop> {
	const shop = await openShop('2026-01-01')
	for (const direction of ['more', 'less'] as const)
		expectOk(
			await act(shop.world.books, clerk, setChangeRule, {
				direction,
				timing: direction === 'more' ? 'now' : 'period_end',
				prorate: true,
				approval: { aboveMinor: 5000n, currency: 'EUR' },
			}),
		)
	await shop.agree()
	await shop.standOn('2026-01-10')
	return shop
}

async function decider(
	shop: Shop,
	name: string,
	role: 'finance' | 'manager' | 'administrator' = 'finance',
): Promise<Actor> {
	const user = { name, email: `${name}@halden.example`, role, groups: [] }
	const { id } = expectOk(await act(shop.world.books, clerk, addUser, user))
	return { kind: 'staff', userId: id, role }
}

/** Asks for so many seats as the page would, and answers the request's id. */
async function ask(shop: Shop, quantity: string): Promise<string> {
	const change: ContractChange = { kind: 'quantity', lineId: await shop.lineId(), quantity }
	const { seen } = await shop.preview(change, {}, shop.contact)
	const input = { contractId: shop.contractId, change, seen, key: randomUUID(), ask: true, note: 'New people.' }
	const { requestId } = expectOk(await act(shop.world.books, shop.contact, makeChange, input))
	return requestId ?? ''
}

/** Decides on the card as it is shown. */
async function say(shop: Shop, actor: Actor, id: string, decision: DecideRequest['decision'], comment = '') {
	const [card] = await shop.world.sql<
		{ seen: string }[]
	>`select fingerprint as seen from approval_request where id = ${id}`
	return await act(shop.world.books, actor, decide, {
		id,
		decision,
		comment,
		seen: card?.seen ?? '',
		channel: 'console',
	})
}

const stateOf = async (shop: Shop, id: string) =>
	expectOk(await look(shop.world.books, clerk, findRequest, { id })).state
const seats = async (shop: Shop) =>
	(
		await shop.world.sql<{ quantity: string }[]>`
		select quantity::text as quantity from contract_line_state where contract_id = ${shop.contractId}
		order by effective_on desc, sequence desc limit 1`
	)[0]?.quantity

describe('a change above the limit', () => {
	test('waits, changes nothing, and is made the next day for the amounts that were seen', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const before = await shop.net()
		const id = await ask(shop, '5')
		expect(await shop.net()).toBe(before)
		await shop.standOn('2026-01-11')
		const katrin = await decider(shop, 'katrin')
		expect(expectOk(await say(shop, katrin, id, 'approve'))).toMatchObject({
			did: 'approved',
			card: { state: 'approved', outcome: { name: 'katrin', channel: 'console' } },
		})
		// From the 10th, when it was asked: 22 of 31 days at two seats of 31.00 more.
		expect((await shop.net()) - before).toBe(4400n)
		expect(await seats(shop)).toBe('5')
		const { shown } = expectOk(await look(shop.world.books, shop.contact, findRequest, { id }))
		expect(shown.effect).toMatchObject({ subtotal: '4400', tax: '880', total: '5280' })
		expect(shown.told).toEqual([{ kind: 'quantity', line: 'Seats', unit: 'piece', from: '3', to: '5' }])
	})

	test('is decided once, whoever of two is first, and by nobody after a withdrawal', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const id = await ask(shop, '5')
		const { books } = shop.world
		const people = [await decider(shop, 'katrin'), await decider(shop, 'jonas')]
		const answers = await Promise.all([
			...people.map((one) => say(shop, one, id, 'approve')),
			say(shop, people[0] ?? clerk, id, 'reject', 'Not now.'),
			act(books, shop.contact, withdrawRequest, { id }),
		])
		const state = await stateOf(shop, id)
		const took = answers.filter((answer) => answer.ok && answer.value?.did !== 'late')
		expect(took).toHaveLength(1)
		for (const answer of answers) {
			if (!answer.ok) expect(answer.refusal.code).toBe('approval.decided')
			else if (answer.value)
				expect(answer.value.card).toMatchObject({ state, outcome: { channel: expect.any(String) } })
		}
		expect(await seats(shop)).toBe(state === 'approved' ? '5' : '3')
	})

	test('is out of date when the contract has changed, and nothing of it is done', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const id = await ask(shop, '6')
		await shop.change({ kind: 'price', lineId: await shop.lineId(), unitPrice: '40.00' })
		const before = await shop.net()
		const katrin = await decider(shop, 'katrin')
		expect(expectOk(await say(shop, katrin, id, 'approve'))).toMatchObject({ did: 'outdated', freshId: null })
		expect(await shop.net()).toBe(before)
		expect(await seats(shop)).toBe('3')
	})

	test('is declined only with a word, and decided by no salesperson, customer or stranger', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const id = await ask(shop, '6')
		const katrin = await decider(shop, 'katrin')
		const tried = async (actor: Actor, decision: 'approve' | 'reject' = 'approve') => {
			const outcome = await say(shop, actor, id, decision)
			return outcome.ok ? outcome.value.did : outcome.refusal.code
		}
		expect(await tried(katrin, 'reject')).toBe('approval.comment_missing')
		expect(await tried(shop.contact)).toBe('not_permitted')
		expect(await tried({ kind: 'staff', userId: randomUUID(), role: 'salesperson' })).toBe('not_permitted')
		const stranger = { kind: 'contact' as const, contactId: randomUUID() }
		expect(await act(shop.world.books, stranger, withdrawRequest, { id })).toMatchObject({
			refusal: { code: 'not_found' },
		})
		expect(await look(shop.world.books, stranger, findRequest, { id })).toMatchObject({ ok: false })
		expect(await tried(katrin)).toBe('approved')
	})

	test('cannot be made without asking, nor asked for where nobody has to agree, nor twice at a time', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const lineId = await shop.lineId()
		const tried = async (quantity: string, asking: boolean) => {
			const change: ContractChange = { kind: 'quantity', lineId, quantity }
			const { seen } = await shop.preview(change, {}, shop.contact)
			const input = { contractId: shop.contractId, change, seen, key: randomUUID(), ask: asking }
			const outcome = await act(shop.world.books, shop.contact, makeChange, input)
			return outcome.ok ? 'done' : outcome.refusal.code
		}
		expect(await tried('9', false)).toBe('change.needs_approval')
		expect(await tried('4', true)).toBe('approval.not_needed')
		expect(await tried('9', true)).toBe('done')
		expect(await tried('8', true)).toBe('approval.waiting')
	})

	test('is mailed to managers of the contract’s group, else finance, else administrators; the answer to whoever asked', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const { books, sql } = shop.world
		await decider(shop, 'ada', 'administrator')
		await decider(shop, 'fin', 'finance')
		const lead = await decider(shop, 'lea', 'manager')
		await decider(shop, 'elsewhere', 'manager')
		const [group] = await sql<{ id: string }[]>`insert into staff_group (name) values ('North') returning id`
		await sql`insert into staff_group_member (group_id, user_id) values (${group?.id ?? ''}, ${lead.kind === 'staff' ? lead.userId : ''})`
		await sql`update contract set group_id = ${group?.id ?? ''}`
		const id = await ask(shop, '6')
		const names = async () => expectOk(await look(books, clerk, findDeciders, { id })).map(({ name }) => name)
		expect(await names()).toEqual(['lea'])
		await sql`update staff_user set left_at = now() where name = 'lea'`
		expect(await names()).toEqual(['fin'])
		await sql`update staff_user set role = 'salesperson' where name = 'fin'`
		expect(await names()).toEqual(['ada'])
		expect(expectOk(await look(books, clerk, findRequestLetterFacts, { id })).askers).toMatchObject([{ name: 'Ann' }])
	})
})

describe('a form for a change', () => {
	test('changes once, however often it is sent, and tells what it did', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const change: ContractChange = { kind: 'quantity', lineId: await shop.lineId(), quantity: '4' }
		const { seen, effect } = await shop.preview(change, {}, shop.contact)
		const input = { contractId: shop.contractId, change, seen, key: randomUUID() }
		const answers = await Promise.all([1, 2, 3].map(() => act(shop.world.books, shop.contact, makeChange, input)))
		expect(answers).toEqual(Array(3).fill({ ok: true, value: { contractId: shop.contractId, requestId: null } }))
		const [count] = await shop.world.sql<{ count: number }[]>`
			select count(*)::int as count from amendment where contract_id = ${shop.contractId}`
		expect(count?.count).toBe(2)
		const made = expectOk(await look(shop.world.books, shop.contact, findMade, input))
		expect(made).toMatchObject({
			effectiveOn: '2026-01-10',
			told: [{ kind: 'quantity', from: '3', to: '4' }],
			papers: [{ kind: 'invoice', totalMinor: effect?.totalMinor }],
		})
		const other = await act(shop.world.books, shop.contact, makeChange, {
			...input,
			change: { ...change, quantity: '5' },
		})
		expect(other).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
		const again = await act(shop.world.books, shop.contact, makeChange, { ...input, key: randomUUID() })
		expect(again.ok).toBe(false)
	})

	test('made by the holder of an older link asks for a code first', async () => {
		const shop = await openLimited()
		await using _ = shop.world
		const { books } = shop.world
		const subject = { kind: 'contract' as const, id: shop.contractId }
		const link = { customerId: shop.customerId, contactId: shop.contactId, subject, scope: 'manage' as const }
		const actorOf = async (): Promise<Actor> => {
			const { id } = expectOk(await act(books, clerk, createLink, link))
			return { kind: 'link', linkId: id, ...link }
		}
		const actor = await actorOf()
		await shop.standOn('2026-01-12')
		const change: ContractChange = { kind: 'quantity', lineId: await shop.lineId(), quantity: '4' }
		const { seen } = await shop.preview(change, {}, actor)
		const input = { contractId: shop.contractId, change, seen, key: randomUUID() }
		expect(await act(books, actor, makeChange, input)).toMatchObject({ refusal: { code: 'link.code_needed' } })
		expect((await act(books, await actorOf(), makeChange, input)).ok).toBe(true)
	})
})
