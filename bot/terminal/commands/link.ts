import { act, type Scope } from '#core/act.ts'
import { refuse } from '#core/refusal.ts'
import { ownSettings, reachedAt } from '#core/settings.ts'
import { createLink } from '#core/sign-in/create-link.ts'
import { terminalActor, withBooks } from '../books.ts'
import { DONE, type Io } from '../command.ts'
import { readOptions, sayRefusal, toJson, wrongUsage } from '../words.ts'

export const usage =
	'CONTRACT [--json]   (a secure link for the customer; CONTRACT is its number or the key it was imported with)'

/** Makes a secure link with which the customer sees a contract and pays its invoices. The token is shown once. */
export async function run(words: readonly string[], io: Io): Promise<number> {
	const given = readOptions(words, [], ['json'])
	const [contract] = given?.words ?? []
	if (!given || !contract || given.words.length > 1) return wrongUsage(io, 'link', usage)
	return await withBooks(io, async (books) => {
		const outcome = await act(books, terminalActor, linkTo, contract)
		const asJson = given.flags.has('json')
		if (!outcome.ok) return sayRefusal(io, outcome.refusal, asJson)
		const link = `${reachedAt(ownSettings())}/l/${outcome.value.token}`
		io.out(asJson ? toJson({ contract: outcome.value.number, link }) : link)
		return DONE
	})
}

async function linkTo(scope: Scope, named: string): Promise<{ number: string; token: string }> {
	const [contract] = await scope.sql<{ id: string; number: string; customerId: string; contactId: string | null }[]>`
		select contract.id, number, customer_id as "customerId", (
			select contact_id from customer_contact where customer_contact.customer_id = contract.customer_id
			order by billing desc, contact_id limit 1) as "contactId"
		from contract where number = ${named} or import_key = ${named} or contract.id::text = ${named}
		order by (number = ${named}) desc limit 1`
	if (!contract) refuse('not_found', { noun: 'contract' })
	const { token } = await createLink(scope, {
		customerId: contract.customerId,
		contactId: contract.contactId,
		subject: { kind: 'contract', id: contract.id },
		scope: 'pay',
	})
	return { number: contract.number, token }
}
