import { afterAll, beforeAll, expect, test } from 'vitest'
import { welcome } from '#test/core/payment/ledger.ts'
import { textOf, type Visit } from '#test/portal/customer/visit.ts'
import { hire, signedIn } from '#test/portal/staff/console.ts'
import { openBooks, type World } from '#test/support/books.ts'
import { openPortal, type Portal } from '#test/support/portal.ts'

let world: World
let portal: Portal
let chief: Visit
let customerId = ''

beforeAll(async () => {
	world = await openBooks({ on: '2026-03-02' })
	portal = await openPortal(world)
	const { email } = await hire(world.books, 'administrator')
	chief = await signedIn(world.books, portal.address, 'staff', email)
	customerId = (await welcome(world.books)).id
}, 180_000)
afterAll(async () => {
	await portal.close()
	await world.close()
})

/** What stands in the field that is marked as wrong, and what is said under it. */
function atField(html: string, name: string) {
	const [input] = html.match(new RegExp(`<input[^>]*name="${name}"[^>]*aria-invalid="true"[^>]*>`)) ?? []
	const errorId = /aria-describedby="(?:[^"]* )?([^" ]+-error)"/.exec(input ?? '')?.[1]
	const error = new RegExp(`<p id="${errorId}"[^>]*>(.*?)</p>`).exec(html)?.[1]
	return { typed: /value="([^"]*)"/.exec(input ?? '')?.[1], error: error && textOf(error).trim() }
}
const nothing = 'The amount must be more than zero.'
const notOne = 'This is not an amount, such as 1234.50.'

const dunning = {
	...{ retryDays: '3', retryHour: '9', remindBeforeDays: '3', remindAfterDays: '3', warnedAfterDays: '5' },
	...{ restrictedAfterDays: '20', blockedAfterDays: '45', parts: 'least' },
}
const rule = {
	intent: 'rule',
	form: 'rule-all-more',
	direction: 'more',
	timing: 'now',
	prorate: 'yes',
	currency: 'EUR',
}
const late = { intent: 'add', fromDays: '1', currency: 'EUR' }
test.each([
	['/staff/settings/payments', 'least', '-5', nothing, dunning],
	['/staff/settings/payments', 'least', '0', nothing, dunning],
	['/staff/settings/payments', 'least', '', 'Fill this in.', dunning],
	['/staff/settings/payments', 'least', 'much', notOne, dunning],
	['/staff/settings/collection', 'least', '-5', nothing, late],
	['/staff/settings/collection', 'least', '0', nothing, late],
	['/staff/settings/changes', 'limit', '-5', 'No less than 0.', rule],
	['/staff/settings/changes', 'limit', 'much', notOne, rule],
	['/staff/settings/changes', 'smallest', '-5', 'This does not have the expected form.', rule],
	['/staff/surveys/new?customer=', 'amount', '-5', nothing, { note: 'as typed' }],
	['/staff/surveys/new?customer=', 'amount', '0', nothing, { note: 'as typed' }],
] as const)(
	'%s refuses %s of “%s” at its field, and keeps what was typed',
	async (path, name, value, words, others) => {
		const address = path.endsWith('=') ? `${path}${customerId}` : path
		const answer = await chief.post(address, { ...others, [name]: value })
		expect(answer.status).toBe(422)
		expect(atField(await answer.text(), name)).toEqual({ typed: value, error: words })
	},
)

test.each([
	['amount', '-5', 'No less than 0.'],
	['amount', 'much', notOne],
	['discount', '-5', 'A percentage is from 0 to 100, such as 12.5.'],
	['overdue', '-5', 'No less than 0.'],
])(
	'a try of the workflows with %s of “%s” is refused at its field instead of tried without',
	async (name, value, words) => {
		const html = await (await chief.get(`/staff/settings/workflows?kind=refund&${name}=${value}`)).text()
		expect(atField(html, name)).toEqual({ typed: value, error: words })
		expect(textOf(html)).not.toContain('it would be done at once')
	},
)

test('a limit of nothing asks for everything, and one that is left empty for nothing', async () => {
	expect((await chief.post('/staff/settings/changes', { ...rule, limit: '0' })).status).toBe(302)
	expect((await chief.post('/staff/settings/changes', { ...rule, limit: '' })).status).toBe(302)
})
