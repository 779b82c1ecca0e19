import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { editDraft } from '#core/contract/edit-draft.ts'
import { findHead } from '#core/contract/find-head.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { takeBackContract } from '#core/contract/take-back.ts'
import { findTimeline } from '#core/contract/timeline.ts'
import { voidContract } from '#core/contract/void.ts'
import { saveOwnField } from '#core/own-field/save.ts'
import { editQuote } from '#core/quote/edit.ts'
import { findQuote } from '#core/quote/find.ts'
import { requestSignature } from '#core/quote/request-signature.ts'
import { sendQuote } from '#core/quote/send.ts'
import { tendQuotes } from '#core/quote/tend.ts'
import { declineQuote, withdrawQuote } from '#core/quote/withdraw.ts'
import { writeQuote } from '#core/quote/write.ts'
import { examine } from '#core/report/examine.ts'
import { saveTemplate } from '#core/template/save.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { agree, sell } from '../receivable/sold-machine.ts'
import { accept, type Buyer, holderOf, month, offer, office, previewFor, signed, welcome } from './offer.ts'

const usual = { required: false, position: 0, choices: [] }
const none = { ru: '', zh: '', vi: '' }
const terms = {
	...({ alignment: 'contract', timing: 'advance', prorate: true, renewal: 'tacit', access: 'none' } as const),
	...{ paymentTermDays: 14, noticeDays: 30, termMonths: 12 },
}

/** A draft of a template with a clause: one line of its own days, another with a discount that ends. */
async function draft({ books }: World, buyer: Buyer) {
	expectOk(await act(books, office, saveOwnField, { subject: 'contract', kind: 'text', name: 'Site', ...usual }))
	expectOk(await act(books, office, saveOwnField, { subject: 'customer', kind: 'date', name: 'Audit', ...usual }))
	const template = expectOk(
		await act(books, office, saveTemplate, {
			...{ name: 'Rental', type: 'subscription', terms, lines: [] },
			clauses: [
				{
					en: '{{customer.name}} rents for {{term.months}} months under {{contract.number}}, {{contract.field.site}}, {{customer.field.Audit}}.',
					...none,
				},
			],
			own: { own_1: 'Quay 4' },
		}),
	)
	const contract = {
		...{
			customerId: buyer.id,
			currency: buyer.currency,
			templateId: template.id,
			title: 'Two cranes',
			own: { own_1: 'Quay 7' },
		},
		...{ startsOn: '2026-02-01', endsOn: '2027-01-31', termMonths: 12, renewal: 'tacit' as const },
		discounts: [{ percent: '10', months: 2 }],
		lines: [
			{
				description: 'Crane',
				quantity: '2',
				unitPrice: '100',
				interval: month,
				discountPercent: '50',
				discountPeriods: 3,
			},
			{ description: 'Winter tent', quantity: '1', unitPrice: '30', interval: month, startsOn: '2026-11-01' },
			{ description: 'Delivery', quantity: '1', unitPrice: '400', interval: null },
		],
	}
	return { ...expectOk(await act(books, office, createContract, contract)), contract, templateId: template.id }
}

const money = (invoices: readonly { on: Temporal.PlainDate; totalMinor: bigint }[]) =>
	invoices.map(({ on, totalMinor }) => `${on} ${totalMinor}`)

test('a draft is signed as it stands, clauses and all, and is then in force without a second contract', async () => {
	await using world = await openBooks({ on: '2026-01-20' })
	const { books } = world
	const buyer = await welcome(world)
	const { id: contractId, number, contract } = await draft(world, buyer)
	const { id } = expectOk(await act(books, office, requestSignature, { contractId }))
	expect(await act(books, office, requestSignature, { contractId })).toMatchObject({ value: { id } })
	// While it is made ready the draft can still be written, and what is to be signed follows.
	const [crane, ...others] = contract.lines
	const lines = [{ ...crane, description: 'Crane', quantity: '3', unitPrice: '100', interval: month }, ...others]
	expectOk(await act(books, office, editDraft, { ...contract, lines, id: contractId, version: 1 }))
	const { quote } = expectOk(await look(books, office, findQuote, { id, chosen: null }))
	expect(quote.conditions).toBe(`Nordwind Logistik rents for 12 months under ${number}, Quay 7, –.`)
	// Of what is agreed nothing is changed here: only who gets it, until when, and the words.
	const { version } = quote
	const edit = {
		id,
		version,
		validUntil: '2026-02-10',
		introduction: 'As agreed.',
		conditions: quote.conditionsWritten,
	}
	expectOk(await act(books, office, editQuote, { ...edit, lines: [], title: 'Another', startsOn: '2026-03-01' }))
	expect(expectOk(await look(books, office, findQuote, { id, chosen: null })).quote).toMatchObject({
		...{ title: 'Two cranes', startsOn: Temporal.PlainDate.from('2026-02-01'), introduction: 'As agreed.' },
		lines: [{ quantity: '3' }, { description: 'Winter tent' }, { description: 'Delivery' }],
	})
	const planned = expectOk(await look(books, office, previewInvoices, { id: contractId, count: 12 }))
	expectOk(await act(books, office, sendQuote, { id }))
	expect(expectOk(await look(books, office, findHead, { id: contractId }))).toMatchObject({
		state: 'sent',
		toSign: { id, isSent: true, validUntil: '2026-02-10' },
	})
	expect(await act(books, office, editDraft, { ...contract, id: contractId, version: 3 })).toMatchObject({
		refusal: { code: 'contract.not_allowed_in_state', facts: { state: 'sent' } },
	})
	const anna = await holderOf(world, buyer, id)
	const seen = await previewFor(world, anna, id)
	expect(money(seen.invoices)).toEqual(money(planned))
	// 2 × 100, half off, and a tenth of everything; 400 once.
	expect(seen).toMatchObject({ startsOn: '2026-02-01', endsOn: '2027-01-31', oneOff: { netMinor: 360_00n } })
	expect(seen.lines.map(({ netMinor }) => netMinor)).toEqual([150_00n, 30_00n, 400_00n])
	expect(expectOk(await accept(world, anna, signed(id, seen)))).toEqual({ id, contractId })
	expect(await accept(world, anna, signed(id, seen))).toMatchObject({ refusal: { code: 'quote.already_decided' } })
	expect(await world.sql`select number, state from contract`).toEqual([{ number, state: 'active' }])
	expect(await world.sql`select sequence from amendment`).toEqual([{ sequence: 1 }])
	const coming = expectOk(await look(books, office, previewInvoices, { id: contractId, count: 12 }))
	expect(money(coming)).toEqual(money(seen.invoices))
	const findings = expectOk(await look(books, office, examine, undefined))
	expect(findings.filter(({ good, promise }) => !good && promise !== 'outbox_delivers')).toEqual([])
})

test('what is not signed is a draft again or says that its time is over, and what goes on without is withdrawn', async () => {
	await using world = await openBooks({ on: '2026-01-20' })
	const { books, sql } = world
	const buyer = await welcome(world)
	const { id: contractId } = await draft(world, buyer)
	const ask = async () => expectOk(await act(books, office, requestSignature, { contractId })).id
	const sent = async () => {
		const id = await ask()
		expectOk(await act(books, office, sendQuote, { id }))
		return id
	}
	const state = async () => (await sql`select state from contract where id = ${contractId}`)[0]?.state
	const stateOf = async (id: string) => (await sql`select state from quote where id = ${id}`)[0]?.state

	const declined = await sent()
	expectOk(
		await act(books, await holderOf(world, buyer, declined), declineQuote, { id: declined, reason: 'Too long.' }),
	)
	expect(await state()).toBe('draft')
	const withdrawn = await sent()
	expectOk(await act(books, office, withdrawQuote, { id: withdrawn }))
	expect(await state()).toBe('draft')
	const takenBack = await sent()
	expectOk(await act(books, office, takeBackContract, { id: contractId }))
	expect([await state(), await stateOf(takenBack)]).toEqual(['draft', 'withdrawn'])
	expect(await act(books, office, takeBackContract, { id: contractId })).toMatchObject({ ok: false })
	await sent()
	world.clock.standOn('2026-03-15')
	expectOk(await act(books, office, tendQuotes, undefined))
	expect(await state()).toBe('expired')
	// Asked for again, and then done without.
	const again = await sent()
	const anna = await holderOf(world, buyer, again)
	const seen = await previewFor(world, anna, again)
	expectOk(await act(books, office, activateContract, { id: contractId }))
	expect([await state(), await stateOf(again)]).toEqual(['active', 'withdrawn'])
	expect(await accept(world, anna, signed(again, seen))).toMatchObject({ ok: false })
	expect(await act(books, office, requestSignature, { contractId })).toMatchObject({
		refusal: { code: 'contract.not_allowed_in_state' },
	})

	const { customerId, currency } = { customerId: buyer.id, currency: buyer.currency }
	const lines = [{ description: 'Crane', quantity: '1', unitPrice: '100', interval: month }]
	const other = expectOk(
		await act(books, office, createContract, { customerId, currency, startsOn: '2026-04-01', lines }),
	)
	const open = expectOk(await act(books, office, requestSignature, { contractId: other.id }))
	expectOk(await act(books, office, voidContract, { id: other.id, reason: '' }))
	expect(await stateOf(open.id)).toBe('withdrawn')
})

test('a quote that was begun with a template says and fills in what the template says of own fields', async () => {
	await using world = await openBooks({ on: '2026-01-20' })
	const { books, sql } = world
	const buyer = await welcome(world)
	const { templateId } = await draft(world, buyer)
	const conditions = 'At {{contract.field.SITE}}, audited {{customer.field.Audit}}.'
	const lines = [{ description: 'Crane', quantity: '1', unitPrice: '100', interval: month }]
	const quote = {
		customerId: buyer.id,
		currency: buyer.currency,
		validUntil: '2026-03-01',
		templateId,
		conditions,
		lines,
	}
	const written = expectOk(await act(books, office, writeQuote, quote))
	await sql`insert into own_value (field_id, subject, kind, customer_id, date_value)
		select id, subject, kind, ${buyer.id}, '2025-11-30' from own_field where name = 'Audit'`
	expectOk(await act(books, office, sendQuote, { id: written.id }))
	const [sent] = await sql`select conditions from quote where id = ${written.id}`
	expect(sent).toEqual({ conditions: 'At Quay 4, audited 2025-11-30.' })
	const anna = await holderOf(world, buyer, written.id)
	const { contractId } = expectOk(
		await accept(world, anna, signed(written.id, await previewFor(world, anna, written.id))),
	)
	expect(await sql`select text_value from own_value where contract_id = ${contractId}`).toEqual([
		{ text_value: 'Quay 4' },
	])
	// A field that has another name by now is told before anything is sent.
	const [site] = await sql<{ id: string }[]>`select id from own_field where name = 'Site'`
	const renamed = { id: site?.id, subject: 'contract' as const, kind: 'text' as const, name: 'Yard', ...usual }
	expectOk(await act(books, office, saveOwnField, renamed))
	const other = expectOk(await act(books, office, writeQuote, quote))
	expect(await act(books, office, sendQuote, { id: other.id })).toMatchObject({
		refusal: { code: 'template.variable_unknown', facts: { name: 'contract.field.SITE' } },
	})
	const template = {
		name: 'Other',
		type: 'subscription',
		terms,
		lines: [],
		clauses: [{ en: '{{contract.field.Site}}', ...none }],
	}
	expect(await act(books, office, saveTemplate, template)).toMatchObject({
		refusal: { code: 'template.variable_unknown' },
	})
	expect(await act(books, office, saveTemplate, { ...template, clauses: [], own: { own_9: 'x' } })).toMatchObject({
		refusal: { code: 'own_field.unknown' },
	})
})

test('a draft that is paid by instalments is signed with exactly them', async () => {
	await using world = await openBooks({ on: '2028-01-20' })
	const { books } = world
	const buyer = await welcome(world)
	const { id: contractId, lineIds } = await sell(world, { draft: true, customerId: buyer.id })
	await agree(world, contractId, lineIds)
	const planned = expectOk(await look(books, office, previewInvoices, { id: contractId, count: 12 }))
	const { id } = expectOk(await act(books, office, requestSignature, { contractId }))
	expectOk(await act(books, office, sendQuote, { id }))
	const anna = await holderOf(world, buyer, id)
	const seen = await previewFor(world, anna, id)
	expect(money(seen.invoices)).toEqual(money(planned))
	expect(seen.oneOff.netMinor).toBe(101_234_56n)
	expect(expectOk(await accept(world, anna, signed(id, seen)))).toEqual({ id, contractId })
	const coming = expectOk(await look(books, office, previewInvoices, { id: contractId, count: 12 }))
	expect(money(coming)).toEqual(money(seen.invoices))
})

test('the history of a contract says that it was sent for signature, declined, withdrawn and signed, and by whom', async () => {
	await using world = await openBooks({ on: '2026-01-20' })
	const { books } = world
	const buyer = await welcome(world)
	const { id: contractId } = await draft(world, buyer)
	const ask = async () => expectOk(await act(books, office, requestSignature, { contractId })).id
	const sent = async () => {
		const id = await ask()
		expectOk(await act(books, office, sendQuote, { id }))
		return id
	}
	const declined = await sent()
	const no = { id: declined, reason: 'Too long.' }
	expectOk(await act(books, await holderOf(world, buyer, declined), declineQuote, no))
	expectOk(await act(books, office, withdrawQuote, { id: await sent() }))
	// What was never sent is nobody's to hear of.
	expectOk(await act(books, office, withdrawQuote, { id: await ask() }))
	const again = await sent()
	const anna = await holderOf(world, buyer, again)
	expectOk(await accept(world, anna, signed(again, await previewFor(world, anna, again))))
	// A change that is offered later is told when it is agreed on.
	const change = { validUntil: '2026-03-01', purpose: 'change' as const, forContractId: contractId }
	const lines = [{ description: 'Hook', quantity: '1', unitPrice: '10', interval: month }]
	await offer(world, buyer, { ...change, lines })
	const told = expectOk(await look(books, office, findTimeline, { contractId, limit: 50 }))
	const quotes = told.filter(({ kind }) => kind.startsWith('quote.')).reverse()
	expect(quotes.map(({ kind, by }) => `${kind} ${by}`)).toEqual([
		...['quote.sent company', 'quote.declined customer', 'quote.sent company', 'quote.withdrawn company'],
		...['quote.sent company', 'quote.accepted customer'],
	])
	expect(quotes[1]?.facts).toMatchObject({ reason: 'Too long.' })
	expect(quotes.at(-1)?.facts).toMatchObject({ signer: expect.stringContaining('Anna') })
})
