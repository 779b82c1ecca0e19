import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { listWaitingFor } from '#core/approval/list-waiting.ts'
import { answerQuestion } from '#core/approval/question.ts'
import { withdrawRequest } from '#core/approval/withdraw.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { examine } from '#core/report/examine.ts'
import { type Customer, invoice, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { pay } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { askCredit, byRole, cardOf, hire, type Member, press, rule, step } from './office.ts'

let world: World
let customer: Customer
let [fin, kim, mia, sal] = [] as unknown as [Member, Member, Member, Member]
let owed: string

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02', max: 12 })
	const { books } = world
	customer = await welcome(books)
	fin = await hire(books, 'fin', 'finance')
	kim = await hire(books, 'kim', 'finance')
	mia = await hire(books, 'mia', 'manager')
	sal = await hire(books, 'sal', 'finance')
	await hire(books, 'boss', 'administrator')
})
afterAll(() => world.close())
beforeEach(async () => {
	owed = (await invoice(world.books, customer, 5000_00n)).id
})

const did = async (...given: Parameters<typeof press>) => {
	const outcome = await press(...given)
	return outcome.ok ? outcome.value.did : outcome.refusal.code
}

describe('a request', () => {
	test('is not made where no workflow fits: then it is done at once', async () => {
		const small = await invoice(world.books, customer, 10_00n)
		expect(await askCredit(world, sal, small.id)).toBe('done')
		expect(await openOf(world.books, small.id)).toBe(0n)
	})

	test('goes through its stages, tells exactly what it does, and does it at the last yes', async () => {
		await rule(world, 'credit_note', [
			step({ name: 'Lead', approvers: [byRole('manager')] }),
			step({ name: 'Two of finance', stage: 2, needs: 'count', count: 2 }),
		])
		const id = await askCredit(world, sal, owed)
		expect(await openOf(world.books, owed)).toBe(5000_00n)
		const card = await cardOf(world, id, mia)
		expect(card).toMatchObject({
			kind: 'credit_note',
			effect: { minor: '-500000', currency: 'EUR' },
			requester: { name: 'sal' },
			customer: { name: 'Nordwind Logistik', risk: 'low' },
			mine: 'decide',
			steps: [
				{ name: 'Lead', state: 'open', approvers: [{ name: 'mia', said: null }] },
				{ name: 'Two of finance', state: 'coming' },
			],
		})
		expect(await did(world, fin, id, 'approve')).toBe('approval.not_asked')
		expect(await did(world, mia, id, 'approve')).toBe('counted')
		expect(await did(world, sal, id, 'approve')).toBe('approval.own')
		expect(await did(world, fin, id, 'approve', { channel: 'slack' })).toBe('counted')
		expect(await did(world, fin, id, 'approve')).toBe('again')
		expect(await did(world, mia, id, 'approve')).toBe('approval.not_asked')
		expect(await did(world, kim, id, 'approve', { channel: 'telegram' })).toBe('approved')
		expect(await openOf(world.books, owed)).toBe(0n)
		expect(await cardOf(world, id)).toMatchObject({ state: 'approved', outcome: { name: 'kim', channel: 'telegram' } })
		expect(await did(world, fin, id, 'reject', { comment: 'No.' })).toBe('late')
	})

	test('asks steps of one stage together, and one no ends all', async () => {
		const parallel = [step({ approvers: [byRole('manager')] }), step({ needs: 'all' })]
		await rule(world, 'credit_note', parallel)
		const id = await askCredit(world, sal, owed)
		expect((await cardOf(world, id)).steps.map(({ state }) => state)).toEqual(['open', 'open'])
		expect(await did(world, fin, id, 'approve')).toBe('counted')
		expect(await did(world, mia, id, 'reject')).toBe('approval.comment_missing')
		expect(await did(world, mia, id, 'reject', { comment: 'Ask them first.' })).toBe('rejected')
		expect((await cardOf(world, id)).steps.map(({ state }) => state)).toEqual(['rejected', 'dropped'])
		expect(await openOf(world.books, owed)).toBe(5000_00n)
		expect(await askCredit(world, sal, owed)).not.toBe(id)
	})

	test('is refused at once when it could not be done, and while another one waits about the same thing', async () => {
		await rule(world, 'credit_note', [step()])
		const id = await askCredit(world, sal, owed)
		const input = { id: owed, reason: 'Again' }
		expect(await act(world.books, kim, propose<'credit_note'>, { kind: 'credit_note', input })).toMatchObject({
			refusal: { code: 'approval.waiting' },
		})
		expectOk(await act(world.books, sal, withdrawRequest, { id }))
		expectOk(await act(world.books, system, voidInvoice, { id: owed, reason: 'Wrong' }))
		expect(await act(world.books, kim, propose<'credit_note'>, { kind: 'credit_note', input })).toMatchObject({
			refusal: { code: 'invoice.not_issued' },
		})
		expect(await act(world.books, mia, propose<'credit_note'>, { kind: 'credit_note', input })).toMatchObject({
			refusal: { code: 'not_permitted' },
		})
	})

	test('is one where many ask at once about somebody who is not there yet, and the others are told', async () => {
		await rule(world, 'user_access', [step()])
		const boss = await hire(world.books, 'ada', 'administrator')
		const input = { does: 'add', name: 'Eve', email: 'eve@halden.example', role: 'administrator' } as const
		const asking = () => act(world.books, boss, propose<'user_access'>, { kind: 'user_access', input })
		const all = await Promise.all(Array.from({ length: 6 }, asking))
		expect(all.flatMap((one) => (one.ok ? [] : [one.refusal.code]))).toEqual(Array(5).fill('approval.waiting'))
	})

	test('whose figures have changed is not carried out: a fresh one takes its place', async () => {
		await rule(world, 'credit_note', [step()])
		const id = await askCredit(world, sal, owed)
		const { seen } = await cardOf(world, id)
		await pay(world, [owed], 100n)
		const outcome = expectOk(await press(world, fin, id, 'approve'))
		expect(outcome).toMatchObject({
			did: 'outdated',
			card: { state: 'outdated', outcome: { freshId: outcome.freshId } },
		})
		const fresh = await cardOf(world, outcome.freshId ?? '', fin)
		expect(fresh).toMatchObject({ state: 'waiting', requester: { name: 'sal' }, mine: 'decide' })
		expect(fresh.seen).not.toBe(seen)
		expect(await did(world, fin, fresh.id, 'approve', { seen })).toBe('changed')
		expect(await did(world, fin, fresh.id, 'approve')).toBe('approved')
	})

	test('that can no longer be done fails, leaves nothing half done, and tells who asked and who was asked', async () => {
		await rule(world, 'credit_note', [step()])
		const id = await askCredit(world, sal, owed)
		await world.sql`update invoice set state = 'uncollectible' where id = ${owed}`
		await world.sql`update invoice set state = 'issued' where id = ${owed}`
		expectOk(await act(world.books, system, voidInvoice, { id: owed, reason: 'By hand' }))
		const [before] = await world.sql`select count(*)::int as count from invoice where kind = 'credit_note'`
		const answer = expectOk(await press(world, fin, id, 'approve'))
		// What was shown has changed as well as the state: nothing is left of it to take back.
		expect(['failed', 'outdated']).toContain(answer.did)
		const [after] = await world.sql`select count(*)::int as count from invoice where kind = 'credit_note'`
		expect(after).toEqual(before)
		expect((await cardOf(world, id)).state).toBe(answer.did)
	})

	test('may be asked about before it is decided, and answered by who made it', async () => {
		await rule(world, 'credit_note', [step()])
		const id = await askCredit(world, sal, owed)
		expect(await did(world, fin, id, 'ask', { comment: 'Which customer was meant?', channel: 'slack' })).toBe('asked')
		const answer = { id, text: 'Acme.', channel: 'console' as const }
		expect((await act(world.books, kim, answerQuestion, answer)).ok).toBe(false)
		expectOk(await act(world.books, sal, answerQuestion, answer))
		expect((await cardOf(world, id)).talk).toMatchObject([
			{ says: 'ask', name: 'fin', channel: 'slack', text: 'Which customer was meant?' },
			{ says: 'answer', name: 'sal', text: 'Acme.' },
		])
		const [letter] = await world.sql<{ payload: { userId: string; comment: string } }[]>`
			select payload from outbox where key like ${`approval-question:${id}:%`}`
		expect(letter?.payload).toMatchObject({ userId: sal.userId, comment: 'Which customer was meant?' })
		expect(await did(world, fin, id, 'approve')).toBe('approved')
	})
})

describe('who decides', () => {
	test('is decided at the press: nobody who has left or changed role, and whoever stands in for somebody', async () => {
		await rule(world, 'credit_note', [step({ approvers: [{ kind: 'user', userId: kim.userId }] })])
		const id = await askCredit(world, sal, owed)
		await world.sql`
			insert into approval_delegation (user_id, delegate_id, starts_on, ends_on, made_by, made_at)
			values (${kim.userId}, ${mia.userId}, '2026-03-02', '2026-03-03', 'test', now())`
		const waiting = async (who: Member) =>
			expectOk(await look(world.books, who, listWaitingFor, undefined)).map((one) => one.id)
		expect(await waiting(mia)).toContain(id)
		expect(await waiting(fin)).not.toContain(id)
		world.clock.standOn('2026-03-04')
		expect(await did(world, mia, id, 'approve')).toBe('approval.not_asked')
		world.clock.standOn('2026-03-03')
		await world.sql`update staff_user set left_at = now() where id = ${kim.userId}`
		expect(await did(world, kim, id, 'approve')).toBe('not_permitted')
		expect(await did(world, mia, id, 'approve')).toBe('approval.not_asked')
		await world.sql`update staff_user set left_at = null where id = ${kim.userId}`
		expect(await did(world, mia, id, 'approve')).toBe('approved')
		const [row] = await world.sql<{ by: string; seats: string[] }[]>`
			select said_by as by, said_for as seats from approval_decision where request_id = ${id} and says = 'approve'`
		expect(row).toEqual({ by: `staff:${mia.userId}`, seats: [kim.userId] })
	})

	test('is who asks only where the workflow says so, or where there is nobody else', async () => {
		await rule(world, 'credit_note', [step({ approvers: [{ kind: 'user', userId: sal.userId }] })], { own: 'always' })
		const id = await askCredit(world, sal, owed)
		expect(await did(world, sal, id, 'approve')).toBe('approved')
		await using alone = await openBooks({ on: '2026-03-02' })
		const only = await hire(alone.books, 'only', 'administrator')
		const big = await invoice(alone.books, await welcome(alone.books), 5000_00n)
		const asked = await askCredit(alone, only, big.id)
		expect(await did(alone, only, asked, 'approve')).toBe('approved')
	})

	test('is who asks only in the step that nobody else could decide', async () => {
		await using small = await openBooks({ on: '2026-03-02' })
		const only = await hire(small.books, 'only', 'finance')
		const max = await hire(small.books, 'max', 'manager')
		const both = [only, max].map(({ userId }) => ({ kind: 'user' as const, userId }))
		await rule(small, 'credit_note', [step(), step({ stage: 2, approvers: both })], { own: 'alone' })
		const big = await invoice(small.books, await welcome(small.books), 5000_00n)
		const asked = await askCredit(small, only, big.id)
		expect(await did(small, only, asked, 'approve')).toBe('counted')
		expect(await did(small, only, asked, 'approve')).toBe('approval.own')
		expect(await did(small, max, asked, 'approve')).toBe('approved')
	})
})

test('sixty people who press at once in four channels are one outcome, and each is told what it was', async () => {
	const { books, sql } = world
	await rule(world, 'credit_note', [step()])
	const people = [
		fin,
		kim,
		...(await Promise.all(Array.from({ length: 6 }, (_, one) => hire(books, `f${one}`, 'finance')))),
	]
	const id = await askCredit(world, sal, owed)
	const { seen } = await cardOf(world, id)
	const channels = ['console', 'slack', 'telegram', 'chat'] as const
	const answers = await Promise.all(
		Array.from({ length: 60 }, (_, one) =>
			press(world, people[one % people.length] ?? fin, id, one % 3 ? 'approve' : 'reject', {
				...{ seen, comment: 'Said at once.', channel: channels[one % channels.length] ?? 'console' },
			}),
		),
	)
	const said = answers.map((answer) => (answer.ok ? answer.value : undefined))
	expect(said.every(Boolean)).toBe(true)
	const counted = said.filter((one) => one?.did !== 'late')
	expect(counted).toHaveLength(1)
	const outcome = counted[0]?.card.outcome
	expect(outcome).toMatchObject({ comment: 'Said at once.' })
	for (const one of said) expect(one?.card.outcome).toEqual(outcome)
	const [rows] = await sql<{ decisions: number; notes: number }[]>`
		select (select count(*)::int from approval_decision where request_id = ${id}) as decisions,
			(select count(*)::int from invoice where credits_invoice_id = ${owed}) as notes`
	expect(rows).toEqual({ decisions: 1, notes: counted[0]?.did === 'approved' ? 1 : 0 })
	const examined = expectOk(await look(books, system, examine, undefined))
	// No worker runs here to deliver letters and cards.
	expect(examined.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
	await sql`update staff_user set left_at = now() where name like 'f_'`
}, 60_000)

test('a word changed, or taken out of the middle or the end, past the product is found', async () => {
	const { books, sql } = world
	const broken = async (statement: string) => {
		const rollBack = new Error('rolled back')
		let found: string[] = []
		await sql
			.begin(async (tampering) => {
				await tampering.unsafe('alter table approval_decision disable trigger user')
				await tampering.unsafe(statement)
				const scope = await act(books, system, async (one) => one, undefined).then(expectOk)
				const findings = await examine({ ...scope, sql: tampering })
				found = findings.find(({ promise }) => promise === 'decisions_sealed')?.found ?? []
				throw rollBack
			})
			.catch((error: unknown) => {
				if (error !== rollBack) throw error
			})
		return found
	}
	expect(await broken('select 1')).toEqual([])
	expect(await broken(`update approval_decision set comment = 'Something else' where sequence = 2`)).toEqual([
		'word 2 was changed',
	])
	expect((await broken('delete from approval_decision where sequence = 2'))[0]).toBe(
		'word 3 does not follow the one before',
	)
	const [last] = await sql<{ sequence: bigint }[]>`select max(sequence) as sequence from approval_decision`
	expect(await broken(`delete from approval_decision where sequence = ${last?.sequence ?? 0}`)).toEqual([
		`the chain ends at ${last?.sequence}, ${(last?.sequence ?? 0n) - 1n} words are there`,
	])
})
