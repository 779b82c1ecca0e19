import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { Card } from './card-field.ts'
import { sayField } from './locked.ts'
import { hiddenSomewhere } from './rights.ts'

/** What stands on papers that are printed for customers. */
const printed: [card: Card, field: string][] = [
	...(['email', 'phone', 'address', 'taxNumber'] as const).map((field): [Card, string] => ['customer', field]),
	...(['purchaseOrder', 'paymentDays', 'discount'] as const).map((field): [Card, string] => ['contract', field]),
	...(['quantity', 'unitPrice', 'discount', 'model', 'serialNumber', 'factoryNumber'] as const).map(
		(field): [Card, string] => ['line', field],
	),
]

/** Papers are whole as their customers have them, or not there: refuses `field.hidden` to who may not see all that stands on them. */
export async function refusePaper(scope: Scope): Promise<void> {
	permit(scope, 'customer.read')
	const hidden = printed.find(([card, field]) => hiddenSomewhere(scope, card, field))
	if (hidden) refuse('field.hidden', { field: sayField(hidden[1]) })
}
