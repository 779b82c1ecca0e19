import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { LinkScope, LinkSubject } from '#core/act.ts'
import { blindForms } from './blind.ts'
import { type Caller, callerOf, forAll, shapeOf } from './caller.ts'
import { type Cast, enterAs, holdLink, leaverOf, openCast, staffOf } from './cast.ts'
import { type Crawled, crawl } from './crawl.ts'
import type { Form } from './forms.ts'
import { type Address, addressesOf, isSecret, type Place, readPlaces } from './places.ts'
import { changedBetween, stateOf } from './state.ts'

/*
 * Every route that the portal has, and every form that its pages carry, tried by those whose they are not. Nothing here
 * lists a page: a new one is tried as soon as it is in the route table.
 */

let cast: Cast
let places: Place[]
/** Addresses of the customer's pages, with what the customer has. */
let own: Address[]
let crawled: Crawled
let owner: Caller
/** Of the customer: what nobody else may ever read. */
let canaries: string[]
let outsiders: (Caller & { ids: string[] })[]

const scopes: LinkScope[] = ['view', 'pay', 'manage']

beforeAll(async () => {
	cast = await openCast()
	const { world, told } = cast
	places = (await readPlaces()).filter((place) => !place.pattern.startsWith('/dev/'))
	own = []
	for (const place of places.filter((one) => !one.staff && !one.names.some(isSecret)))
		own.push(...(await addressesOf(world.sql, place)).filter((one) => isOf(one, told.nordwind.id)))
	canaries = await canariesOf(cast)
	outsiders = await outsidersOf(cast)
	owner = callerOf(cast, 'the owner', await enterAs(cast, 'customer', told.nordwind.email))
	crawled = await crawl(
		owner,
		own.filter(({ place }) => place.reads).map(({ path }) => path),
	)
	const acting = places.filter((place) => place.acts && !place.staff && !place.names.some(isSecret))
	crawled.forms.push(...(await blindForms(world.sql, acting, crawled.forms)))
}, 300_000)

afterAll(async () => {
	await cast.close()
})

const isOf = ({ customerId }: Address, id: string) => customerId === null || customerId === id

async function canariesOf({ world, told }: Cast): Promise<string[]> {
	const numbers = await world.sql<{ number: string }[]>`
		select number from contract where customer_id = ${told.nordwind.id}
		union all select number from invoice where customer_id = ${told.nordwind.id} and number is not null
		union all select number from quote where customer_id = ${told.nordwind.id}`
	const names = [
		'Nordwind',
		'Petersen',
		'anna@nordwind',
		'Forklift',
		'FN9001',
		'PO-7781',
		'Onboarding',
		'118.40',
		'4929',
	]
	return [...names, ...numbers.map(({ number }) => number)]
}

async function outsidersOf(made: Cast) {
	const { told, world } = made
	const { stranger, foreign } = told
	const leaver = await leaverOf(made, told.nordwind)
	const { gone, staff } = await staffOf(made)
	const ids = [stranger.id, stranger.contactId]
	const found = [
		{ ...callerOf(made, 'nobody', undefined), ids: [] as string[] },
		{ ...callerOf(made, 'another customer', await enterAs(made, 'customer', stranger.email)), ids },
		{ ...callerOf(made, 'somebody who was of the customer', leaver.visit), ids: [leaver.id] },
		{ ...callerOf(made, 'staff who left', gone), ids: [] as string[] },
		// The console is theirs; a customer's own pages are the customer's alone.
		...staff
			.filter(({ role }) => role === 'administrator')
			.map(({ role, visit }) => ({ ...callerOf(made, `a serving ${role}`, visit), ids: [] as string[] })),
	]
	const [invoice] = await world.sql<{ id: string }[]>`select id from invoice where customer_id = ${stranger.id} limit 1`
	const [quote] = await world.sql<{ id: string }[]>`select id from quote where customer_id = ${stranger.id} limit 1`
	const subjects: LinkSubject[] = [
		{ kind: 'customer', id: stranger.id },
		{ kind: 'contract', id: foreign.id },
		{ kind: 'invoice', id: invoice?.id ?? '' },
		{ kind: 'quote', id: quote?.id ?? '' },
	]
	for (const [index, subject] of subjects.entries()) {
		for (const scope of index === 0 ? scopes : (['manage'] as const)) {
			const visit = await holdLink(made, { customer: stranger, subject, scope })
			found.push({ ...callerOf(made, `another customer’s ${subject.kind} link to ${scope}`, visit), ids })
		}
	}
	for (const spent of ['expired', 'revoked'] as const) {
		const visit = await holdLink(made, {
			customer: told.nordwind,
			subject: made.subjects.customer,
			scope: 'manage',
			spent,
		})
		found.push({ ...callerOf(made, `a link that is ${spent}`, visit), ids: [] })
	}
	return found
}

// Four digits of a card also come about by chance inside ids, nonces and hashes: they count where they stand alone.
const standsIn = (everything: string, canary: string) =>
	/^\d+$/.test(canary) ? new RegExp(`(?<![\\w+/-])${canary}(?![\\w+/-])`).test(everything) : everything.includes(canary)
const leaked = (everything: string) => canaries.filter((canary) => standsIn(everything, canary))

test('the owner finds everything: whatever is tried below is there', async () => {
	const shut = own
		.filter(({ place, path }) => place.reads && !((crawled.pages.get(path) ?? 0) < 400))
		.map(({ path }) => path)
	const opened = new Set(
		own.filter(({ path }) => (crawled.pages.get(path) ?? 999) < 400).map(({ place }) => place.pattern),
	)
	const closed = [...new Set(own.filter(({ path }) => shut.includes(path)).map(({ place }) => place.pattern))]
	expect(closed.filter((pattern) => !opened.has(pattern))).toEqual(['/quotes/:quoteId/signed.pdf'])
	const reached = new Set(own.map(({ place }) => place.pattern))
	const unknown = places.filter((place) => !place.staff && !place.names.some(isSecret) && !reached.has(place.pattern))
	expect(unknown.map(({ pattern }) => pattern)).toEqual([])
	expect([...crawled.pages].filter(([, status]) => status >= 500)).toEqual([])
	expect(crawled.forms.length).toBeGreaterThan(20)
})

test('what is another’s answers as what does not exist, and says nothing of it', async () => {
	const astray: string[] = []
	const foreign = own.filter(({ place, customerId }) => place.reads && customerId !== null)
	for (const caller of outsiders) {
		const missing = new Map<string, string>()
		await forAll(foreign, async (address) => {
			for (const ending of caller.name.includes('link') ? [''] : ['', '.data']) {
				const path = address.path + ending
				const answer = await caller.get(path)
				const other = missing.get(address.missing + ending) ?? shapeOf(await caller.get(address.missing + ending))
				missing.set(address.missing + ending, other)
				if (shapeOf(answer) !== other) astray.push(`${caller.name}: ${path} differs from what does not exist`)
				if (answer.status === 200 && ending === '') astray.push(`${caller.name}: ${path} opens`)
				if (answer.status >= 500) astray.push(`${caller.name}: ${path} answers ${answer.status}`)
				for (const canary of leaked(answer.everything)) astray.push(`${caller.name}: ${path} says ${canary}`)
			}
		})
	}
	expect(astray).toEqual([])
}, 120_000)

test('addresses as the owner’s pages carry them say nothing to others either', async () => {
	const astray: string[] = []
	const asked = [...crawled.pages.keys()].filter(
		(path) => path.includes('?') || own.some((one) => one.path === path && !one.customerId),
	)
	for (const caller of outsiders) {
		await forAll(asked, async (path) => {
			const { status, everything } = await caller.get(path)
			if (status >= 500) astray.push(`${caller.name}: ${path} answers ${status}`)
			for (const canary of leaked(everything.replaceAll(encodeURIComponent(path), '')))
				astray.push(`${caller.name}: ${path} says ${canary}`)
		})
	}
	expect(astray).toEqual([])
}, 120_000)

const tried = () => crawled.forms.filter(({ action }) => !/^\/(sign-out|sign-in|settings|confirm)/.test(action))

function namesSomething({ action, fields }: Form): boolean {
	const said = [action, ...fields.filter(([name]) => name !== 'key').map(([, value]) => value)]
	return said.some((text) => /[\da-f]{8}-[\da-f]{4}-/.test(text))
}

/** Sends every form of the owner's pages; answers what changed and what was wrong. */
async function sendAll(caller: Caller, ids: string[]): Promise<{ changed: string[]; astray: string[] }> {
	const astray: string[] = []
	const before = await stateOf(cast.world.sql, ids)
	// Without an id of the owner's a form is about whoever sends it.
	const sent = tried().filter((form) => ids.length === 0 || namesSomething(form))
	await forAll(sent, async (form) => {
		for (const action of [
			form.action,
			`${form.action.split('?')[0]}.data${form.action.includes('?') ? `?${form.action.split('?')[1]}` : ''}`,
		]) {
			const { status, everything } = await caller.send({ ...form, action })
			if (status >= 500) astray.push(`${caller.name}: ${action} answers ${status}`)
			if (status === 200 && everything.includes('That does not exist')) astray.push(`${caller.name}: ${action} opens`)
			const typed = form.fields.map(([, value]) => value).join('\n')
			for (const canary of leaked(everything))
				if (!typed.includes(canary)) astray.push(`${caller.name}: ${action} says ${canary}`)
		}
	})
	return { changed: changedBetween(before, await stateOf(cast.world.sql, ids)), astray }
}

test('the owner’s forms, sent by others, change nothing of the owner’s and tell nothing', async () => {
	for (const caller of outsiders) {
		const { changed, astray } = await sendAll(caller, caller.ids)
		expect([caller.name, changed, astray]).toEqual([caller.name, [], []])
	}
}, 120_000)

describe('a link of the customer', () => {
	/** The invoice of the penalty interest that is paid with the rest: what is owed does not grow by it. */
	const invoiced = ['invoice', 'invoice_line', 'journal_entry', 'journal_line', 'holder_month', 'number_series']
	/** What may be written by a link for paying: an attempt to pay, a message and what these lead to. */
	const paying = [
		...invoiced,
		'payment',
		'payment_invoice',
		'message',
		'conversation',
		'message_attachment',
		'stored_file',
		'outbox',
		'event',
		'webhook_delivery',
	]

	test.each([
		['view', false, [] as string[]],
		['pay', false, paying],
		['manage things, older than a day and without a code,', true, paying],
	] as const)(
		'to %s changes nothing beyond that, whatever is sent',
		async (to, old, allowed) => {
			const scope = to === 'view' || to === 'pay' ? to : 'manage'
			for (const subject of Object.values(cast.subjects)) {
				const visit = await holdLink(cast, { customer: cast.told.nordwind, subject, scope, old })
				const before = await stateOf(cast.world.sql)
				await forAll(tried(), async (form) => {
					const { status } = await callerOf(cast, scope, visit).send(form)
					if (status >= 500) expect([form.action, status]).toEqual([form.action, 'no failure'])
				})
				const changed = changedBetween(before, await stateOf(cast.world.sql))
				expect([subject.kind, changed.filter((table) => !(allowed as readonly string[]).includes(table))]).toEqual([
					subject.kind,
					[],
				])
			}
		},
		120_000,
	)

	test('opens what it was made for and nothing beside it', async () => {
		const astray: string[] = []
		const things = own.filter(({ place, customerId }) => place.reads && customerId !== null)
		for (const subject of Object.values(cast.subjects)) {
			const visit = await holdLink(cast, { customer: cast.told.nordwind, subject, scope: 'manage' })
			const caller = callerOf(cast, `a link to the ${subject.kind}`, visit)
			await forAll(things, async (address) => {
				if (subject.kind === 'customer' || address[`${subject.kind}Id`] === subject.id) return
				// A payment is shown as far as it covers the subject.
				if (address.place.names.includes('paymentId')) return
				const answer = await caller.get(address.path)
				if (shapeOf(answer) !== shapeOf(await caller.get(address.missing)))
					astray.push(`${caller.name}: ${address.path}`)
			})
			if (subject.kind === 'customer') continue
			for (const { path } of own.filter((one) => one.customerId === null && one.place.reads)) {
				const { everything } = await caller.get(path)
				if (/Forklift|FN9001|PO-7781/.test(everything)) astray.push(`${caller.name}: ${path} tells of another contract`)
			}
		}
		expect(astray).toEqual([])
	}, 120_000)
})

test('the owner’s own forms do what they say', async () => {
	const { changed } = await sendAll(owner, [])
	expect(changed).toEqual(expect.arrayContaining(['contract', 'event', 'message', 'contact']))
}, 120_000)
