import type { Role } from '../act.ts'
import type { ContractState } from '../contract/state.ts'
import type { OwnSubject } from '../own-field/own-field.ts'
import type { Action } from '../permit.ts'

export const cards = ['contract', 'line', 'customer'] as const satisfies OwnSubject[]
export type Card = (typeof cards)[number]

/** What a role may do with a field: not even see it, see it alone, or whatever the role may do otherwise. */
export const accesses = ['hidden', 'seen', 'edited'] as const
export type Access = (typeof accesses)[number]

/** `field` is one of `cardFields`, or the key of a company's own field; a state of null is every state not spoken of. */
export type FieldRight = { card: Card; field: string; role: Role; state: ContractState | null; access: Access }

/** From an administrator nothing is hidden: they say what is. */
export const rightedRoles = ['manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const
export type RightedRole = (typeof rightedRoles)[number]

/** In the order of a contract's life. */
export const rightedStates: readonly ContractState[] = [
	...(['draft', 'in_approval', 'rejected', 'approved', 'sent', 'signed', 'active', 'paused', 'ending'] as const),
	...(['closed', 'filed', 'expired', 'void'] as const),
]

/**
 * A field that rights can be set for. `keys` are the names that it has in rows and in what events tell. `withholds` is what
 * nobody can do without seeing it: whoever may not see a price reads no invoice, no figure and no preview either. What is
 * `open` may be to see only and never hidden: a contract is called and ordered by it wherever it stands.
 */
export type CardField = { keys: readonly string[]; withholds?: readonly Action[]; open?: boolean }

const aboutCommission: readonly Action[] = ['commission.read', 'commission.read_all']
const aboutMoney: readonly Action[] = [
	...aboutCommission,
	...(['quote.read', 'quote.write', 'quote.decide', 'invoice.read', 'invoice.run', 'invoice.void'] as const),
	...(['invoice.write_off', 'penalty.waive', 'payment.record', 'payment.refund', 'payment.charge'] as const),
	...(['allocation.write', 'reminder.send', 'report.read', 'journal.read', 'product.write', 'import.run'] as const),
	...(['contract.activate', 'contract.amend', 'contract.change', 'contract.void', 'approval.decide'] as const),
	...(['payable.read', 'payable.write', 'message.read', 'message.write', 'survey.read', 'survey.request'] as const),
	...(['survey.dispatch', 'survey.fill', 'collection.read', 'collection.work', 'collection.dispatch'] as const),
]
const aboutMachines: readonly Action[] = [
	...(['equipment.read', 'equipment.write', 'delivery.ask', 'delivery.release'] as const),
	...(['machine_request.ask', 'machine_request.record', 'quote.write'] as const),
]

export const cardFields = {
	contract: {
		title: { keys: ['title'], open: true },
		termEnd: { keys: ['endsOn'], open: true },
		renewal: { keys: ['renewal', 'termMonths'], open: true },
		purchaseOrder: { keys: ['purchaseOrder'] },
		owner: { keys: ['ownerId', 'ownerName', 'owner', 'groupId', 'groupName', 'group'] },
		notice: { keys: ['noticeDays', 'objectBy'] },
		paymentDays: { keys: ['paymentTermDays'] },
		autopay: { keys: ['autopay', 'card'] },
		access: { keys: ['access'] },
		health: { keys: ['health'] },
		reason: { keys: ['reason', 'reasonId', 'cancelReason'] },
		recurring: { keys: ['mrrMinor', 'monthMinor'], withholds: ['report.read'] },
		commission: { keys: ['commission'], withholds: aboutCommission },
		discount: { keys: ['reductions', 'discounts'], withholds: aboutMoney },
		importKey: { keys: ['importKey'] },
	},
	line: {
		quantity: { keys: ['quantity'], withholds: aboutMoney },
		unitPrice: { keys: ['unitPrice'], withholds: aboutMoney },
		discount: { keys: ['discountPercent'], withholds: aboutMoney },
		model: { keys: ['model'], withholds: aboutMachines },
		serialNumber: { keys: ['serialNumber'], withholds: aboutMachines },
		factoryNumber: { keys: ['factoryNumber'], withholds: aboutMachines },
	},
	customer: {
		email: { keys: ['email'] },
		phone: { keys: ['phone'] },
		address: { keys: ['street', 'postalCode', 'city', 'region', 'address'] },
		taxNumber: { keys: ['taxNumber', 'registrationNumber'] },
		industry: { keys: ['industry'] },
		paymentDays: { keys: ['paymentTermDays'] },
		owner: { keys: ['ownerId', 'ownerName', 'owner', 'groupId', 'groupName', 'group'] },
		importKey: { keys: ['importKey'] },
	},
} satisfies Record<Card, Record<string, CardField>>

export type FieldOf<Of extends Card> = keyof (typeof cardFields)[Of] & string

/** Whether a field of a card can be hidden, and not only kept from being changed. */
export function canBeHidden(card: Card, field: string): boolean {
	const fields: Record<string, CardField> = cardFields[card]
	return !fields[field]?.open
}

/** The fields of a card that are in the closed list, by name. */
export function fieldsOf(card: Card): [string, CardField][] {
	return Object.entries(cardFields[card])
}
