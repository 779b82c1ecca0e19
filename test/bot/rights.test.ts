import { afterAll, beforeAll, expect, test } from 'vitest'
import { answer, type Tie } from '#bot/answer.ts'
import { act, expectOk, type Role } from '#core/act.ts'
import type { Member } from '#core/chat/account.ts'
import { addCommissionRule } from '#core/commission/add-rule.ts'
import { assignContracts } from '#core/contract/assign.ts'
import { saveFieldRights } from '#core/field-right/save.ts'
import { invoice, system, welcome } from '#test/core/payment/ledger.ts'
import { tellStory } from '#test/portal/customer/story.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { hireMember, openDesk } from './desk.ts'

const roles = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const
let world: World
let desk: ReturnType<typeof openDesk>
let seller: Member
let north: Tie
const staff = {} as Record<Role, Member>

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	const { books, sql } = world
	await tellStory(world, 14)
	desk = openDesk(books)
	for (const role of roles) staff[role] = await hireMember(books, role)
	seller = await hireMember(books, 'salesperson', 'Wendelin Zander')
	const groups: Record<string, string> = {}
	for (const [name, customerName, minor] of [
		['North', 'Nordwind', 101_00n],
		['South', 'Quittenhof', 777_77n],
	] as const) {
		const [group] = await sql<{ id: string }[]>`insert into staff_group (name) values (${name}) returning id`
		groups[name] = group?.id ?? ''
		const customer = await welcome(books, customerName)
		await sql`
			update customer set group_id = ${groups[name]}, owner_id = ${seller.userId}, email = ${`zitrone@${name}.example`} where id = ${customer.id}`
		await invoice(books, customer, minor, { days: 0 })
	}
	north = { groupId: groups.North ?? '', groupName: 'North' }
	const [billed] = await sql<{ id: string }[]>`
		select contract_id as id from invoice where contract_id is not null and state <> 'draft' group by 1 order by count(*) desc, 1 limit 1`
	expectOk(await act(books, system, assignContracts, { ids: [billed?.id ?? ''], ownerId: seller.userId }))
	const rule = { base: 'invoiced', basisPoints: 750, validFrom: '2020-01-01' } as const
	expectOk(await act(books, system, addCommissionRule, rule))
	world.clock.moveOn({ days: 3 })
}, 120_000)
afterAll(() => world.close())

const ask = async (member: Member, sentence: string, tie?: Tie) =>
	await answer(desk, member, { sentence, key: crypto.randomUUID(), channel: 'chat', tie })
const said = async (...given: Parameters<typeof ask>) => {
	const { chart: _, ...reply } = await ask(...given)
	return JSON.stringify(reply)
}

test('what somebody earned is told to them and to those who may see everybody’s, however it is asked', async () => {
	const whole = (await ask(seller, 'commission of Wendelin Zander this year')).title
	const sum = /[\d.,]*[1-9][\d.,]*/.exec(whole)?.[0] ?? ''
	expect(sum).not.toBe('')
	const questions = [
		'commission of Wendelin Zander this year',
		'commission of Wendelin Zender this year',
		'commission by person this year',
		'top commission by person this year',
		'комиссия Wendelin Zander за этот год',
		'Wendelin Zander 今年的提成',
		'hoa hồng của Wendelin Zander năm nay',
	]
	for (const role of ['manager', 'finance', 'administrator'] as const)
		expect(await said(staff[role], questions[0] ?? '')).toContain(sum)
	for (const role of ['salesperson', 'collector', 'storekeeper', 'surveyor'] as const)
		for (const sentence of questions)
			expect(await said(staff[role], sentence), `${role}: ${sentence}`).not.toContain(sum)
	// Where others read along nobody is told, not even of themselves.
	for (const sentence of questions) expect(await said(seller, sentence, north), sentence).not.toContain(sum)
})

test('who may not read figures is told none, by any kind of question', async () => {
	const questions = [
		...[
			'overdue',
			'what is overdue of Quittenhof',
			'invoiced last month by customer',
			'how did team South do this year',
		],
		...[
			'collected by Wendelin Zander this year',
			'statement Quittenhof',
			'next invoices Quittenhof',
			'forecast',
			'at risk',
		],
		...['просрочено по клиентам', '按客户的逾期金额', 'quá hạn theo khách hàng', 'promises', 'cohorts'],
	]
	for (const role of ['storekeeper', 'surveyor'] as const)
		for (const sentence of questions) {
			const reply = await said(staff[role], sentence)
			expect(reply, `${role}: ${sentence}`).not.toMatch(/777[.,]77|878[.,]77|€/)
		}
	expect(await said(staff.collector, 'what is overdue of Quittenhof')).toContain('777.77')
})

test('in a place of one team nothing is told of the customers of another, nor by a slip or half of their names', async () => {
	const questions = [
		...[
			'overdue by customer',
			'overdue of team South',
			'overdue of Quittenhof',
			'overdue of Quitenhof',
			'what owes Quitt',
		],
		...['invoiced this month of team South', 'invoiced this month by team', 'collected by Wendelin Zander this month'],
		...[
			'find Quittenhof',
			'find Quitt',
			'Quittenhoff',
			'statement Quittenhof',
			'next invoices Quittenhof',
			'contracts of Quittenhof',
		],
		...[
			'customers of team South',
			'find zitrone@south.example',
			'forecast of team South',
			'at risk in team South',
			'promises',
		],
		...[
			'просрочено группой South',
			'просрочено по клиентам',
			'按客户的逾期金额',
			'quá hạn theo khách hàng',
			'cohorts of team South',
		],
	]
	for (const role of ['administrator', 'manager', 'finance', 'salesperson', 'collector'] as const)
		for (const sentence of questions) {
			const reply = (await said(staff[role], sentence, north)).replaceAll(sentence, '')
			expect(reply, `${role}: ${sentence}`).not.toMatch(/777[.,]77|878[.,]77/)
			for (const known of ['Quittenhof (', '"Quittenhof"', 'customer:'])
				expect(reply, `${role}: ${sentence}`).not.toContain(known)
		}
	expect(await said(staff.manager, 'overdue by customer', north)).toContain('Nordwind')
})

test('whose a customer is and how to write to them is not found out by asking, where that is hidden', async () => {
	const { books } = world
	const hidden = (field: string) => ({ field, state: null, access: 'hidden' as const })
	const save = async (card: 'customer' | 'contract', fields: string[]) =>
		expectOk(await act(books, system, saveFieldRights, { card, role: 'salesperson', rights: fields.map(hidden) }))
	const whole = /[\d,]+\.\d\d/.exec((await ask(staff.salesperson, 'overdue of Wendelin Zander')).title)?.[0] ?? ''
	expect(await said(staff.salesperson, 'overdue by customer of Wendelin Zander')).toContain('Quittenhof')
	expect(await said(staff.salesperson, 'find zitrone@south.example')).toContain('Quittenhof')
	await save('customer', ['owner', 'email'])
	await save('contract', ['owner'])
	delete books.company
	const questions = [
		...[
			'overdue of Wendelin Zander',
			'overdue of Wendelin Zender',
			'overdue by person',
			'overdue by team',
			'overdue of team South',
		],
		...[
			'invoiced this month of Wendelin Zander',
			'collected by Wendelin Zander this year',
			'customers of Wendelin Zander',
		],
		...[
			'expiring contracts of Wendelin Zander',
			'forecast of Wendelin Zander',
			'at risk of Wendelin Zander',
			'cohorts by person',
		],
		...['find zitrone@south.example', 'zitrone@south.example', 'find zitrone', 'overdue of zitrone'],
	]
	for (const sentence of questions) {
		const reply = (await said(staff.salesperson, sentence)).replaceAll(sentence, '')
		expect(reply, sentence).not.toMatch(/777[.,]77/)
		expect(reply, sentence).not.toContain('Quittenhof')
		expect(reply, sentence).not.toContain(whole)
	}
	expect(await said(staff.salesperson, 'overdue of Quittenhof')).toContain('777.77')
	expect(await said(staff.manager, 'overdue of Wendelin Zander')).toContain(whole)
})
