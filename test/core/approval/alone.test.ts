import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { act, expectOk, type Scope } from '#core/act.ts'
import { applyChange } from '#core/amendment/apply-change.ts'
import { cancelContract } from '#core/amendment/cancel.ts'
import type { ContractChange } from '#core/amendment/change.ts'
import { setChangeRule } from '#core/amendment/set-rule.ts'
import { propose } from '#core/approval/ask.ts'
import { type SubjectKind, subjectKinds } from '#core/approval/subject-kinds.ts'
import { activateContract } from '#core/contract/activate.ts'
import { createContract } from '#core/contract/create.ts'
import { creditParts } from '#core/credit-note/credit-parts.ts'
import { voidInvoice } from '#core/credit-note/void-invoice.ts'
import { createCustomer } from '#core/customer/create.ts'
import { issueGatePass } from '#core/delivery/issue.ts'
import { writeOffInvoice } from '#core/invoice/write-off.ts'
import { carryOutRequest } from '#core/machine-request/carry-out.ts'
import { acceptApplication, declineApplication } from '#core/partner-application/decide.ts'
import { refundPayment } from '#core/payment/refund.ts'
import { sendQuote } from '#core/quote/send.ts'
import { giveUpRest, reschedulePlan } from '#core/receivable/change-plan.ts'
import { waivePenalty } from '#core/receivable/waiver.ts'
import { addUser } from '#core/staff/add-user.ts'
import { setRole } from '#core/staff/change-user.ts'
import { clerk, openShop } from '#test/core/amendment/world.ts'
import { hire, rule, step } from './office.ts'

test('no verb of a subject runs past a workflow that asks, whoever calls it', async () => {
	const shop = await openShop('2026-03-02')
	await using world = shop.world
	const [contractId, id] = [await shop.agree(), randomUUID()]
	const lineId = await shop.lineId()
	const limited = {
		direction: 'more',
		timing: 'now',
		prorate: true,
		approval: { aboveMinor: 5000n, currency: 'EUR' },
	} as const
	expectOk(await act(world.books, clerk, setChangeRule, limited))
	for (const kind of subjectKinds) await rule(world, kind, [step()])
	const ada = await hire(world.books, 'ada', 'administrator')

	const seen = async (change: ContractChange) => ({ contractId, change, seen: (await shop.preview(change)).seen })
	const cheaper = await seen({ kind: 'price', lineId, unitPrice: '1.00' })
	const leaving = await seen({ kind: 'line_end', lineId, endsOn: '2026-03-31' })
	const notice = await seen({ kind: 'cancel' })
	const more = await seen({ kind: 'quantity', lineId, quantity: '500' })
	const reason = 'Alone'
	const machine = (scope: Scope) => carryOutRequest(scope, { id })
	const verbs: Record<SubjectKind, ((scope: Scope) => Promise<unknown>)[]> = {
		contract_change: [(scope) => applyChange({ ...scope, actor: shop.contact }, more)],
		contract_activation: [(scope) => activateContract(scope, { id })],
		supplier_contract: [(scope) => activateContract(scope, { id })],
		quote_send: [(scope) => sendQuote(scope, { id })],
		discount: [(scope) => applyChange(scope, cheaper)],
		cancellation: [
			(scope) => applyChange(scope, notice),
			(scope) => applyChange(scope, leaving),
			(scope) => cancelContract(scope, notice),
		],
		credit_note: [
			(scope) => voidInvoice(scope, { id, reason }),
			(scope) => creditParts(scope, { id, reason, parts: [] }),
		],
		refund: [(scope) => refundPayment(scope, { paymentId: id, amountMinor: 1n, reason })],
		write_off: [(scope) => writeOffInvoice(scope, { id, reason })],
		penalty_waiver: [(scope) => waivePenalty(scope, { contractId: id, amountMinor: 1n, percent: null, reason })],
		reschedule: [(scope) => reschedulePlan(scope, { planId: id, terms: {} as never, reason, rollIn: [], seen: '' })],
		plan_rest: [(scope) => giveUpRest(scope, { planId: id, reason, seen: '' })],
		delivery: [(scope) => issueGatePass(scope, { contractId: id, equipmentIds: [id], taker: '', without: [], reason })],
		...{ machine_lock: [machine], machine_unlock: [machine], repossession: [machine], settlement: [machine] },
		user_access: [
			(scope) => setRole(scope, { userId: ada.userId, role: 'finance' }),
			(scope) => addUser(scope, { name: 'Eve', email: 'eve@halden.example', role: 'administrator' }),
		],
		partner_application: [(scope) => acceptApplication(scope, id), (scope) => declineApplication(scope, id)],
	}
	for (const kind of subjectKinds)
		for (const verb of verbs[kind]) {
			const outcome = await act(world.books, ada, verb, undefined)
			if (kind === 'contract_change') expect(outcome).toMatchObject({ refusal: { code: 'change.needs_approval' } })
			else
				expect(outcome, `${kind}: ${verb}`).toEqual({
					ok: false,
					refusal: { code: 'not_permitted', facts: { action: expect.stringMatching(/^decided\./) } },
				})
		}
	// What changes neither prices nor the end needs nobody of staff.
	expectOk(await act(world.books, ada, applyChange, await seen({ kind: 'quantity', lineId, quantity: '4' })))
})

test('what one subject is agreed to for does nothing of another', async () => {
	const shop = await openShop('2026-03-02')
	await using world = shop.world
	const { books } = world
	const ada = await hire(books, 'ada', 'administrator')
	await rule(world, 'supplier_contract', [step()])
	const supplier = { name: 'Kontor', role: 'supplier', language: 'en', currency: 'EUR', country: 'DE' } as const
	const { id: customerId } = expectOk(
		await act(books, clerk, createCustomer, { ...supplier, email: 'a@kontor.example' }),
	)
	const draft = { customerId, currency: 'EUR', startsOn: '2026-03-02', lines: [] }
	const { id } = expectOk(await act(books, clerk, createContract, draft))
	const asked = await act(books, ada, propose<'contract_activation'>, { kind: 'contract_activation', input: { id } })
	expect(asked).toMatchObject({ ok: false, refusal: { facts: { action: 'decided.supplier_contract' } } })
})
