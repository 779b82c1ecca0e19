import type { LinkScope, LinkSubject, Scope } from '../act.ts'
import type { PartyRole } from '../customer/input.ts'
import { isPaid } from '../customer/write.ts'
import { emit, nameActor } from '../event.ts'
import { permit, reach } from '../permit.ts'
import { refuse } from '../refusal.ts'
import { hashSecret, newToken } from './secret.ts'

export type CreateLink = {
	customerId: string
	/** Who it is for. Without one the link stands for nobody by name and cannot claim an account. */
	contactId?: string | null
	subject: LinkSubject
	scope: LinkScope
	/** How long it opens; the company's `linkDays` when not given. */
	days?: number
}

/**
 * Makes a secure link. The token is answered once and only its hash is kept, so a lost link is replaced, never read
 * again. Refuses `not_found` for a subject or contact that is not this customer's.
 */
export async function createLink(scope: Scope, input: CreateLink): Promise<{ id: string; token: string }> {
	permit(scope, 'link.send')
	const contractId = await findSubject(scope, input)
	const token = newToken()
	const expiresAt = scope.now.add({ hours: 24 * (input.days ?? scope.company.linkDays) })
	const [link] = await scope.sql<{ id: string }[]>`
		insert into secure_link (token_hash, customer_id, contact_id, subject_kind, subject_id, scope, created_by, created_at, expires_at)
		values (${hashSecret(token)}, ${input.customerId}, ${input.contactId ?? null}, ${input.subject.kind}, ${input.subject.id},
			${input.scope}, ${nameActor(scope.actor)}, ${scope.now}, ${expiresAt})
		returning id`
	if (!link) throw new Error('A secure link was not written')
	await emit(scope, {
		kind: 'link.sent',
		subject: { kind: 'link', id: link.id },
		customerId: input.customerId,
		contractId,
		facts: { scope: input.scope, subject: input.subject.kind, expiresAt: expiresAt.toString() },
	})
	return { id: link.id, token }
}

/** The contract that the subject is, or belongs to. */
async function findSubject(scope: Scope, { customerId, contactId, subject }: CreateLink): Promise<string | null> {
	const [found] = await scope.sql<
		{ name: string; role: PartyRole; subject: boolean; contact: boolean; contractId: string | null }[]
	>`
		select customer.name, customer.role, contract.id is not null or invoice.id is not null or quote.id is not null or ${subject.kind} = 'customer' and customer.id = ${subject.id} as subject,
			${contactId ?? null}::uuid is null or customer_contact.contact_id is not null as contact,
			coalesce(contract.id, invoice.contract_id, quote.for_contract_id) as "contractId"
		from customer
		left join contract on ${subject.kind} = 'contract' and contract.id = ${subject.id} and contract.customer_id = customer.id
		left join invoice on ${subject.kind} = 'invoice' and invoice.id = ${subject.id} and invoice.customer_id = customer.id
			and invoice.state <> 'draft'
		left join quote on ${subject.kind} = 'quote' and quote.id = ${subject.id} and quote.customer_id = customer.id
			and quote.sent_at is not null
		left join customer_contact on customer_contact.customer_id = customer.id and customer_contact.contact_id = ${contactId ?? null}
		where customer.id = ${customerId} and ${reach(scope).customer()}`
	if (!found) refuse('not_found', { noun: 'customer' })
	if (isPaid(found.role)) refuse('customer.is_paid', { name: found.name })
	if (!found.subject) refuse('not_found', { noun: subject.kind })
	if (!found.contact) refuse('not_found', { noun: 'contact' })
	return found.contractId
}
