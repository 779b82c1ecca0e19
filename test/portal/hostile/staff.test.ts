import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Role } from '#core/act.ts'
import { lists } from '#core/list/lists.ts'
import { type Action, may } from '#core/permit.ts'
import { askedByName } from '#test/core/asking.ts'
import { roles } from '#test/portal/staff/console.ts'
import { watched } from './answers.ts'
import { askedBy } from './asked-by.ts'
import { blindForms, fileOf } from './blind.ts'
import { type Caller, callerOf, forAll } from './caller.ts'
import { type Cast, enterAs, holdLink, leaverOf, openCast, staffOf } from './cast.ts'
import { type Crawled, crawl } from './crawl.ts'
import type { Form } from './forms.ts'
import { addressesOf, type Place, readPlaces } from './places.ts'
import { changedBetween, stateOf } from './state.ts'

/*
 * Every page of the console and every form on it, tried by every role and by whoever is no staff. What each role may is
 * read from the permit table and from what the page's own source asks, so that a new page is covered by itself.
 */

let cast: Cast
let places: Place[]
let staff: { role: Role; caller: Caller }[]
let outsiders: Caller[]
let crawled: Crawled
let paths: string[]
const unguarded = new Set<string>()
const actorOf = (role: Role) => ({ kind: 'staff', userId: '', role }) as const

beforeAll(async () => {
	cast = await openCast()
	places = (await readPlaces()).filter((place) => !place.pattern.startsWith('/dev/'))
	const hired = await staffOf(cast)
	staff = hired.staff.map(({ role, visit }) => ({ role, caller: watched(callerOf(cast, role, visit), unguarded) }))
	outsiders = await outsidersOf(hired.gone)
	const from: string[] = []
	for (const place of places.filter((one) => one.staff && one.reads))
		from.push(...(await addressesOf(cast.world.sql, place, 1)).map(({ path }) => path))
	const administrator = staff.find(({ role }) => role === 'administrator')?.caller
	if (!administrator) throw new Error('Nobody administers')
	crawled = await crawl(administrator, from)
	crawled.forms = crawled.forms.filter(({ action }) => action.startsWith('/staff'))
	const found = [...crawled.pages].filter(([path, status]) => path.startsWith('/staff') && status === 200)
	// Three addresses of a page: what a role may does not hang on what else they say.
	paths = [...Map.groupBy(found, ([path]) => placeOf(path).id).values()].flatMap((same) =>
		same.slice(0, 3).map(([path]) => path),
	)
}, 300_000)

afterAll(() => cast.close())

async function outsidersOf(gone: Awaited<ReturnType<typeof staffOf>>['gone']): Promise<Caller[]> {
	const { nordwind } = cast.told
	const link = await holdLink(cast, { customer: nordwind, subject: cast.subjects.customer, scope: 'manage' })
	return [
		callerOf(cast, 'nobody', undefined),
		callerOf(cast, 'a customer', await enterAs(cast, 'customer', nordwind.email)),
		callerOf(cast, 'somebody who was a customer', (await leaverOf(cast, nordwind)).visit),
		callerOf(cast, 'the holder of a link', link),
		callerOf(cast, 'staff who left', gone),
	].map((caller) => watched(caller, unguarded))
}

/** The route whose page an address is. */
function placeOf(path: string): Place {
	const plain = path.split('?')[0]?.replace(/\.data$/, '') ?? ''
	const fits = (place: Place) =>
		new RegExp(`^${place.pattern.replace(/[.]/g, '\\.').replace(/:\w+/g, '[^/.]+')}$`).test(plain)
	const [found] = places.filter(fits).sort((one, other) => one.names.length - other.names.length)
	if (!found) throw new Error(`${path} is no page`)
	return found
}

/** Whether one of these actions, or two of them together, is what lets exactly these roles in. */
function explains(actions: Action[], admitted: Role[]): boolean {
	const set = (wanted: Action[]) => roles.filter((role) => wanted.every((action) => may(actorOf(role), action))).join()
	return actions.some((one) => actions.some((other) => set([one, other]) === admitted.join()))
}

/** Where a form of another role has changed what is asked: everybody let in may some of it, everybody else not all. */
function allows(actions: Action[], admitted: Role[]): boolean {
	const some = (role: Role) => actions.some((action) => may(actorOf(role), action))
	const all = (role: Role) => actions.every((action) => may(actorOf(role), action))
	return (
		explains(actions, admitted) ||
		(actions.length > 0 && roles.every((role) => (admitted.includes(role) ? some(role) : !all(role))))
	)
}

async function unexplained(tried: Map<string, Role[]>, explain: typeof explains): Promise<string[]> {
	const verbs = await askedByName()
	const astray: string[] = []
	for (const [what, admitted] of tried) {
		const asked = [...new Set(await askedBy(await fileOf(placeOf(what.split(' ')[0] ?? '')), verbs))]
		if (!explain(asked, admitted)) astray.push(`${what} lets in ${admitted}, and asks ${asked}`)
	}
	return astray
}

const inOrder = (admitted: Set<Role>) => roles.filter((role) => admitted.has(role))

function namesUnseen(role: Role, path: string): boolean {
	const { pathname, searchParams } = new URL(path, 'http://here')
	const name = pathname.split('/')[2] ?? ''
	if (!Object.hasOwn(lists, name)) return false
	const { fields } = lists[name as keyof typeof lists]
	return searchParams.getAll('column').some((column) => {
		const needs = fields[column]?.needs
		return needs !== undefined && !may(actorOf(role), needs)
	})
}

test('a page opens for exactly the roles that may what it asks', async () => {
	expect(paths.length).toBeGreaterThan(50)
	const tried = new Map<string, Set<Role>>(paths.map((path) => [path, new Set()]))
	const astray: string[] = []
	for (const { role, caller } of staff)
		await forAll(paths, async (path) => {
			const { status } = await caller.get(path)
			// Of a list, a column that is not the role's to see is refused by name: the page is theirs all the same.
			if (status === 200 || (status === 422 && namesUnseen(role, path))) tried.get(path)?.add(role)
			else if (status !== 404) astray.push(`${role}: ${path} answers ${status}`)
		})
	// The console's first page is everybody's, and that of its settings everybody's who may set anything: each sees their own.
	const ownPages = ['/staff', '/staff/settings']
	// What is asked about no customer is told to the people who are asked, whatever their role; about a customer also to
	// whoever may see invoices.
	const requests = await cast.world.sql<{ id: string; ofCustomer: boolean; asked: Role[] }[]>`
		select id, customer_id is not null as "ofCustomer", array(
			select distinct role from approval_asked join staff_user on staff_user.id = user_id where request_id = request.id
		) as asked from approval_request as request order by id`
	for (const { id, ofCustomer, asked } of requests) {
		const path = `/staff/approvals/${id}`
		ownPages.push(path)
		const admitted = tried.get(path)
		if (!ofCustomer || !admitted) continue
		const allowed = roles.filter((role) => may(actorOf(role), 'invoice.read') || asked.includes(role))
		if (inOrder(admitted).join() !== allowed.join()) astray.push(`${path} lets in ${inOrder(admitted)}, not ${allowed}`)
	}
	const others = new Map(
		[...tried].filter(([path]) => !ownPages.includes(path)).map(([path, set]) => [path, inOrder(set)]),
	)
	const explained = await unexplained(others, explains)
	expect([...astray, ...explained]).toEqual([])
}, 180_000)

/** A form that is refused on a page that does not open is answered as a wrong one, on the page of what does not exist. */
const isRefused = (status: number, body: string) =>
	status === 404 || body.includes('You may not do that here') || body.includes('There is nothing here')
const nameOf = ({ action, fields }: Form) =>
	`${action} ${fields.filter(([name]) => name === 'intent').map(([, value]) => value)}`

test('a deed whose form no page shows today is stopped for every role that may nothing it asks', async () => {
	const acting = places.filter((place) => place.acts && place.staff)
	const verbs = await askedByName()
	const astray: string[] = []
	const refused: [Caller, Form][] = []
	for (const form of await blindForms(cast.world.sql, acting, crawled.forms)) {
		const asked = await askedBy(await fileOf(placeOf(form.action)), verbs)
		for (const { role, caller } of staff) {
			const { status, body } = await caller.send(form)
			if (status >= 500) astray.push(`${role}: ${nameOf(form)} answers ${status}`)
			if (isRefused(status, body)) refused.push([caller, form])
			else if (!asked.some((action) => may(actorOf(role), action)))
				astray.push(`${nameOf(form)} lets in ${role}, and asks ${asked}`)
		}
	}
	const before = await stateOf(cast.world.sql)
	await forAll(refused, async ([caller, form]) => {
		await caller.send(form)
	})
	expect([...astray, ...changedBetween(before, await stateOf(cast.world.sql))]).toEqual([])
}, 120_000)

test('a form is taken from exactly the roles that may what it asks, and changes nothing for the others', async () => {
	expect(crawled.forms.length).toBeGreaterThan(30)
	const tried = new Map<string, Set<Role>>(crawled.forms.map((form) => [nameOf(form), new Set()]))
	const astray: string[] = []
	// In their order on a page: what is discarded before it is applied would be missing to everybody who comes later.
	const ofPages = [...Map.groupBy(crawled.forms, ({ action }) => action).values()]
	// Whoever may least goes first, so that what others change is not missing.
	for (const { role, caller } of [...staff].reverse()) {
		const refused: Form[] = []
		await forAll(ofPages, async (forms) => {
			for (const form of forms) {
				const { status, body } = await caller.send(form)
				if (status >= 500) astray.push(`${role}: ${nameOf(form)} answers ${status}`)
				if (isRefused(status, body)) refused.push(form)
				else tried.get(nameOf(form))?.add(role)
			}
		})
		const before = await stateOf(cast.world.sql)
		await forAll(refused, async (form) => {
			await caller.send(form)
		})
		const changed = changedBetween(before, await stateOf(cast.world.sql))
		if (changed.length > 0) astray.push(`${role}: what was refused changed ${changed}`)
	}
	const explained = await unexplained(new Map([...tried].map(([name, set]) => [name, inOrder(set)])), allows)
	expect([...astray, ...explained]).toEqual([])
}, 240_000)

test('whoever is no staff is sent to sign in from every page and every form, and nothing changes', async () => {
	const astray: string[] = []
	const before = await stateOf(cast.world.sql)
	const acting = places.filter((place) => place.acts && place.staff)
	const forms = [...crawled.forms, ...(await blindForms(cast.world.sql, acting, crawled.forms))]
	for (const caller of outsiders) {
		const check = (what: string, { status, location }: { status: number; location: string }) => {
			if (status !== 302 || !location.startsWith('/sign-in/staff'))
				astray.push(`${caller.name}: ${what} answers ${status}`)
		}
		await forAll(paths, async (path) => check(path, await caller.get(path)))
		await forAll(forms, async (form) => check(nameOf(form), await caller.send(form)))
	}
	expect(astray).toEqual([])
	expect(changedBetween(before, await stateOf(cast.world.sql))).toEqual([])
}, 180_000)

describe('every answer', () => {
	test('of the console, the portal and to strangers carries what keeps others out', async () => {
		const owner = watched(
			callerOf(cast, 'the owner', await enterAs(cast, 'customer', cast.told.nordwind.email)),
			unguarded,
		)
		const own: string[] = []
		for (const place of places.filter((one) => !one.staff && one.reads))
			for (const { path, customerId } of await addressesOfKnown(place))
				if (customerId === null || customerId === cast.told.nordwind.id) own.push(path)
		await forAll([...own, '/nowhere', '/sign-in?x=%3Cscript%3E', '/staff/nowhere'], async (path) => {
			await owner.get(path)
			await owner.get(`${path.split('?')[0]}.data`)
			await outsiders[0]?.get(path)
		})
		expect([...unguarded]).toEqual([])
	}, 180_000)

	test('to what no page of ours sent is no, and changes nothing', async () => {
		const administrator = await enterAs(cast, 'staff', (await staffEmail()) ?? '')
		const cookie = [...administrator.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
		const foreign: Record<string, string>[] = [
			{ 'sec-fetch-site': 'cross-site' },
			{ 'sec-fetch-site': 'same-site', origin: 'https://portal.example' },
			{ 'sec-fetch-site': 'none' },
			{ origin: 'https://evil.example' },
			{ origin: 'null' },
			{},
		]
		const before = await stateOf(cast.world.sql)
		const astray: string[] = []
		const targets = [
			...new Set([...crawled.forms.map(({ action }) => action), ...places.map(({ pattern }) => pattern)]),
		]
		await forAll(targets, async (path) => {
			for (const [index, headers] of foreign.entries())
				for (const method of index === 0 ? ['POST', 'PUT', 'PATCH', 'DELETE'] : ['POST']) {
					const answer = await fetch(cast.portal.address + path, {
						method,
						headers: { cookie, ...headers },
						redirect: 'manual',
					})
					if (answer.status !== 403) astray.push(`${method} ${path} ${JSON.stringify(headers)}: ${answer.status}`)
				}
		})
		expect(astray).toEqual([])
		expect(changedBetween(before, await stateOf(cast.world.sql))).toEqual([])
	}, 120_000)
})

async function addressesOfKnown(place: Place) {
	return place.names.includes('token')
		? [{ path: place.pattern.replace(':token', 'x'.repeat(43)), customerId: null }]
		: await addressesOf(cast.world.sql, place, 1)
}

async function staffEmail(): Promise<string | undefined> {
	const [user] = await cast.world.sql<{ email: string }[]>`
		select email from staff_user where role = 'administrator' and left_at is null limit 1`
	return user?.email
}
