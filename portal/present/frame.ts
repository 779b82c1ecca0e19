import { look } from '#core/act.ts'
import type { Company } from '#core/company/read.ts'
import { may } from '#core/permit.ts'
import type { LoadContext } from '../load-context.ts'
import type { Visitor } from '../sign-in/actor.ts'

/** What the frame of a customer's page shows around the page itself. */
export type Frame = {
	company: string
	website: string
	timeZone: string
	/** The company's day, ISO. */
	today: string
	/** The clock is a demonstration's. */
	demo: boolean
	visitor: FrameVisitor | null
}

export type FrameVisitor = {
	kind: 'contact' | 'link'
	name: string
	email: string | null
	customers: { id: string; name: string }[]
	/** Whose pages these are. */
	customerId: string
	/** What a link opens; a contact opens everything of their customers. */
	opens: { kind: 'customer' | 'contract' | 'invoice' | 'quote'; id: string }
	mayPay: boolean
	/** Cards and automatic payment of the whole customer. */
	mayManageCards: boolean
	/** `?customer=…` where an address has to say whose page is meant. */
	of: string
	/** The link whose holder may make an account of it. */
	claims: string | null
}

/** The frame for a visitor, on a page of one of their customers; for a stranger without either. */
export async function frameOf(context: LoadContext, visitor?: Visitor, customerId?: string): Promise<Frame> {
	const actor = visitor?.actor ?? ({ kind: 'system', name: 'portal' } as const)
	const facts = await look(
		context.books,
		actor,
		async (scope) => ({ company: scope.company, today: scope.today.toString() }),
		undefined,
	)
	if (!facts.ok) throw new Error('The company is not readable')
	const { company, today } = facts.value
	return { ...namesOf(company), today, visitor: visitor ? visitorOf(visitor, customerId) : null }
}

function namesOf({ name, website, timeZone, demo }: Company) {
	return { company: name, website, timeZone, demo }
}

function visitorOf({ actor, name, email, customers, several }: Visitor, wanted: string | undefined): FrameVisitor {
	const customerId = wanted ?? customers[0]?.id ?? ''
	return {
		kind: actor.kind,
		name,
		email,
		customers,
		customerId,
		opens: actor.kind === 'link' ? actor.subject : { kind: 'customer', id: customerId },
		mayPay: may(actor, 'payment.start'),
		mayManageCards: may(actor, 'card.write'),
		of: several || customers.length > 1 ? `?customer=${customerId}` : '',
		claims: actor.kind === 'link' && actor.contactId !== null ? actor.linkId : null,
	}
}
