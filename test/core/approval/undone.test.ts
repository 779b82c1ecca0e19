import { expect, test } from 'vitest'
import { act, expectOk, look } from '#core/act.ts'
import { propose } from '#core/approval/ask.ts'
import { findWaivers } from '#core/receivable/find-waivers.ts'
import { setPenaltyTerms } from '#core/receivable/penalty-terms.ts'
import { undoWaiver } from '#core/receivable/waiver.ts'
import { administrator } from '#test/core/delivery/gate.ts'
import { deliver } from '#test/core/machine-request/lot.ts'
import { finance } from '#test/core/payment/ledger.ts'
import { openBooks } from '#test/support/books.ts'
import { byRole, hire, press, rule, step } from './office.ts'

test('a waiver that is taken back is told to whoever agreed to it and whoever had asked, not to who takes it back', async () => {
	await using world = await openBooks({ on: '2026-03-02' })
	const { books, clock, sql } = world
	const { contractId } = await deliver(world, 'SN-1')
	const terms = { contractType: null, contractId: null, validFrom: '2026-01-01', graceDays: 0, chargeGrace: false }
	expectOk(await act(books, administrator, setPenaltyTerms, { ...terms, dailyRatePercent: '0.1' }))
	const [fritz, mara] = [await hire(books, 'fritz', 'finance'), await hire(books, 'mara', 'manager')]
	await rule(world, 'penalty_waiver', [step({ approvers: [byRole('manager')] })])
	clock.standOn(Temporal.PlainDate.from('2026-04-20'))
	const input = { contractId, amountMinor: '100', reason: 'Flood' }
	const made = expectOk(await act(books, fritz, propose<'penalty_waiver'>, { kind: 'penalty_waiver', input }))
	if (made.kind !== 'asked') throw new Error('Nobody was asked')
	expectOk(await press(world, mara, made.requestId, 'approve'))
	const [waiver] = expectOk(await look(books, finance, findWaivers, { contractId }))
	expect(waiver?.waivedBy).toBe('mara')
	expect(await act(books, mara, undoWaiver, { id: waiver?.id ?? '' })).toMatchObject({ ok: false })
	expectOk(await act(books, fritz, undoWaiver, { id: waiver?.id ?? '' }))
	const told = await sql<{ to: string; name: string }[]>`
		select payload ->> 'userId' as to, payload ->> 'name' as name from outbox where payload ->> 'news' = 'undone' order by 1`
	expect(told).toEqual([{ to: mara.userId, name: 'fritz' }])
})
