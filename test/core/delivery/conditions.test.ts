import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { closeSurvey } from '#core/credit-survey/close.ts'
import { checkConditions } from '#core/delivery/check.ts'
import { findDeliveryRules, saveDeliveryRule } from '#core/delivery/rule.ts'
import { bill } from '#core/invoice/run.ts'
import { recordReceipts } from '#core/payment/record.ts'
import { saveTemplate } from '#core/template/save.ts'
import { crew, draft, submitted } from '#test/core/credit-survey/surveying.ts'
import { finance, welcome } from '#test/core/payment/ledger.ts'
import { agree, sell, twelve } from '#test/core/receivable/sold-machine.ts'
import { openBooks } from '#test/support/books.ts'
import { administrator, codeOf, demand, reserved } from './gate.ts'

describe('what must be so before a machine leaves', () => {
	test('is told from the books: signed, documents, invoices due, a share of all that the contract comes to', async () => {
		await using world = await openBooks({ on: '2026-01-09' })
		const { books, clock, sql } = world
		const { contractId, customerId } = await reserved(world)
		await demand(world, [
			{ kind: 'amount_received', percent: '30' },
			{ kind: 'contract_signed' },
			{ kind: 'documents_complete' },
			{ kind: 'invoices_paid' },
		])
		const met = async () =>
			expectOk(await look(books, finance, checkConditions, contractId)).map((one) => [one.kind, one.met])
		expect(await met()).toEqual([
			['contract_signed', false],
			['documents_complete', true],
			['invoices_paid', true],
			['amount_received', false],
		])
		clock.standOn(Temporal.PlainDate.from('2026-01-10'))
		await bill(books, finance, clock.today(), 1)
		const [invoice] = await sql<{ id: string; number: string; total: bigint }[]>`
			select id, number, total_minor as total from invoice where contract_id = ${contractId}`
		const told = expectOk(await look(books, finance, checkConditions, contractId))
		expect(told.slice(2)).toMatchObject([
			{ met: false, missing: [invoice?.number], wantedMinor: invoice?.total },
			{ met: false, gotMinor: 0n, wantedMinor: ((invoice?.total ?? 0n) * 3n) / 10n },
		])
		const receive = async (amountMinor: bigint, importKey: string) =>
			expectOk(
				await act(books, finance, recordReceipts, [
					{
						...{
							customerId,
							currency: 'EUR',
							amountMinor,
							receivedOn: '2026-01-10',
							method: 'transfer',
							reference: '',
						},
						...{ invoiceId: invoice?.id ?? '', importKey },
					} as const,
				]),
			)
		await receive(((invoice?.total ?? 0n) * 3n) / 10n - 1n, 'one')
		expect((await met())[3]).toEqual(['amount_received', false])
		await receive(1n, 'two')
		expect((await met())[3]).toEqual(['amount_received', true])
		expect((await met())[2]).toEqual(['invoices_paid', false])
		const [kind] = await sql<{ id: string }[]>`select id from document_kind where signed`
		await sql`insert into document_requirement (contract_type, kind_id) values ('', ${kind?.id ?? ''})`
		expect((await met())[1]).toEqual(['documents_complete', false])
		await sql`
			insert into document (customer_id, contract_id, kind_id, title, created_at)
			values (${customerId}, ${contractId}, ${kind?.id ?? ''}, 'Signed', now())`
		expect((await met()).slice(0, 2)).toEqual([
			['contract_signed', true],
			['documents_complete', true],
		])
	})

	test('a survey that ended in granting is one of them', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books } = world
		const people = await crew(books)
		const contractId = await draft(books, await welcome(books))
		await demand(world, [{ kind: 'survey_good' }])
		const met = async () => expectOk(await look(books, finance, checkConditions, contractId)).map((one) => one.met)
		const id = await submitted(books, people, contractId)
		expect(await met()).toEqual([false])
		const granted = { id, conclusion: 'grant', note: 'Yard seen' } as const
		expectOk(await act(books, people.manager, closeSurvey, granted))
		expect(await met()).toEqual([true])
	})

	test('the down payment of a collection plan is one of them, until it is invoiced and has come', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock, sql } = world
		const { id, lineIds, customer } = await sell(world)
		const told = async () => {
			const all = expectOk(await look(books, finance, checkConditions, id))
			return all.find(({ kind }) => kind === 'down_payment_received')
		}
		expect(await told()).toMatchObject({ met: true, missing: [] })
		await agree(world, id, lineIds, twelve(2_000_000n))
		expect(await told()).toMatchObject({ met: false, wantedMinor: 2_000_000n })
		clock.standOn('2028-01-31')
		await bill(books, finance, clock.today(), 1)
		const [invoice] = await sql<{ id: string; number: string }[]>`
			select invoice.id, number from invoice join invoice_line on invoice_id = invoice.id join instalment on instalment.id = instalment_id
			where down_payment`
		const receive = async (amountMinor: bigint) =>
			await act(books, finance, recordReceipts, [
				{
					...{
						customerId: customer.id,
						currency: 'EUR',
						amountMinor,
						receivedOn: '2028-01-31',
						method: 'transfer' as const,
					},
					...{ reference: '', invoiceId: invoice?.id ?? '', importKey: crypto.randomUUID() },
				},
			])
		expectOk(await receive(1_999_999n))
		expect(await told()).toMatchObject({ met: false, missing: [invoice?.number], wantedMinor: 1n })
		expectOk(await receive(1n))
		expect(await told()).toMatchObject({ met: true, missing: [], wantedMinor: null })
	})

	test('follows the contract’s template before the company', async () => {
		await using world = await openBooks({ on: '2026-01-10' })
		const { books, sql } = world
		const { contractId } = await reserved(world)
		const { id } = expectOk(
			await act(books, administrator, saveTemplate, {
				...{ name: 'Lease', type: 'subscription', lines: [], clauses: [] },
				terms: {
					...{ alignment: 'anniversary', timing: 'advance', prorate: true, paymentTermDays: null, noticeDays: null },
					...{ renewal: 'none', termMonths: null, access: 'none' },
				},
			}),
		)
		await sql`update contract set template_id = ${id} where id = ${contractId}`
		const kinds = async () => expectOk(await look(books, finance, checkConditions, contractId)).map((one) => one.kind)
		expect(await kinds()).toEqual(['contract_signed', 'documents_complete', 'down_payment_received', 'invoices_paid'])
		expectOk(await act(books, administrator, saveDeliveryRule, { templateId: id, conditions: [] }))
		expect(await kinds()).toEqual([])
		const rules = expectOk(await look(books, finance, findDeliveryRules, undefined))
		expect(rules).toMatchObject({ validDays: 7, templates: [{ name: 'Lease', conditions: [] }] })
		expectOk(await act(books, administrator, saveDeliveryRule, { templateId: id, conditions: null }))
		expect(await kinds()).toHaveLength(4)
	})

	test.each([
		[{ conditions: [{ kind: 'amount_received' }] }, 'input.invalid'],
		[{ conditions: [{ kind: 'contract_signed', percent: '5' }] }, 'input.invalid'],
		[{ conditions: [{ kind: 'amount_received', percent: '0' }] }, 'input.invalid'],
		[{ conditions: [{ kind: 'contract_signed' }, { kind: 'contract_signed' }] }, 'input.invalid'],
		[{ conditions: [], validDays: 0 }, 'input.invalid'],
		[{ conditions: [], validDays: 91 }, 'input.invalid'],
		[{ conditions: [], templateId: '01a22591-a14d-79be-b469-000000000000' }, 'not_found'],
	])('is refused as %o', async (wrong, code) => {
		await using world = await openBooks({ on: '2026-01-10' })
		const given = { templateId: null, validDays: 7, ...wrong } as never
		expect(codeOf(await act(world.books, administrator, saveDeliveryRule, given))).toBe(code)
	})
})
