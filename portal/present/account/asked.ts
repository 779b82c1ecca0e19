import { z } from 'zod'
import { look } from '#core/act.ts'
import { type CustomerAccount, findCustomerAccount } from '#core/customer/account.ts'
import type { LoadContext } from '../../load-context.ts'
import { notFound } from '../../problem.ts'
import type { ContactVisitor } from '../../sign-in/actor.ts'

/** The account of the customer that the address names, of the contact's first one otherwise. Throws the page for not found. */
export async function readAskedAccount(
	request: Request,
	{ books }: LoadContext,
	visitor: ContactVisitor,
): Promise<CustomerAccount> {
	const asked = new URL(request.url).searchParams.get('customer') ?? visitor.customers[0]?.id
	const customerId = z.uuid().safeParse(asked).data
	if (!customerId) throw notFound()
	const found = await look(books, visitor.actor, findCustomerAccount, { customerId })
	if (!found.ok) throw notFound()
	return found.value
}
