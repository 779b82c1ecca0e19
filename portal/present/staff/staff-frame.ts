import { look } from '#core/act.ts'
import { listWaitingFor } from '#core/approval/list-waiting.ts'
import { countWaiting } from '#core/message/unread.ts'
import { type Action, may } from '#core/permit.ts'
import type { LoadContext } from '../../load-context.ts'
import type { StaffMember } from '../../sign-in/actor.ts'

/** What the console's frame shows around a page. */
export type StaffFrame = {
	company: string
	timeZone: string
	/** The company's day, ISO. */
	today: string
	demo: boolean
	name: string
	role: StaffMember['actor']['role']
	/** Conversations that wait for an answer, up to a hundred. */
	waiting: number
	/** Requests that wait for the member's own word. */
	toDecide: number
	/** What the member may do, for buttons that would only be refused. */
	may: Partial<Record<Action, true>>
}

const shown: Action[] = [
	'customer.read',
	'customer.write',
	'contract.read',
	'contract.write',
	'contract.activate',
	'contract.amend',
	'contract.void',
	'quote.read',
	'quote.write',
	'message.read',
	'message.write',
	'invoice.read',
	'invoice.run',
	'payment.record',
	'invoice.void',
	'invoice.write_off',
	'link.send',
	'link.revoke',
	'follow_up.write',
	'import.run',
	'clock.move',
	'report.read',
	'commission.read_all',
	'audit.read',
	'journal.read',
	'company.write',
	'staff.write',
	'tax.write',
	'product.read',
	'product.write',
	'survey.read',
	'collection.read',
	'collection.dispatch',
	'survey.request',
	'payable.read',
	'payable.write',
	'equipment.read',
	'equipment.write',
	'delivery.ask',
	'delivery.release',
	'machine_request.ask',
	'machine_request.record',
]

export async function staffFrameOf(context: LoadContext, { actor, name }: StaffMember): Promise<StaffFrame> {
	const facts = await look(
		context.books,
		actor,
		async (scope) => ({
			company: scope.company.name,
			timeZone: scope.company.timeZone,
			demo: scope.company.demo,
			today: scope.today.toString(),
			waiting: await countWaiting(scope),
			toDecide: (await listWaitingFor(scope)).length,
		}),
		undefined,
	)
	if (!facts.ok) throw new Error('The company is not readable')
	const allowed = shown.filter((action) => may(actor, action))
	return { ...facts.value, name, role: actor.role, may: Object.fromEntries(allowed.map((action) => [action, true])) }
}
