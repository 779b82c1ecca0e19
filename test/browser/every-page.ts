import { act, expectOk } from '#core/act.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { Visit } from '#test/portal/customer/visit.ts'
import { age, type Cast } from '#test/portal/hostile/cast.ts'
import { addressesOf, type Place, readPlaces } from '#test/portal/hostile/places.ts'
import { signedIn, signInToken } from '#test/portal/staff/console.ts'

const system = { kind: 'system', name: 'test' } as const

/** A page of the route table and how it is come to: its own address, and whose keys open it. */
export type Look = { pattern: string; path: string; by: Visit; alone?: boolean }

export type Visits = {
	contact: Visit
	/** Nobody, who has asked for a letter. */
	stranger: Visit
	/** Holds a link that is older than a day, so that a sensitive act asks for a code. */
	linked: Visit
}

/** Browsers before a portal over the cast's world. */
export async function visitsOf(cast: Cast, address: string): Promise<Visits> {
	const { books } = cast.world
	const { nordwind } = cast.told
	const contact = await signedIn(books, address, 'customer', nordwind.email)
	const stranger = new Visit(address)
	await stranger.post('/sign-in', { email: nordwind.email })
	const linked = new Visit(address)
	const subject = cast.subjects.customer
	const input = { customerId: nordwind.id, contactId: nordwind.contactId, subject, scope: 'manage' } as const
	const link = expectOk(await act(books, system, createLink, input))
	await linked.post(`/l/${link.token}`)
	await age(cast, {}, link.id)
	return { contact, stranger, linked }
}

/** Every page that a customer can meet, once, from the route table. A page that nobody here can open is answered too. */
export async function everyPage(cast: Cast, visits: Visits) {
	const { books, sql } = cast.world
	const { nordwind } = cast.told
	const { stranger, linked } = visits
	const link = expectOk(
		await act(books, system, createLink, { customerId: nordwind.id, subject: cast.subjects.contract, scope: 'view' }),
	)
	const doors: Record<string, Omit<Look, 'pattern'>> = {
		'/sign-in': { path: '/sign-in', by: stranger },
		'/sign-in/staff': { path: '/sign-in/staff', by: stranger },
		'/sign-in/password': { path: '/sign-in/password', by: stranger },
		'/sign-in/staff/password': { path: '/sign-in/staff/password', by: stranger },
		'/sign-in/code': { path: '/sign-in/code', by: stranger },
		'/sign-in/open/:token': {
			path: `/sign-in/open/${await signInToken(books, 'customer', nordwind.email)}`,
			by: stranger,
			alone: true,
		},
		'/l/:token': { path: `/l/${link.token}`, by: stranger, alone: true },
		'/rate/:token': { path: `/rate/${cast.ratingToken}`, by: stranger },
		'/partner-application': { path: '/partner-application', by: stranger },
		// Of a link that is none.
		'/partner-application/:token': { path: `/partner-application/${'x'.repeat(43)}`, by: stranger },
		'/confirm': { path: '/confirm?return=/overview', by: linked },
	}
	const looks: Look[] = []
	const unseen: string[] = []
	for (const place of (await readPlaces()).filter(isCustomerPage)) {
		const { pattern } = place
		const door = doors[pattern]
		const path = door ? undefined : await firstThatOpens(place)
		if (door) looks.push({ pattern, ...door })
		else if (path) looks.push({ pattern, path, by: visits.contact })
		else unseen.push(pattern)
	}
	return { looks, unseen }

	async function firstThatOpens(place: Place): Promise<string | undefined> {
		for (const { path, customerId } of await addressesOf(sql, place, 3)) {
			if (customerId !== null && customerId !== nordwind.id) continue
			const answer = await visits.contact.get(path)
			await answer.arrayBuffer()
			if (answer.status === 200) return path
		}
		return undefined
	}
}

/** The step between the letter and the console is the staff's, as the console and its gate are. */
const isCustomerPage = ({ shows, staff, pattern }: Place) =>
	shows && !staff && pattern !== '/sign-in/second' && !pattern.startsWith('/g/') && !pattern.startsWith('/dev/')

/** What pages look like with something said in their address: found, not found, chosen, refused. */
export async function statesOf(cast: Cast, { contact, stranger, linked }: Visits): Promise<Look[]> {
	const { sql } = cast.world
	const { nordwind, subscription, service } = cast.told
	const one = async (query: PromiseLike<readonly { id: string }[]>) => (await query)[0]?.id ?? ''
	const line = await one(sql`select id from contract_line where contract_id = ${subscription.id} and position = 1`)
	const machine = await one(sql`select id from contract_line where contract_id = ${service.id} and position = 2`)
	const credit = await one(
		sql`select id from invoice where kind = 'credit_note' and customer_id = ${nordwind.id} limit 1`,
	)
	const card = await one(sql`select id from payment_method where customer_id = ${nordwind.id}`)
	// A card that pays something is one that can be replaced.
	await sql`update contract set autopay = true where payment_method_id = ${card}`
	const fleet = `/contracts/${subscription.id}`
	const paths = [
		`${fleet}/options?n.${line}=21`,
		`${fleet}/change?n.${line}=21`,
		`${fleet}/change?n.${line}=3`,
		`/contracts/${service.id}/change?n.${machine}=90`,
		`/contracts/${service.id}/penalty?on=2028-01-01`,
		`/contracts/${service.id}/plan`,
		`${fleet}?on=2026-11-05`,
		`/contracts/${service.id}?on=2026-05-01&search=etv`,
		`/contracts/${service.id}/options?search=FN900137`,
		'/invoices?search=nothing+like+it',
		`/invoices/${credit}`,
		'/co-terminate?search=FN9001',
		`/co-terminate?contract=${service.id}&contract=${subscription.id}&ends=2028-01-14`,
		`${fleet}/cancel?step=confirm&reason=not_using`,
		`${fleet}/cancel?done=kept`,
		`/cards/new?replaces=${card}`,
		'/statement?from=',
		'/nothing/like/it',
	]
	return [
		...paths.map((path) => ({ pattern: path, path, by: contact })),
		...['?score=4', '?done'].map((said) => ({ pattern: said, path: `/rate/${cast.ratingToken}${said}`, by: stranger })),
		...['/overview', fleet].map((path) => ({ pattern: path, path, by: linked })),
	]
}
