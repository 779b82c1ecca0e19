import { expect } from 'vitest'
import { type Actor, act, expectOk } from '#core/act.ts'
import { addCommissionRule } from '#core/commission/add-rule.ts'
import { findCommission } from '#core/commission/find.ts'
import type { NewCommissionRule } from '#core/commission/rule.ts'
import { assignContracts } from '#core/contract/assign.ts'
import { formatMajor } from '#core/money.ts'
import { addGroup } from '#core/staff/add-group.ts'
import { addUser } from '#core/staff/add-user.ts'
import { type Customer, system, welcome } from '#test/core/payment/ledger.ts'
import { agree } from '#test/core/payment/shares.ts'
import { openBooks, type World } from '#test/support/books.ts'

export type Member = Extract<Actor, { kind: 'staff' }>

/** A company with two salespeople in two teams, and a contract in force that Ada of North holds. */
export type Firm = {
	world: World
	customer: Customer
	contractId: string
	north: string
	south: string
	ada: Member
	bo: Member
	set(rule: Partial<NewCommissionRule>): Promise<{ id: string }>
	hold(contractId: string, by: Member): Promise<void>
	/** `2026-02-01 invoiced 100.00 → 10.00 Ada`, the latest first, as an actor sees them. */
	told(contractId?: string, actor?: Actor): Promise<string[]>
}

export async function openFirm(on: string, currency = 'EUR'): Promise<Firm> {
	const world = await openBooks({ on })
	const { books } = world
	const team = async (name: string) => expectOk(await act(books, system, addGroup, { name })).id
	const [north, south] = [await team('North'), await team('South')]
	const hire = async (name: string, group: string): Promise<Member> => {
		const user = { name, email: `${name}@halden.example`, role: 'salesperson' as const, language: 'en' as const }
		const { id } = expectOk(await act(books, system, addUser, { ...user, groups: [{ id: group, lead: false }] }))
		return { kind: 'staff', userId: id, role: 'salesperson' }
	}
	const [ada, bo] = [await hire('Ada', north), await hire('Bo', south)]
	const customer = await welcome(books, 'Nordwind Logistik', currency)
	const contractId = await agree(world, customer, 'Fleet')
	const firm: Firm = {
		...{ world, customer, contractId, north, south, ada, bo },
		async set(rule) {
			const whole = { base: 'invoiced' as const, basisPoints: 1000, validFrom: on, ...rule }
			return expectOk(await act(books, system, addCommissionRule, whole))
		},
		async hold(id, { userId }) {
			expectOk(await act(books, system, assignContracts, { ids: [id], ownerId: userId }))
		},
		async told(id = contractId, actor = system) {
			const found = expectOk(await act(books, actor, findCommission, { contractId: id, limit: 100 }))
			const money = (minor: bigint) => formatMajor(minor, currency)
			const rows = found?.rows ?? []
			expect(rows.reduce((sum, { amountMinor }) => sum + amountMinor, 0n)).toBe(found?.totalMinor)
			return rows.map(
				({ on: day, why, baseMinor, amountMinor, personName }) =>
					`${day} ${why} ${money(baseMinor)} → ${money(amountMinor)} ${personName}`,
			)
		},
	}
	await firm.hold(contractId, ada)
	expectOk(await act(books, system, assignContracts, { ids: [contractId], groupId: north }))
	return firm
}
