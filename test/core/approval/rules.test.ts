import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { People, Person } from '#core/approval/people.ts'
import { percentOff } from '#core/approval/percent-off.ts'
import { isShort, type Seat, seatsOf } from '#core/approval/seats.ts'
import { freeSeats, type Said, tally } from '#core/approval/tally.ts'
import { type ConditionFacts, chooseWorkflow, type StepRule, type Workflow } from '#core/approval/workflow.ts'
import { afterWorkingHours } from '#core/approval/working-time.ts'
import { parseDecimal } from '#core/decimal.ts'

const rule: StepRule = {
	...{ name: '', stage: 1, approvers: [], otherwise: [], needs: 'any', count: 1 },
	...{ limitHours: null, remindHours: null, escalateTo: [] },
}
const facts: ConditionFacts = {
	...{ groupId: null, amountMinor: 500n, currency: 'EUR', overdueDays: 0, overdueMinor: 0n },
	...{ overdueCurrency: 'EUR', risk: 'low' },
}
const workflow = (name: string, more: Partial<Workflow> = {}): Workflow => ({
	...{
		id: null,
		subjectKind: 'refund',
		groupId: null,
		name,
		position: 100,
		conditions: [],
		steps: [rule],
		own: 'never',
	},
	...more,
})
const chosen = (workflows: Workflow[], more: Partial<ConditionFacts> = {}) =>
	chooseWorkflow(workflows, { ...facts, ...more })?.name

describe('the workflow that counts', () => {
	test('is the first whose conditions all hold, a group’s own before the general ones', () => {
		const large = workflow('large', {
			position: 1,
			conditions: [{ fact: 'amount', is: 'above', value: '1000', currency: 'EUR' }],
		})
		const all = workflow('all', { position: 2 })
		const north = workflow('north', { position: 900, groupId: 'n' })
		expect(chosen([all, large])).toBe('all')
		expect(chosen([all, large], { amountMinor: 1001n })).toBe('large')
		expect(chosen([all, large, north], { amountMinor: 1001n, groupId: 'n' })).toBe('north')
		expect(chosen([large, north])).toBeUndefined()
	})

	test('looks at discount, overdue days, risk and role, and takes amounts in two currencies for reason enough', () => {
		const on = (
			fact: 'discount' | 'overdue_days' | 'risk' | 'role',
			is: 'above' | 'at_least' | 'equal',
			value: string,
		) => [workflow('it', { conditions: [{ fact, is, value }] })]
		expect(chosen(on('discount', 'above', '20'))).toBeUndefined()
		expect(chosen(on('discount', 'above', '20'), { discount: '20' })).toBeUndefined()
		expect(chosen(on('discount', 'above', '20'), { discount: '20.01' })).toBe('it')
		expect(chosen(on('overdue_days', 'at_least', '30'), { overdueDays: 30 })).toBe('it')
		expect(chosen(on('risk', 'at_least', 'medium'), { risk: 'high' })).toBe('it')
		expect(chosen(on('risk', 'at_least', 'medium'))).toBeUndefined()
		expect(chosen(on('role', 'equal', 'administrator'), { role: 'administrator' })).toBe('it')
		const amount = (is: 'above' | 'below') => [
			workflow('it', { conditions: [{ fact: 'amount', is, value: '1000', currency: 'USD' }] }),
		]
		expect(chosen(amount('above'))).toBe('it')
		expect(chosen(amount('below'))).toBeUndefined()
	})

	test('tells currencies apart where a condition names one', () => {
		const dollars = workflow('dollars', {
			conditions: [
				{ fact: 'currency', is: 'equal', value: 'USD' },
				{ fact: 'amount', is: 'above', value: '1000', currency: 'USD' },
			],
		})
		expect(chosen([dollars], { amountMinor: 5000n })).toBeUndefined()
		expect(chosen([dollars], { amountMinor: 5000n, currency: 'USD' })).toBe('dollars')
		expect(chosen([dollars], { amountMinor: 900n, currency: 'USD' })).toBeUndefined()
		expect(chosen([dollars], { amountMinor: null, currency: null })).toBeUndefined()
	})
})

const person = (id: string, role: Person['role'], more: Partial<Person> = {}): Person => ({
	...{ id, name: id, role, superiorId: null, groups: [] },
	...more,
})
const office: People = {
	people: [
		person('ada', 'administrator'),
		person('fin', 'finance'),
		person('lea', 'manager', { groups: [{ id: 'n', lead: true }] }),
		person('max', 'manager', { groups: [{ id: 's', lead: false }] }),
		person('sal', 'salesperson', { superiorId: 'lea', groups: [{ id: 'n', lead: false }] }),
	],
	delegations: [],
}
const ground = { groupId: 'n', ownerId: 'sal', requesterId: 'sal', own: 'never' as const }
const byFinance = { kind: 'role', role: 'finance', ofGroup: false } as const
const names = (seats: Seat[]) => seats.map(({ userId }) => userId)

describe('who is asked', () => {
	test('is named by role, group, lead, person or superior', () => {
		const by = (...approvers: StepRule['approvers']) => names(seatsOf({ ...rule, approvers }, false, ground, office))
		expect(by({ kind: 'role', role: 'manager', ofGroup: true })).toEqual(['lea'])
		expect(by({ kind: 'role', role: 'manager', ofGroup: false })).toEqual(['lea', 'max'])
		expect(by({ kind: 'group_lead' })).toEqual(['lea'])
		expect(by({ kind: 'superior' })).toEqual(['lea'])
		expect(by({ kind: 'user', userId: 'max' }, { kind: 'role', role: 'finance', ofGroup: false })).toEqual([
			'fin',
			'max',
		])
	})

	test('is whoever else is named where the first are nobody, and administrators in the end', () => {
		const otherwise = [{ kind: 'role', role: 'finance', ofGroup: false }] as const
		const gone = { ...rule, approvers: [{ kind: 'user' as const, userId: 'left' }], otherwise: [...otherwise] }
		expect(names(seatsOf(gone, false, ground, office))).toEqual(['fin'])
		expect(names(seatsOf({ ...gone, otherwise: [] }, false, ground, office))).toEqual(['ada'])
	})

	test('is never who asks, not even in somebody’s place, unless that is allowed', () => {
		const approvers = [{ kind: 'role' as const, role: 'finance' as const, ofGroup: false }]
		const away = { ...office, delegations: [{ userId: 'fin', delegateId: 'sal' }] }
		const seats = seatsOf({ ...rule, approvers }, false, ground, away)
		expect(seats).toEqual([{ userId: 'fin', by: ['fin'], as: 'approver' }])
		const own = seatsOf({ ...rule, approvers }, false, { ...ground, requesterId: 'fin', own: 'always' }, office)
		expect(names(own)).toEqual(['fin'])
		expect(names(seatsOf({ ...rule, approvers }, false, { ...ground, requesterId: 'fin' }, office))).toEqual(['ada'])
	})

	test('is who asks where nobody else could be, of that step alone', () => {
		const own = { ...ground, requesterId: 'fin', own: 'alone' as const }
		const few = { ...office, people: office.people.filter(({ role }) => role !== 'administrator') }
		const of = (approvers: StepRule['approvers'], people = few) =>
			names(seatsOf({ ...rule, approvers }, false, own, people))
		expect(of([byFinance])).toEqual(['fin'])
		expect(of([byFinance], office)).toEqual(['ada'])
		expect(of([byFinance, { kind: 'user', userId: 'max' }])).toEqual(['max'])
	})

	test('is joined by the next ones where a step of so many names fewer', () => {
		const approvers = [{ kind: 'group_lead' as const }]
		const otherwise = [{ kind: 'role' as const, role: 'finance' as const, ofGroup: false }]
		const of = (count: number) => {
			const all = { ...rule, approvers, otherwise, needs: 'count' as const, count }
			return [names(seatsOf(all, false, ground, office)), isShort(all, ground, office)]
		}
		expect(of(1)).toEqual([['lea'], false])
		expect(of(2)).toEqual([['lea', 'fin'], true])
		expect(of(9)).toEqual([['lea', 'fin', 'ada'], true])
	})

	test('is joined by those it escalates to', () => {
		const approvers = [{ kind: 'group_lead' as const }]
		const escalateTo = [{ kind: 'role' as const, role: 'finance' as const, ofGroup: false }]
		expect(names(seatsOf({ ...rule, approvers, escalateTo }, true, ground, office))).toEqual(['lea', 'fin'])
	})
})

const seats = (count: number): Seat[] =>
	Array.from({ length: count }, (_, index) => ({ userId: `u${index}`, by: [`u${index}`], as: 'approver' }))
const words = (votes: ('approve' | 'reject' | null)[]): Said[] =>
	votes.flatMap((says, index) => (says ? [{ userId: `u${index}`, says, seats: [`u${index}`] }] : []))
const votes = fc.array(fc.constantFrom('approve' as const, 'reject' as const, null), { minLength: 1, maxLength: 7 })

describe('a step', () => {
	test('of any is decided by the first word', () => {
		fc.assert(
			fc.property(votes, (given) => {
				const said = words(given)
				const state = tally({ needs: 'any', count: 1 }, seats(given.length), said)
				expect(state).toBe(said[0] ? (said[0].says === 'approve' ? 'approved' : 'rejected') : 'open')
			}),
		)
	})

	test('of all is approved when everybody approves, and rejected by one', () => {
		fc.assert(
			fc.property(votes, (given) => {
				const state = tally({ needs: 'all', count: 1 }, seats(given.length), words(given))
				const wanted = given.includes('reject')
					? 'rejected'
					: given.every((one) => one === 'approve')
						? 'approved'
						: 'open'
				expect(state).toBe(wanted)
			}),
		)
	})

	test('of so many is approved by so many, rejected once they cannot be found any more, whatever the order', () => {
		fc.assert(
			fc.property(votes, fc.integer({ min: 1, max: 7 }), fc.integer(), (given, wanted, turn) => {
				const count = Math.min(wanted, given.length)
				const yes = given.filter((one) => one === 'approve').length
				const no = given.filter((one) => one === 'reject').length
				const said = words(given)
				const turned = said.map((_, index) => said[(index + (Math.abs(turn) % said.length)) % said.length] as Said)
				const expected = yes >= count ? 'approved' : given.length - no < count ? 'rejected' : 'open'
				for (const order of [said, turned])
					expect(tally({ needs: 'count', count }, seats(given.length), order)).toBe(expected)
			}),
		)
	})

	test('never goes back: more words change nothing of what is decided for approval', () => {
		fc.assert(
			fc.property(votes, fc.integer({ min: 1, max: 5 }), (given, wanted) => {
				const needs = { needs: 'count' as const, count: Math.min(wanted, given.length) }
				const said = words(given)
				const first = said.findIndex(
					(_, index) => tally(needs, seats(given.length), said.slice(0, index + 1)) !== 'open',
				)
				if (first < 0) return
				const decided = tally(needs, seats(given.length), said.slice(0, first + 1))
				expect(tally(needs, seats(given.length), said)).toBe(decided)
			}),
		)
	})

	test('of so many counts people, not places: one in two places is one', () => {
		const two: Seat[] = [
			{ userId: 'a', by: ['a'], as: 'approver' },
			{ userId: 'b', by: ['b', 'a'], as: 'approver' },
			{ userId: 'c', by: ['c'], as: 'approver' },
		]
		const both: Said = { userId: 'a', says: 'approve', seats: freeSeats(two, [], 'a').map(({ userId }) => userId) }
		expect(both.seats).toEqual(['a', 'b'])
		expect(tally({ needs: 'count', count: 2 }, two, [both])).toBe('open')
		expect(tally({ needs: 'count', count: 9 }, seats(2), words(['approve', 'approve']))).toBe('approved')
		expect(tally({ needs: 'count', count: 9 }, [], [])).toBe('open')
		expect(tally({ needs: 'all', count: 2 }, two, [both])).toBe('open')
		const last: Said = { userId: 'c', says: 'approve', seats: ['c'] }
		expect(tally({ needs: 'all', count: 2 }, two, [both, last])).toBe('approved')
	})

	test('that has escalated is decided by a word from above', () => {
		const above: Seat[] = [...seats(3), { userId: 'boss', by: ['boss'], as: 'escalation' }]
		const said: Said = { userId: 'boss', says: 'approve', seats: ['boss'] }
		expect(tally({ needs: 'all', count: 1 }, above, [said])).toBe('approved')
		expect(tally({ needs: 'all', count: 1 }, above, [{ ...said, says: 'reject' }])).toBe('rejected')
	})
})

test('hours are counted on working days alone, in the company’s time zone', () => {
	const from = (moment: string, hours: number, days = [1, 2, 3, 4, 5]) =>
		afterWorkingHours(Temporal.Instant.from(moment), hours, 'Europe/Berlin', days)
			.toZonedDateTimeISO('Europe/Berlin')
			.toPlainDateTime()
			.toString({ smallestUnit: 'minute' })
	expect(from('2026-03-06T15:00:00Z', 24)).toBe('2026-03-09T16:00')
	expect(from('2026-03-07T15:00:00Z', 1)).toBe('2026-03-09T01:00')
	expect(from('2026-03-03T15:00:00Z', 24)).toBe('2026-03-04T16:00')
	expect(from('2026-03-06T15:00:00Z', 48)).toBe('2026-03-10T16:00')
	expect(from('2026-03-06T15:00:00Z', 24, [1, 2, 3, 4, 5, 6, 7])).toBe('2026-03-07T16:00')
	expect(() => from('2026-03-06T15:00:00Z', 1, [])).toThrow()
})

test('how much less a price is comes in per cent with two digits', () => {
	const off = (before: string, after: string) => percentOff(parseDecimal(before), parseDecimal(after))
	expect([off('40', '31'), off('31', '40'), off('3', '2'), off('0', '0'), off('0.0125', '0.01')]).toEqual([
		'22.50',
		'0',
		'33.33',
		'0',
		'20.00',
	])
})
