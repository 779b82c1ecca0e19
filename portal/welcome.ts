import { type Actor, act, type Books } from '#core/act.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { createSignIn } from '#core/sign-in/request.ts'

const greeter: Actor = { kind: 'system', name: 'welcome' }
const hours = 12

type Tried = { customerId: string; customer: string; contactId: string | null; email: string; user: string }

/**
 * What is said once the product is ready: where it is, and for a demo the ways in: a customer's secure link, a sign-in
 * link for staff, the mailbox. The links are new each time, because only their hashes are kept.
 */
export async function welcome(books: Books, publicUrl: string): Promise<string> {
	const lines = [['Portal', publicUrl]]
	const tried = await findTried(books)
	if (tried) {
		const { customerId, contactId, customer, email, user } = tried
		const subject = { kind: 'customer' as const, id: customerId }
		const link = await act(books, greeter, createLink, { customerId, contactId, subject, scope: 'manage' as const })
		const signIn = await act(books, greeter, createSignIn, { audience: 'staff' as const, email, minutes: 60 * hours })
		if (link.ok) lines.push([`${customer}, a customer`, `${publicUrl}/l/${link.value.token}`])
		if (signIn.ok) lines.push([`${user}, staff`, `${publicUrl}/sign-in/open/${signIn.value.token}`])
		lines.push(['Letters sent', `${publicUrl}/dev/mailbox`])
	}
	const width = Math.max(...lines.map(([name = '']) => name.length))
	return ['', ...lines.map(([name = '', address]) => `  ${name.padEnd(width)}  ${address}`), ''].join('\n')
}

/** In a demo: an English-speaking customer with contracts in force and the most to pay, and an administrator. */
async function findTried({ sql }: Books): Promise<Tried | undefined> {
	const [tried] = await sql<Tried[]>`
		select customer.id as "customerId", billing_party.name as customer, contact."contactId", staff.email, staff.name as "user"
		from company
		cross join lateral (
			select name, email from staff_user where role = 'administrator' order by id limit 1
		) as staff
		join customer on customer.language = 'en'
		join billing_party on billing_party.id = customer.billing_party_id
		left join lateral (
			select contact_id as "contactId" from customer_contact where customer_id = customer.id order by contact_id limit 1
		) as contact on true
		where company.demo
		order by (
			select count(*) from contract where contract.customer_id = customer.id and contract.state = 'active'
		) > 0 desc, (
			select count(*) from invoice where invoice.customer_id = customer.id and invoice.state = 'issued'
				and invoice.kind = 'invoice' and invoice.settled_minor < invoice.total_minor
		) desc, customer.id
		limit 1`
	return tried
}
