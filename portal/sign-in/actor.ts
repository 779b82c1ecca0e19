import { redirect } from '@remix-run/node'
import { type Actor, expectOk, look } from '#core/act.ts'
import type { Language } from '#core/company/read.ts'
import type { HeldLink, LinkActor } from '#core/sign-in/held-link.ts'
import { type Reached, reaches } from '#core/sign-in/reaches.ts'
import { type ReadLink, readLinks } from '#core/sign-in/read-links.ts'
import type { SessionHolder } from '#core/sign-in/session.ts'
import type { LoadContext } from '../load-context.ts'
import { languageOf } from '../words/language.ts'
import { heldTokens } from './cookies.ts'
import { holderOf, settingUpHolderOf, waitingHolderOf } from './sessions.ts'

export type ContactActor = Extract<Actor, { kind: 'contact' }>
export type StaffActor = Extract<Actor, { kind: 'staff' }>

/** Who looks at a customer's page: a contact who signed in, or whoever holds a secure link. */
export type Visitor = {
	actor: ContactActor | LinkActor
	/** The contact's name; of a link made for nobody by name, the customer's. */
	name: string
	email: string | null
	language: Language
	/** Whose days, numbers and amounts they read. */
	country: string | null
	/** Whose pages they see: a contact may belong to several customers. */
	customers: { id: string; name: string }[]
	/** The browser holds other keys beside theirs: addresses have to say whose page is meant. */
	several: boolean
}

/** A contact who signed in. */
export type ContactVisitor = Visitor & { actor: ContactActor; accountId: string }

export type StaffMember = { actor: StaffActor; accountId: string; name: string; email: string; language: Language }

const system = { kind: 'system', name: 'sign-in' } as const

/**
 * The visitor of a customer's page, for loaders and actions; anybody unknown is sent to sign in and comes back. With
 * several keys in one browser the best of those that open `wanted` is taken. Where nothing is named, the address is
 * made to name whose page it is, so that it stays theirs whatever is opened beside it.
 */
export async function requireCustomer(request: Request, context: LoadContext, wanted?: Reached): Promise<Visitor> {
	const { visitors, spent } = await visitorsOf(request, context)
	const visitor = wanted && visitors.length > 1 ? await bestReaching(visitors, context, wanted) : visitors[0]
	if (visitor && !wanted) nameIn(request, visitor)
	if (visitor) return readBy(visitor, context)
	throw redirect(`/sign-in?${new URLSearchParams({ return: pathOf(request), ...(spent ? { link: spent } : {}) })}`)
}

/** Whoever holds this very link, for what is done with the link itself. */
export async function findLinkHolder(
	request: Request,
	context: LoadContext,
	linkId: string,
): Promise<Visitor | undefined> {
	const { visitors } = await visitorsOf(request, context)
	const holder = visitors.find(({ actor }) => actor.kind === 'link' && actor.linkId === linkId)
	return holder && readBy(holder, context)
}

/** The contact who signed in, for pages that a link alone does not open; anybody else is sent to sign in and comes back. */
export async function requireContact(request: Request, context: LoadContext): Promise<ContactVisitor> {
	const holder = await holderOf(request, context, 'customer')
	// A link alone does not do: the door must not send its holder straight back.
	if (!holder?.contactId)
		throw redirect(`/sign-in?${new URLSearchParams({ return: pathOf(request), account: 'needed' })}`)
	const visitor = readBy(reading(contactVisitor(holder.contactId, holder), request), context)
	return { ...visitor, accountId: holder.accountId }
}

/** The visitor where there is one, for pages that also show something to strangers. */
export async function findCustomer(request: Request, context: LoadContext): Promise<Visitor | undefined> {
	const [visitor] = (await visitorsOf(request, context)).visitors
	return visitor && readBy(visitor, context)
}

/** The signed-in member of staff, for loaders and actions; anybody else is sent to the staff's sign-in and comes back. */
export async function requireStaff(request: Request, context: LoadContext): Promise<StaffMember> {
	const staff = await findStaff(request, context)
	if (staff) return staff
	if (await settingUpHolderOf(request, context)) throw redirect('/staff/second-factor')
	const door = (await waitingHolderOf(request, context)) ? '/sign-in/second' : '/sign-in/staff'
	throw redirect(`${door}?${new URLSearchParams({ return: pathOf(request) })}`)
}

export function findStaff(request: Request, context: LoadContext): Promise<StaffMember | undefined> {
	return once(context, 'staff', async () => {
		const member = memberOf(await holderOf(request, context, 'staff'))
		return member && { ...member, actor: await inCompany(context, member.actor) }
	})
}

/** The member as core takes them: without what is withheld from their role, so that pages offer nothing of it. */
async function inCompany({ books }: LoadContext, member: StaffActor): Promise<StaffActor> {
	const actor = expectOk(await look(books, member, async (scope) => scope.actor, undefined))
	return actor.kind === 'staff' ? actor : member
}

/** As `requireStaff`, and whoever has still to set a second factor up: for that page alone. */
export async function requireStaffSettingUp(
	request: Request,
	context: LoadContext,
): Promise<StaffMember & { settingUp: boolean }> {
	const holder = memberOf(await settingUpHolderOf(request, context))
	return holder ? { ...holder, settingUp: true } : { ...(await requireStaff(request, context)), settingUp: false }
}

function memberOf(holder: SessionHolder | undefined): StaffMember | undefined {
	if (!holder?.userId || !holder.role) return undefined
	const { accountId, userId, role, name, email, language } = holder
	return { actor: { kind: 'staff', userId, role }, accountId, name, email, language }
}

type Visitors = { visitors: Visitor[]; spent: 'expired' | 'revoked' | undefined }

function visitorsOf(request: Request, context: LoadContext): Promise<Visitors> {
	return once(context, 'customer', async () => {
		const tokens = heldTokens(request, context)
		const [holder, links] = await Promise.all([holderOf(request, context, 'customer'), linksOf(context, tokens)])
		const spent = links.find((link) => link.state !== 'open')?.state
		const visitors = [
			...(holder?.contactId ? [contactVisitor(holder.contactId, holder)] : []),
			...links.filter((link) => link.state === 'open').map(linkVisitor),
		]
		return {
			visitors: visitors.map((visitor) => ({ ...reading(visitor, request), several: visitors.length > 1 })),
			spent: spent === 'open' ? undefined : spent,
		}
	})
}

async function linksOf({ books, links }: LoadContext, tokens: string[]): Promise<ReadLink[]> {
	if (tokens.length === 0) return []
	if (links) return links.filter(({ token }) => tokens.includes(token))
	return expectOk(await look(books, system, readLinks, tokens))
}

function contactVisitor(
	contactId: string,
	{ name, email, language, country, customers, stale }: SessionHolder,
): Visitor & { actor: ContactActor } {
	return { actor: { kind: 'contact', contactId, stale }, name, email, language, country, customers, several: false }
}

function linkVisitor({ actor, contact, customer, language, country }: HeldLink): Visitor {
	const name = contact?.name ?? customer.name
	return { actor, name, email: contact?.email ?? null, language, country, customers: [customer], several: false }
}

/** As core tells them: in the language of the page that they asked for. */
function reading<Who extends Visitor>(visitor: Who, request: Request): Who {
	return { ...visitor, actor: { ...visitor.actor, reads: languageOf(request) } }
}

/** From now on the page is written in the formats of this reader. */
function readBy<Who extends Visitor>(visitor: Who, context: LoadContext): Who {
	context.country = visitor.country
	return visitor
}

/** The first that reaches it; without one the first of all, whose page then says that there is no such thing. */
async function bestReaching(
	visitors: Visitor[],
	{ books }: LoadContext,
	wanted: Reached,
): Promise<Visitor | undefined> {
	const ranked = visitors.toSorted((one, other) => rankOf(one, wanted) - rankOf(other, wanted))
	for (const visitor of ranked) {
		if (expectOk(await look(books, visitor.actor, reaches, wanted))) return visitor
	}
	return visitors[0]
}

const scopes = ['manage', 'pay', 'view'] as const

/**
 * A session before links; for what is a whole customer's, links to the customer before those to one thing; then whoever
 * may do more; of equals the one opened last.
 */
function rankOf({ actor }: Visitor, { kind }: Reached): number {
	if (actor.kind === 'contact') return -1
	const narrow = kind === 'customer' && actor.subject.kind !== 'customer'
	return (narrow ? scopes.length : 0) + scopes.indexOf(actor.scope)
}

const namesContracts = /^\/(invoices|statement|pay)\b/

function nameIn(request: Request, { several, actor, customers }: Visitor): void {
	const url = new URL(request.url)
	if (!several || request.method !== 'GET' || url.searchParams.has('customer')) return
	const contract = actor.kind === 'link' && actor.subject.kind === 'contract' ? actor.subject.id : undefined
	if (contract && namesContracts.test(url.pathname)) url.searchParams.set('contract', contract)
	else if (customers[0]) url.searchParams.set('customer', customers[0].id)
	else return
	throw redirect(url.pathname + url.search)
}

// Several loaders of one page ask for the same person; the context is one object for the whole request.
const asked = new WeakMap<LoadContext, Map<string, Promise<unknown>>>()

function once<Answer>(context: LoadContext, key: string, ask: () => Promise<Answer>): Promise<Answer> {
	const answers = asked.get(context) ?? new Map<string, Promise<unknown>>()
	asked.set(context, answers)
	const answer = (answers.get(key) as Promise<Answer> | undefined) ?? ask()
	answers.set(key, answer)
	return answer
}

/** Where the person wanted to go: the page itself, never an address that somebody supplied. */
function pathOf(request: Request): string {
	const { pathname, search } = new URL(request.url)
	return pathname + search
}
