import { afterAll, beforeAll, expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { assignContracts } from '#core/contract/assign.ts'
import { type Story, tellStory } from '#test/portal/customer/story.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

const system = { kind: 'system', name: 'test' } as const
const settings = '/staff/settings/commission'
const rule = { intent: 'add', whom: '', what: '', share: '7,5', base: 'invoiced', validFrom: '2020-01-01' }
let world: World
let portal: Portal
let told: Story
let seller: { id: string; email: string }
let contract: string
const staff: Record<'administrator' | 'salesperson' | 'other' | 'collector', Visit> = {} as never

beforeAll(async () => {
	world = await openBooks({ on: '2025-12-20' })
	told = await tellStory(world, 14)
	portal = await openPortal(world)
	const enter = async (email: string) => await signedIn(world.books, portal.address, 'staff', email)
	staff.administrator = await enter((await hire(world.books, 'administrator')).email)
	seller = await hire(world.books, 'salesperson')
	staff.salesperson = await enter(seller.email)
	staff.other = await enter((await hire(world.books, 'salesperson')).email)
	staff.collector = await enter((await hire(world.books, 'collector')).email)
	const [billed] = await world.sql<{ id: string }[]>`
		select contract_id as id from invoice where contract_id is not null and state <> 'draft'
		group by 1 order by count(*) desc, 1 limit 1`
	contract = billed?.id ?? ''
	expectOk(await act(world.books, system, assignContracts, { ids: [contract], ownerId: seller.id }))
}, 120_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

test('nothing is said of commission until there is a rule', async () => {
	expect(await staff.administrator.read(settings)).toContain('No rule yet')
	expect(await staff.administrator.read(`/staff/contracts/${contract}/billing`)).not.toContain('Commission')
	expect(await staff.administrator.read('/staff/figures')).not.toContain('Commission')
})

test('a rule is added, shown and given another last day; what is wrong is said at its field', async () => {
	const visit = staff.administrator
	for (const wrong of [{ share: '101' }, { share: '1.234' }, { validFrom: '2020-02-30' }, { whom: 'person:x' }])
		expect((await visit.post(settings, { ...rule, ...wrong })).status).toBe(422)
	expect(textOf(await (await visit.post(settings, { ...rule, share: 'many' })).text())).toContain(
		'Enter a number from 0 to 100 with at most two places',
	)
	expect((await visit.post(settings, rule)).headers.get('location')).toBe(`${settings}?saved`)
	const page = await visit.read(settings)
	expect(page).toMatch(/Everybody.*Everything.*7\.5.?%.*Invoiced.*1 Jan 2020.*Open.*Counts/)
	const again = await visit.post(settings, rule)
	expect(again.status).toBe(422)
	expect(await again.text()).toMatch(
		/aria-invalid="true"[^>]*name="validFrom"|name="validFrom"[^>]*aria-invalid="true"/,
	)
	const year = world.clock.today().year
	const person = { ...rule, whom: `person:${seller.id}`, share: '10', validFrom: `${year + 1}-02-01` }
	await visit.post(settings, person)
	const id = /name="id" value="([^"]+)"/.exec(await (await visit.get(settings)).text())?.[1] ?? ''
	const ended = await visit.post(settings, { intent: 'end', id, validUntil: `${year + 1}-01-01` })
	expect(ended.status).toBe(422)
	expect(textOf(await ended.text())).toContain(`Choose 1 Feb ${year + 1} or a later day.`)
	expect((await visit.post(settings, { intent: 'end', id, validUntil: `${year + 1}-12-31` })).status).toBe(302)
	expect(await visit.read(settings)).toMatch(/The salesperson.*10.?%.*31 Dec \d{4}.*To begin/)
	expect((await visit.post(settings, { intent: 'withdraw', id })).status).toBe(302)
	expect(await visit.read(settings)).not.toContain('To begin')
})

test('a contract shows what was earned on it and why, its holder their own, and everybody else nothing', async () => {
	const read = async (visit: Visit) => await visit.read(`/staff/contracts/${contract}/billing`)
	const page = await read(staff.administrator)
	expect(page).toMatch(/entr(y|ies), €[\d,.]+ in all/)
	expect(page).toMatch(/Invoiced €[\d,.]+ Everybody, Everything: 7\.5.?% of the invoiced The salesperson €[\d,.]+/)
	expect(await read(staff.salesperson)).toMatch(/Your commission €[\d,.]+ See why/)
	expect(await read(staff.other)).toContain('Your commission €0.00 See why')
	expect(await read(staff.other)).toContain('Nothing earned yet')
	expect(await read(staff.collector)).not.toMatch(/commission/i)
	const customer = await signedIn(world.books, portal.address, 'customer', told.nordwind.email)
	expect(await customer.read(`/contracts/${contract}`)).not.toMatch(/commission/i)
	expect(await staff.salesperson.read(`/staff/contracts/${contract}`)).toMatch(/Your commission €[\d,.]+/)
})

test('figures have it by person with its rows and files, and a member’s own alone', async () => {
	const address = '/staff/figures/commission?period=twelve&by=person'
	const whole = await staff.administrator.read(address)
	expect(whole).toContain('What was earned on contracts by the rules of the company')
	const file = async (visit: Visit, ending: string) =>
		await (await visit.get(`/staff/figures/commission${ending}?period=twelve&by=person`)).text()
	const lines = (await file(staff.administrator, '.csv')).trim().split(/\r?\n/)
	expect(lines.length).toBeGreaterThan(2)
	const own = (await file(staff.salesperson, '.csv')).trim().split(/\r?\n/)
	expect(own).toHaveLength(2)
	expect(own[1]).toContain('The salesperson')
	expect(lines).toContain(own[1])
	expect((await file(staff.salesperson, '/rows.csv')).split(/\r?\n/).length).toBeGreaterThan(2)
	expect(await staff.administrator.read('/staff/figures?period=twelve')).toMatch(/Net new MRR Commission/)
	expect(await staff.collector.read('/staff/figures?period=twelve')).not.toContain('Commission')
})
