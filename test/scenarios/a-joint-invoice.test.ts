import { expect, test } from 'vitest'
import { type Actor, act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { findCalendarDays } from '#core/calendar-feed/find-days.ts'
import { activateContract } from '#core/contract/activate.ts'
import { setAutopay } from '#core/contract/autopay.ts'
import { createContract } from '#core/contract/create.ts'
import { payByCard } from '#core/contract/pay-by-card.ts'
import { findTimeline } from '#core/contract/timeline.ts'
import { sumsOf } from '#core/dunning/charge-again.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findService } from '#core/dunning/find-service.ts'
import { bill } from '#core/invoice/run.ts'
import { findStatement } from '#core/journal/statement.ts'
import { findContractCards } from '#core/payment/find-cards.ts'
import { type Customer, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { holderOf, pay } from '#test/core/payment/shares.ts'
import { keepTestCard } from '#test/portal/stripe/autopay.ts'
import { takenByStripe } from '#test/portal/stripe/choosing.ts'
import { cardsOf, consent, live, save, setPolicy } from '#test/portal/stripe/keeping.ts'
import { openTaking, type Taking } from '#test/portal/stripe/taking.ts'

/** Two contracts over 310.00 a month that end in the first month, paid up to their ends. */
async function agreeTwo(taking: Taking, customer: Customer): Promise<[string, string]> {
	const { books, sql, clock } = taking
	const ids: string[] = []
	for (const endsOn of ['2026-03-11', '2026-03-21']) {
		const line = {
			description: 'Plan',
			quantity: '1',
			unitPrice: '310',
			interval: { unit: 'month', count: 1 } as const,
		}
		const terms = { customerId: customer.id, currency: 'EUR', startsOn: '2026-03-01', endsOn, lines: [line] }
		const { id } = expectOk(await act(books, system, createContract, terms))
		expectOk(await act(books, system, activateContract, { id }))
		ids.push(id)
	}
	await bill(books, system, clock.today(), 1)
	const bills = await sql<{ id: string }[]>`select id from invoice order by number`
	await pay(
		{ ...taking, books } as never,
		bills.map(({ id }) => id),
	)
	return ids as [string, string]
}

/** Both go on to the end of March: one invoice over 200.00 and 100.00. */
async function goOnTogether({ books, sql }: Taking, ids: readonly string[]): Promise<string> {
	const [contractId = ''] = ids
	const parts = ids.map((id) => ({ contractId: id }))
	const asked = { contractId, change: { kind: 'co_terminate' as const, endsOn: '2026-03-31', parts } }
	const { seen } = expectOk(await look(books, system, previewChange, asked))
	const { invoiceIds } = expectOk(await act(books, system, applyChange, { ...asked, seen }))
	const [joint] = await sql`select contract_id, total_minor from invoice where id = any(${invoiceIds}::uuid[])`
	expect(joint).toEqual({ contract_id: null, total_minor: 300_00n })
	return invoiceIds[0] ?? ''
}

const giveCard = async ({ books }: Taking, id: string, paymentMethodId: string) =>
	expectOk(await act(books, system, payByCard, { id, paymentMethodId }))

const serviceOf = async ({ books }: Taking, contractId: string) => {
	const { state, overdueMinor } = expectOk(await look(books, system, findService, { contractId }))
	return { state, overdueMinor }
}

test('an invoice over two contracts is charged to the card of both, tried again, and holds both services up', async () => {
	await using taking = await openTaking({ on: '2026-03-01' })
	const { books } = taking
	await setPolicy(taking, { retry_days: '{2}', remind_after_days: '{}', warned_after_days: 3 })
	const customer = await welcome(books)
	const [one, two] = await agreeTwo(taking, customer)
	const card = await keepTestCard(taking, customer, 'pm_card_chargeCustomerFail')
	for (const id of [one, two]) await giveCard(taking, id, card)
	const followed = async (contractId: string) =>
		expectOk(await look(books, customer.actor, findFollowed, { contractId })).map(({ coming, asks, openMinor }) => ({
			...{ coming, asks, openMinor },
		}))

	// 1 March: charged as it is issued, and declined; both contracts' pages say what comes.
	const joint = await goOnTogether(taking, [one, two])
	await taking.settle()
	const comes = [{ coming: ['2026-03-03'], asks: null, openMinor: 300_00n }]
	expect(await followed(one)).toEqual(comes)
	expect(await followed(two)).toEqual(comes)

	// 3 March: tried once more, and then it is the customer's; whose card is to pay it needs no reminder before its day.
	expect(await live(taking, '2026-03-03')).toMatchObject({ retries: 1 })
	expect(await followed(two)).toEqual([{ coming: [], asks: 'declined', openMinor: 300_00n }])
	expect(await live(taking, '2026-03-12')).toMatchObject({ retries: 0, reminders: 0 })

	// 18 March: three days past due, each contract for its own part.
	expect(await live(taking, '2026-03-18')).toMatchObject({ services: 2 })
	expect(await serviceOf(taking, one)).toEqual({ state: 'warned', overdueMinor: 200_00n })
	expect(await serviceOf(taking, two)).toEqual({ state: 'warned', overdueMinor: 100_00n })

	// 19 March: a new card takes over both, is charged at once, and both recover.
	taking.clock.standOn('2026-03-19')
	await save(taking, customer, '5555555555554444', { replacesId: card })
	expect(await openOf(books, joint)).toBe(0n)
	expect(await serviceOf(taking, one)).toEqual({ state: 'normal', overdueMinor: 0n })
	expect(await serviceOf(taking, two)).toEqual({ state: 'normal', overdueMinor: 0n })
	expect(await live(taking, '2026-03-19')).toMatchObject({ services: 0, retries: 0 })
	expect(await takenByStripe(taking)).toBe(300_00)

	// Both contracts' histories tell what became of it; a link to one of them does not open it, and does not hear of it.
	const [{ number } = { number: '' }] = await taking.sql<
		{ number: string }[]
	>`select number from invoice where id = ${joint}`
	const toldOn = async (actor: Actor, contractId: string) =>
		expectOk(await look(books, actor, findTimeline, { contractId, limit: 50 }))
			.filter((one) => one.happenedOn >= '2026-03-01' && (one.number === number || one.facts.amountMinor === '30000'))
			.map(({ kind, happenedOn }) => `${happenedOn} ${kind}`)
			.toReversed()
	const history = [
		'2026-03-01 invoice.issued',
		'2026-03-01 payment.failed',
		'2026-03-03 payment.failed',
		'2026-03-18 invoice.overdue',
		'2026-03-19 payment.succeeded',
	]
	expect(await toldOn(customer.actor, one)).toEqual(history)
	expect(await toldOn(customer.actor, two)).toEqual(history)
	expect(await toldOn(holderOf(customer, 'contract', two), two)).toEqual([])
})

test('an invoice over contracts that one card does not all pay waits for its customer, until one card does', async () => {
	await using taking = await openTaking({ on: '2026-03-01' })
	const { books, sql } = taking
	const customer = await welcome(books)
	const [one, two] = await agreeTwo(taking, customer)
	const [visa, other] = [
		await keepTestCard(taking, customer, 'pm_card_visa'),
		await keepTestCard(taking, customer, 'pm_card_mastercard'),
	]
	await giveCard(taking, one, visa)
	await giveCard(taking, two, other)
	const joint = await goOnTogether(taking, [one, two])
	await taking.settle()
	expect(await takenByStripe(taking)).toBe(0)

	// 12 March: it is asked for before its due day, as nothing will charge it.
	expect(await live(taking, '2026-03-12')).toMatchObject({ reminders: 1 })
	const [told] = await sql`select payload ->> 'letter' as letter from outbox order by id desc limit 1`
	expect(told).toEqual({ letter: 'invoice-due-soon' })

	// Each contract's statement has its own part of it, and so do its calendar and its service.
	const statementOf = async (contractId: string) => {
		const { accounts } = expectOk(await look(books, customer.actor, findStatement, { contractId }))
		return accounts[0]?.items.map(({ id, totalMinor, openMinor, joint, opens }) => ({
			...{ id, totalMinor, openMinor, joint, opens },
		}))
	}
	const whole = { id: joint, joint: true, opens: true }
	expect(await statementOf(one)).toEqual([{ ...whole, totalMinor: 200_00n, openMinor: 200_00n }])
	expect(await statementOf(two)).toEqual([{ ...whole, totalMinor: 100_00n, openMinor: 100_00n }])
	const days = expectOk(await look(books, customer.actor, findCalendarDays, { contractId: two }))
	expect(days.find(({ kind }) => kind === 'due')).toMatchObject({ on: '2026-03-15', open: { minor: 300_00n } })

	// 20 March, past due: the page of the second contract says that it is charged with the first one's card only.
	taking.clock.standOn('2026-03-20')
	const { outstanding } = expectOk(await look(books, customer.actor, findContractCards, { contractId: two }))
	expect(outstanding).toMatchObject([{ invoiceId: joint, onlyWith: visa, openMinor: 300_00n }])
	expect((await cardsOf(taking, customer)).outstanding[0]?.contractIds.toSorted()).toEqual([one, two].toSorted())
	const change = (paymentMethodId: string, shown: string) =>
		act(books, customer.actor, setAutopay, { id: two, on: true, paymentMethodId, consent, shown })
	expect(await change(visa, '')).toMatchObject({ refusal: { code: 'changed_meanwhile' } })
	expectOk(await change(visa, sumsOf(outstanding)))
	await taking.settle()
	expect(await openOf(books, joint)).toBe(0n)
	expect(await takenByStripe(taking)).toBe(300_00)
})
