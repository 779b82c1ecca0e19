import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { setAutopay } from '#core/contract/autopay.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findSetup } from '#core/payment/card-setup.ts'
import { removeCard } from '#core/payment/remove-card.ts'
import { startCharge } from '#core/payment/start-charge.ts'
import { chargeCard } from '#portal/stripe/charge.ts'
import { confirmCharge } from '#portal/stripe/confirm-charge.ts'
import { refreshSetup } from '#portal/stripe/settle-setup.ts'
import { closeStaleSetups } from '#portal/stripe/sweep.ts'
import { type Customer, openOf, system, welcome } from '#test/core/payment/ledger.ts'
import { billAutomatically, keepTestCard } from './autopay.ts'
import { open, paymentOf, press, takenByStripe } from './choosing.ts'
import { askToSave, cardsOf, consent, eventsOf, follow, live, save, setPolicy } from './keeping.ts'
import { openTaking, payWith, type Taking } from './taking.ts'

async function agree(taking: Taking, customer: Customer) {
	await billAutomatically(taking, customer, 'pm_card_visa')
	await taking.settle()
	const { contracts, cards } = await cardsOf(taking, customer)
	taking.letters.length = 0
	return { contract: contracts[0]?.id ?? '', card: cards[0]?.id ?? '' }
}

test('a card is saved by Stripe’s page, once, whether its message comes or the page asks', async () => {
	await using taking = await openTaking({ hold: true })
	const customer = await welcome(taking.books)
	const key = crypto.randomUUID()
	const pages = await Promise.all([1, 2, 3, 4].map(() => askToSave(taking, customer, { key })))
	const urls = new Set(pages.map((page) => expectOk(page).url))
	expect(urls.size).toBe(1)
	const [url = ''] = urls
	const led = await payWith(url, '4242424242424242')
	expect(led).toContain('/cards/setups/')
	expect((await cardsOf(taking, customer)).cards).toEqual([])
	const id = led.split('/').at(-1) ?? ''
	const setup = expectOk(await look(taking.books, customer.actor, findSetup, { id }))
	await Promise.all([1, 2, 3].map(() => refreshSetup(taking.till, setup)))
	for (const { body, signature } of taking.posted.splice(0))
		await fetch(`${taking.url}/webhooks/stripe`, { method: 'POST', body, headers: { 'stripe-signature': signature } })
	await taking.settle()
	const { cards } = await cardsOf(taking, customer)
	expect(cards.map(({ brand, last4, contracts }) => ({ brand, last4, contracts }))).toEqual([
		{ brand: 'visa', last4: '4242', contracts: [] },
	])
	expect(taking.letters).toEqual(['card-saved'])
	expect(await eventsOf(taking, 'payment_method.saved')).toHaveLength(1)
})

test('a saved card pays the contracts chosen for it, with the words that were agreed to', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const { contract } = await agree(taking, customer)
	expectOk(await act(taking.books, customer.actor, setAutopay, { id: contract, on: false }))
	await save(taking, customer, '5555555555554444', { contractIds: [contract] })
	const [on] = await taking.sql`select facts from event where kind = 'contract.autopay_on'`
	expect(on?.facts).toEqual({ brand: 'mastercard', last4: '4444', consent: consent.version, language: 'en' })
	expect(taking.letters).toEqual(['autopay-changed', 'card-saved'])
	const { contracts, cards } = await cardsOf(taking, customer)
	expect(contracts[0]).toMatchObject({ autopay: true, cardId: cards.find((card) => card.last4 === '4444')?.id })
})

test('a card is replaced by nobody who has not agreed to what it will pay, also where it pays nothing yet', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	await save(taking, customer, '4242424242424242')
	const replacesId = (await cardsOf(taking, customer)).cards[0]?.id ?? ''
	const refused = await askToSave(taking, customer, { replacesId, agreed: false })
	expect(refused).toMatchObject({ ok: false, refusal: { code: 'input.invalid', facts: { field: 'consent' } } })
	expect((await askToSave(taking, customer, { agreed: false })).ok).toBe(true)
})

test('what would be charged at once must be what was shown', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	await billAutomatically(taking, customer, 'pm_card_chargeCustomerFail')
	await taking.settle()
	const [contract] = (await cardsOf(taking, customer)).contracts
	const replacesId = contract?.cardId ?? ''
	const refused = await askToSave(taking, customer, { replacesId, shown: '' })
	expect(refused).toMatchObject({ ok: false, refusal: { code: 'changed_meanwhile' } })
	expect(await askToSave(taking, customer, { replacesId, shown: 'EUR 10000' })).toMatchObject({ ok: true })
})

test('a card in use is not removed behind the contracts’ back, and gone at Stripe once it is', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const { contract, card } = await agree(taking, customer)
	const [number] = (await cardsOf(taking, customer)).contracts.map((one) => one.number)
	const remove = (switchOff: string[]) => act(taking.books, customer.actor, removeCard, { id: card, switchOff })
	expect(await remove([])).toEqual({
		ok: false,
		refusal: { code: 'card.in_use', facts: { contracts: number } },
	})
	const answers = await Promise.all(Array.from({ length: 8 }, () => remove([contract])))
	expect(answers.every((answer) => answer.ok)).toBe(true)
	await taking.settle()
	expect(taking.letters).toEqual(['card-removed'])
	expect(await eventsOf(taking, 'contract.autopay_off', 'payment_method.removed')).toHaveLength(2)
	const [there] =
		await taking.sql`select body ->> 'customer' as customer from card_sandbox.object where kind = 'payment_method'`
	expect(there).toEqual({ customer: null })
	expect((await cardsOf(taking, customer)).contracts[0]).toMatchObject({ autopay: false, cardId: null })
})

test('a card that Stripe loses is told to its customer, and the next one kept takes over', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const { contract } = await agree(taking, customer)
	const [method] = await taking.sql<{ id: string }[]>`select processor_method_id as id from payment_method`
	await taking.till.stripe.paymentMethods.detach(method?.id ?? '')
	await taking.settle()
	expect(taking.letters).toEqual(['card-removed'])
	expect((await cardsOf(taking, customer)).contracts[0]).toMatchObject({ autopay: true })
	await save(taking, customer, '5555555555554444')
	const { contracts, cards } = await cardsOf(taking, customer)
	expect(contracts[0]).toMatchObject({ id: contract, autopay: true, cardId: cards[0]?.id })
})

test('a page that nobody finishes is closed, and changes nothing', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const opened = expectOk(await askToSave(taking, customer))
	const later = Temporal.Now.instant().add({ hours: 2 })
	expect(await closeStaleSetups(taking.till, later)).toBe(1)
	expect(await closeStaleSetups(taking.till, later)).toBe(0)
	expect(await payWith(opened.url, '4242424242424242')).toContain('This page has expired')
	await taking.settle()
	expect((await cardsOf(taking, customer)).cards).toEqual([])
})

test('a charge that the bank wants confirmed is confirmed by its holder, the same intent, and is paid', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_authenticationRequired')
	await taking.settle()
	const [followed] = expectOk(await look(taking.books, customer.actor, findFollowed, { invoiceId }))
	const paymentId = followed?.confirms ?? ''
	expect(followed).toMatchObject({ asks: 'authentication_required', coming: [] })
	const bank = expectOk(await confirmCharge(taking.till, customer.actor, paymentId))
	expect(bank.url).toContain('/sandbox/challenge/')
	// Refused at first, then confirmed.
	await fetch(bank.url, { method: 'POST', body: new URLSearchParams({ answer: 'fail' }), redirect: 'manual' })
	await taking.settle()
	expect(await paymentOf(taking, paymentId)).toMatchObject({ state: 'action_required' })
	expect(await takenByStripe(taking)).toBe(0)
	const again = expectOk(await confirmCharge(taking.till, customer.actor, paymentId))
	const back = await fetch(again.url, {
		method: 'POST',
		body: new URLSearchParams({ answer: 'complete' }),
		redirect: 'manual',
	})
	expect(back.headers.get('location')).toContain(`/payments/${paymentId}`)
	await taking.settle()
	expect(await paymentOf(taking, paymentId)).toMatchObject({ state: 'succeeded', allocatedMinor: 100_00n })
	expect(await openOf(taking.books, invoiceId)).toBe(0n)
	expect(await takenByStripe(taking)).toBe(100_00)
	expect(taking.letters).toEqual(['invoice-issued', 'payment-to-confirm', 'payment-received'])
})

test('a charge that waits to be confirmed gives way when its customer pays otherwise', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_authenticationRequired')
	await taking.settle()
	const { url } = await open(taking, customer, [{ id: invoiceId, totalMinor: 100_00n }])
	await payWith(url, '4242424242424242')
	await taking.settle()
	expect(await takenByStripe(taking)).toBe(100_00)
	const states = await taking.sql`select state, initiated_by from payment order by id`
	expect(states).toEqual([
		{ state: 'canceled', initiated_by: 'company' },
		{ state: 'succeeded', initiated_by: 'customer' },
	])
	const [first] = await taking.sql<{ id: string }[]>`select id from payment order by id limit 1`
	expect(await confirmCharge(taking.till, customer.actor, first?.id ?? '')).toMatchObject({
		ok: false,
		refusal: { code: 'payment.not_to_confirm' },
	})
})

test('a card past its month is not tried again: its holder is asked', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_visa')
	await taking.sql`
		update card_sandbox.object set body = body || jsonb_build_object('card', body -> 'card' || '{"exp_year": 2026, "exp_month": 2}')
		where kind = 'payment_method'`
	await taking.settle()
	const [followed] = expectOk(await look(taking.books, customer.actor, findFollowed, { invoiceId }))
	expect(followed).toMatchObject({ asks: 'expired_card', coming: [] })
	expect(await live(taking, '2026-03-03')).toMatchObject({ retries: 0 })
})

test('pay, retry and message at the same moment, fifty at once, charge once', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	await setPolicy(taking, { retry_days: '{1}' })
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_chargeCustomerFail')
	await taking.settle()
	await keepTestCard(taking, customer, 'pm_card_visa')
	await taking.sql`update contract set payment_method_id = (select id from payment_method where last4 = '4242')`
	taking.clock.standOn('2026-03-03')
	const owed = [{ id: invoiceId, totalMinor: 100_00n }]
	const all = Array.from({ length: 50 }, async (_, index) => {
		if (index % 3 === 0) return await follow(taking).catch(() => undefined)
		if (index % 3 === 1) return await chargeCard(taking.till, invoiceId, 2).catch(() => undefined)
		const pressed = await press(taking, customer, owed)
		if (pressed.ok && pressed.value.url.includes('/sandbox/')) await payWith(pressed.value.url, '4242424242424242')
		return pressed
	})
	await Promise.all(all)
	for (let round = 0; round < 3; round++) {
		await taking.sql`update outbox set leased_until = null where leased_until is not null`
		await follow(taking)
	}
	expect(await takenByStripe(taking)).toBe(100_00)
	expect(await openOf(taking.books, invoiceId)).toBe(0n)
	const [came] = await taking.sql`select count(*)::int as count from payment where state = 'succeeded'`
	expect(came).toEqual({ count: 1 })
	const queued = await taking.sql`select key from outbox where kind = 'card_charge' order by key`
	expect(queued.map(({ key }) => key)).toEqual([`charge:${invoiceId}`, `charge:${invoiceId}:2`])
}, 60_000)

test('an effect that comes twice after its charge has failed charges nothing more', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_chargeCustomerFail')
	await taking.settle()
	expect(expectOk(await act(taking.books, system, startCharge, { invoiceId, number: 1 }))).toEqual({ kind: 'nothing' })
	await chargeCard(taking.till, invoiceId)
	expect(await taking.sql`select state from payment`).toEqual([{ state: 'failed' }])
})

test('while the customer’s own page is open, a retry waits, and is not made once they have paid', async () => {
	await using taking = await openTaking()
	const customer = await welcome(taking.books)
	const invoiceId = await billAutomatically(taking, customer, 'pm_card_chargeCustomerFail')
	await taking.settle()
	const { url } = await open(taking, customer, [{ id: invoiceId, totalMinor: 100_00n }])
	taking.clock.standAt('2026-03-03T08:30:00Z')
	expect(await follow(taking)).toMatchObject({ retries: 1 })
	const [waiting] = await taking.sql`select last_error from outbox where key = ${`charge:${invoiceId}:2`}`
	expect(waiting?.last_error).toContain('paying the invoice themselves')
	await payWith(url, '4242424242424242')
	await taking.settle()
	await taking.sql`update outbox set leased_until = null where leased_until is not null`
	await taking.settle()
	expect(await takenByStripe(taking)).toBe(100_00)
	expect(await taking.sql`select charge_number, state from payment order by id`).toEqual([
		{ charge_number: 1, state: 'failed' },
		{ charge_number: null, state: 'succeeded' },
	])
})
