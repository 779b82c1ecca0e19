import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { previewChange } from '#core/amendment/preview-change.ts'
import { parseDay } from '#core/calendar.ts'
import { previewInvoices } from '#core/contract/preview.ts'
import { bill } from '#core/invoice/run.ts'
import { recordReceipts } from '#core/payment/record.ts'
import {
	giveUpRest,
	issueInstalments,
	previewGiveUp,
	previewReschedule,
	previewTakeBack,
	reschedulePlan,
	takeBackPlan,
} from '#core/receivable/change-plan.ts'
import { findCoverable } from '#core/receivable/plan-cover.ts'
import type { PlanTerms } from '#core/receivable/plan-terms.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { decided } from '#test/support/decided.ts'
import { agree, sell } from './sold-machine.ts'

const day = parseDay

async function invoicesOf({ sql }: World, contractId: string) {
	return await sql<{ id: string; total: bigint; dueOn: string; issuedOn: string; kinds: string[]; state: string }[]>`
		select invoice.id, total_minor as total, due_on::text as "dueOn", issued_on::text as "issuedOn", invoice.state,
			array(select distinct kind from invoice_line where invoice_id = invoice.id order by 1) as kinds
		from invoice where contract_id = ${contractId} and kind = 'invoice' order by issued_on, due_on, number`
}

describe('a collection plan', () => {
	test('is billed by its instalments alone, as previewed, together what the one invoice would have been', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock, sql } = world
		const { id, lineIds, coverable } = await sell(world)
		const plain = expectOk(await look(books, finance, previewInvoices, { id, count: 1 }))[0]
		const once = plain?.lines.filter(({ kind }) => kind === 'one_off') ?? []
		await agree(world, id, lineIds)
		const coming = expectOk(await look(books, finance, previewInvoices, { id, count: 40 }))
		const promised = coming.filter(({ dueOn }) => dueOn)
		expect(promised).toHaveLength(13)
		for (let on = clock.today(); Temporal.PlainDate.compare(on, '2029-03-01') < 0; on = on.add({ days: 1 })) {
			clock.standOn(on)
			await bill(books, finance, on, 1)
		}
		const invoices = (await invoicesOf(world, id)).filter(({ kinds }) => kinds.includes('instalment'))
		expect(invoices.map(({ total, dueOn }) => `${dueOn} ${total}`)).toEqual(
			promised.map(({ totalMinor, dueOn }) => `${dueOn} ${totalMinor}`),
		)
		expect(invoices.map(({ issuedOn }) => issuedOn)).toEqual(promised.map(({ on }) => on.toString()).map((on) => on))
		expect(invoices.at(1)?.dueOn).toBe('2028-02-29')
		expect(invoices.every(({ kinds }) => kinds.length === 1)).toBe(true)
		const sums = await sql<{ id: string; net: bigint; tax: bigint }[]>`
			select contract_line_id as id, sum(net_minor)::bigint as net, sum(tax_minor)::bigint as tax from invoice_line
			where kind = 'instalment' group by 1`
		for (const line of once) {
			const own = sums.find((sum) => sum.id === line.contractLineId)
			expect([own?.net, own?.tax]).toEqual([line.netMinor, line.taxMinor])
		}
		expect(coverable.map(({ netMinor }) => netMinor)).toEqual([10000000n, 123456n])
		const whole = await sql`select from invoice_line where kind = 'one_off'`
		expect(whole).toHaveLength(0)
	}, 60_000)

	test('is rescheduled by an amendment that touches only what is not invoiced, and loses nothing', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock, sql } = world
		const { id, lineIds, customer } = await sell(world)
		const plan = await agree(world, id, lineIds)
		clock.standOn(Temporal.PlainDate.from('2028-04-01'))
		await bill(books, finance, clock.today(), 1)
		const before = (await invoicesOf(world, id)).filter(({ kinds }) => kinds.includes('instalment'))
		expect(before).toHaveLength(3)
		const [first, second, third] = before
		await act(books, finance, recordReceipts, [
			{
				...{ customerId: customer.id, currency: 'EUR', amountMinor: first?.total ?? 0n, receivedOn: '2028-02-01' },
				...{ method: 'transfer', reference: '', invoiceId: first?.id ?? null, importKey: 'one' },
			} as const,
		])
		const asked = {
			...{ planId: plan.id, reason: 'A poor harvest', rollIn: [third?.id ?? ''] },
			terms: { kind: 'equal', downPayment: null, count: 18, everyMonths: 1, firstDueOn: day('2028-05-31') } as const,
		}
		const weighed = expectOk(await look(books, finance, previewReschedule, asked))
		expect(weighed.before).toHaveLength(10)
		expect(weighed.rolledIn.map(({ id: rolled }) => rolled)).toEqual([third?.id])
		expect(await act(books, finance, decided(reschedulePlan), { ...asked, seen: 'other' })).toMatchObject({
			ok: false,
			refusal: { code: 'collection_plan.different' },
		})
		const { sequence } = expectOk(await act(books, finance, decided(reschedulePlan), { ...asked, seen: weighed.seen }))
		expect(sequence).toBe(3)
		clock.standOn(Temporal.PlainDate.from('2030-01-01'))
		await bill(books, finance, clock.today(), 1)
		const after = (await invoicesOf(world, id)).filter(({ kinds }) => kinds.includes('instalment'))
		expect(after.filter(({ state }) => state === 'void').map(({ id: voided }) => voided)).toEqual([third?.id])
		const standing = after.filter(({ state }) => state !== 'void')
		expect(standing).toHaveLength(2 + 18)
		expect(standing.map(({ id: one }) => one)).toContain(second?.id)
		expect(standing.reduce((sum, { total }) => sum + total, 0n)).toBe(12046913n)
		const [{ kind, reason } = { kind: '', reason: '' }] = await sql<{ kind: string; reason: string }[]>`
			select kind, reason from amendment where contract_id = ${id} and sequence = 3`
		expect([kind, reason]).toEqual(['collection_plan', 'A poor harvest'])
	})

	test('keeps every minor unit through any sequence of reschedules, invoices and what is given up', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock, sql } = world
		const { id, lineIds } = await sell(world)
		const plan = await agree(world, id, lineIds)
		const step = fc.record({
			days: fc.integer({ min: 0, max: 50 }),
			count: fc.integer({ min: 1, max: 9 }),
			now: fc.boolean(),
			rollIn: fc.boolean(),
		})
		const steps = fc.sample(fc.array(step, { minLength: 8, maxLength: 8 }), { numRuns: 1, seed: 7 })[0] ?? []
		for (const { days, count, now, rollIn } of steps) {
			clock.standOn(clock.today().add({ days }))
			await bill(books, finance, clock.today(), 1)
			const last = (await invoicesOf(world, id)).filter(
				(one) => one.kinds.includes('instalment') && one.state === 'issued',
			)
			const asked = {
				...{ planId: plan.id, reason: 'Again', rollIn: rollIn ? last.slice(-1).map((one) => one.id) : [] },
				terms: {
					...({ kind: 'equal', downPayment: null, count, everyMonths: 2 } as const),
					firstDueOn: day(clock.today().add({ days: 5 }).toString()),
				},
			}
			const weighed = expectOk(await look(books, finance, previewReschedule, asked))
			expectOk(await act(books, finance, decided(reschedulePlan), { ...asked, seen: weighed.seen }))
			if (now && count > 2) {
				const [open] = await sql<{ id: string }[]>`
					select id from instalment where dropped_sequence is null and not is_invoiced(id) order by due_on desc limit 1`
				expectOk(await act(books, finance, issueInstalments, { planId: plan.id, instalmentIds: [open?.id ?? ''] }))
			}
		}
		const coming = expectOk(await look(books, finance, previewInvoices, { id, count: 200 })).filter(
			({ dueOn }) => dueOn,
		)
		const invoiced = (await invoicesOf(world, id)).filter(
			(one) => one.kinds.includes('instalment') && one.state === 'issued',
		)
		const sum = [...coming.map(({ totalMinor }) => totalMinor), ...invoiced.map(({ total }) => total)]
		expect(sum.reduce((all, one) => all + one, 0n)).toBe(12046913n)
		const left = coming.reduce((all, { totalMinor }) => all + totalMinor, 0n)
		const rest = expectOk(await look(books, finance, previewGiveUp, { planId: plan.id }))
		expect(rest).toMatchObject({ restMinor: left, owedMinor: invoiced.reduce((all, { total }) => all + total, 0n) })
		const unseen = await act(books, finance, decided(giveUpRest), {
			planId: plan.id,
			reason: 'Settled',
			seen: 'other',
		})
		expect(unseen.ok ? 'done' : unseen.refusal.code).toBe('collection_plan.different')
		expectOk(
			await act(books, finance, decided(giveUpRest), {
				planId: plan.id,
				reason: 'Settled out of court',
				seen: rest.seen,
			}),
		)
		const [given] = await sql<{ minor: bigint }[]>`select given_up_minor as minor from collection_plan`
		expect(given?.minor).toBe(left)
		const after = expectOk(await look(books, finance, previewInvoices, { id, count: 200 })).filter(({ dueOn }) => dueOn)
		expect(after).toHaveLength(0)
	})

	test('taken back while nothing is invoiced leaves its lines to be billed whole, once, and never afterwards', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock } = world
		const { id, lineIds } = await sell(world)
		const later: PlanTerms = {
			...{ kind: 'equal', downPayment: null, count: 6, everyMonths: 1, firstDueOn: day('2028-06-30') },
		}
		const plan = await agree(world, id, lineIds, later)
		clock.standOn(Temporal.PlainDate.from('2028-04-10'))
		await bill(books, finance, clock.today(), 1)
		expect((await invoicesOf(world, id)).every(({ kinds }) => kinds.join() === 'period')).toBe(true)
		const { seen } = expectOk(await look(books, finance, previewTakeBack, { planId: plan.id }))
		const back = { planId: plan.id, reason: 'Paid at once', seen }
		expect(await act(books, finance, decided(takeBackPlan), { ...back, seen: 'other' })).toMatchObject({
			refusal: { code: 'collection_plan.different' },
		})
		expectOk(await act(books, finance, decided(takeBackPlan), back))
		await bill(books, finance, clock.today(), 1)
		await bill(books, finance, clock.today(), 1)
		const whole = (await invoicesOf(world, id)).filter(({ kinds }) => kinds.includes('one_off'))
		expect(whole.map(({ total }) => total)).toEqual([12046913n])
		expect(await look(books, finance, findCoverable, { contractId: id })).toEqual({ ok: true, value: [] })
		const second = await sell(world)
		const other = await agree(world, second.id, second.lineIds)
		await bill(books, finance, clock.today(), 1)
		expect(await act(books, finance, decided(takeBackPlan), { ...back, planId: other.id })).toMatchObject({
			ok: false,
			refusal: { code: 'collection_plan.invoiced' },
		})
	})

	test('keeps what it covers as it is, and the contract open until all is invoiced', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, clock, sql } = world
		const { id, lineIds } = await sell(world)
		await agree(world, id, lineIds)
		clock.standOn(Temporal.PlainDate.from('2028-02-05'))
		const change = { contractId: id, change: { kind: 'price', lineId: lineIds[0] ?? '', unitPrice: '90000' } as const }
		const previewed = await look(books, finance, previewChange, change)
		const seen = previewed.ok ? previewed.value.seen : ''
		expect(await act(books, finance, decided(applyChange), { ...change, seen })).toMatchObject({
			ok: false,
			refusal: { code: 'collection_plan.covers_line' },
		})
		const end = { contractId: id, change: { kind: 'cancel', endsOn: '2028-05-30' } as const }
		const ending = expectOk(await look(books, finance, previewChange, end))
		expectOk(await act(books, finance, decided(applyChange), { ...end, seen: ending.seen }))
		clock.standOn(Temporal.PlainDate.from('2028-12-01'))
		await bill(books, finance, clock.today(), 1)
		expect((await sql<{ state: string }[]>`select state from contract where id = ${id}`)[0]?.state).toBe('ending')
		clock.standOn(Temporal.PlainDate.from('2029-02-01'))
		await bill(books, finance, clock.today(), 1)
		expect((await sql<{ state: string }[]>`select state from contract where id = ${id}`)[0]?.state).toBe('closed')
		const all = (await invoicesOf(world, id)).filter(({ kinds }) => kinds.includes('instalment'))
		expect(all.reduce((sum, { total }) => sum + total, 0n)).toBe(12046913n)
	})
})

describe('the database', () => {
	test('refuses to bill covered lines whole, an instalment twice, sums that are off, and a line in two plans', async () => {
		await using world = await openBooks({ on: '2028-01-20' })
		const { books, sql } = world
		const { id, lineIds } = await sell(world)
		const plan = await agree(world, id, lineIds)
		const [open] = await sql<{ id: string }[]>`select id from instalment order by due_on limit 1`
		expectOk(await act(books, finance, issueInstalments, { planId: plan.id, instalmentIds: [open?.id ?? ''] }))
		const line = (kind: string, instalmentId: string | null, minor: number) => sql`
			insert into invoice_line (invoice_id, position, contract_id, contract_line_id, kind, description, period_from, period_to,
				quantity, unit_price, net_minor, tax_percent, tax_minor, instalment_id, revision)
			values (uuidv7(), 1, ${id}, ${lineIds[0] ?? ''}, ${kind}, 'x', '2028-01-31', '2028-02-01', 1, 1, ${minor}, 0, 0, ${instalmentId}, 99)`
		await expect(line('one_off', null, 1)).rejects.toMatchObject({ constraint_name: 'collection_plan_bills_alone' })
		await expect(line('instalment', open?.id ?? '', 1)).rejects.toMatchObject({
			constraint_name: 'invoice_line_instalment_once',
		})
		const [next] = await sql<{ id: string }[]>`select id from instalment where not is_invoiced(id) limit 1`
		await expect(line('instalment', next?.id ?? '', 99999999)).rejects.toMatchObject({
			constraint_name: 'collection_plan_bills_no_more',
		})
		await expect(line('instalment', null, 1)).rejects.toMatchObject({ constraint_name: 'invoice_line_kind' })
		await expect(sql`update instalment set dropped_sequence = 2 where id = ${next?.id ?? ''}`).rejects.toMatchObject({
			constraint_name: 'collection_plan_sum',
		})
		await expect(sql`update instalment set issue_on = '2028-01-01' where id = ${open?.id ?? ''}`).rejects.toMatchObject(
			{
				constraint_name: 'instalment_kept',
			},
		)
		await expect(sql`update instalment set amount_minor = 1 where id = ${next?.id ?? ''}`).rejects.toMatchObject({
			constraint_name: 'instalment_kept',
		})
		await expect(sql`update collection_plan set taken_back_sequence = 2 where id = ${plan.id}`).rejects.toMatchObject({
			constraint_name: 'collection_plan_taken_back_whole',
		})
		await expect(sql`
			insert into contract_line_state (contract_line_id, contract_id, sequence, effective_on, starts_on, quantity, unit_price)
			values (${lineIds[0] ?? ''}, ${id}, 2, '2028-03-01', '2028-01-31', 1, 5)`).rejects.toMatchObject({
			constraint_name: 'collection_plan_keeps_line',
		})
		await expect(sql`
			insert into collection_plan_line (plan_id, contract_id, contract_line_id, net_minor, tax_minor, tax_percent)
			select ${plan.id}, contract_id, id, 1, 0, 0 from contract_line where contract_id = ${id} and interval_unit is not null
		`).rejects.toMatchObject({ constraint_name: 'collection_plan_of_one_off' })
	})
})
