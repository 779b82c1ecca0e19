import type { Scope } from '../../act.ts'
import { lockContract } from '../../contract/lock.ts'
import type { About } from '../subject.ts'

/** What every request about a contract says of it, with its lock held. Refuses `not_found`. */
export async function lockAbout(scope: Scope, contractId: string) {
	const contract = await lockContract(scope, contractId)
	const [more] = await scope.sql<{ title: string; groupId: string | null; ownerId: string | null }[]>`
		select title, coalesce(contract.group_id, customer.group_id) as "groupId",
			coalesce(contract.owner_id, customer.owner_id) as "ownerId"
		from contract join customer on customer.id = contract.customer_id where contract.id = ${contractId}`
	if (!more) throw new Error('A locked contract is gone')
	const about: About = { kind: 'contract', number: contract.number, name: more.title }
	const { groupId, ownerId } = more
	return { subjectId: contract.id, contractId: contract.id, customerId: contract.customerId, groupId, ownerId, about }
}
