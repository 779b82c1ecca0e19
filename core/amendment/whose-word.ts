import type { SubjectKind } from '../approval/subject-kinds.ts'
import type { ChangePreview, ContractChange } from './change.ts'

/** Changes that can make something cheaper. */
export function lowersPrices(change: ContractChange): boolean {
	if (change.kind === 'several') return change.changes.some(namesPrice)
	return change.kind === 'discount' || namesPrice(change)
}

/** A price that staff name, of a line there is or of one that begins. */
function namesPrice(change: ContractChange): boolean {
	if (change.kind === 'price') return true
	if (change.kind === 'plan') return change.unitPrice !== undefined
	return change.kind === 'option_on' && (change.unitPrice !== undefined || change.discountPercent !== undefined)
}

/** Lines, or the end of several contracts, changed so that nothing recurs any more from an earlier day on; or a pause without an end. */
export function isLeaving({ change, parts }: Pick<ChangePreview, 'change' | 'parts'>): boolean {
	return mayLeave(change) && parts.some(({ leavesOn }) => leavesOn !== null)
}

export const mayLeave = ({ kind }: ContractChange): boolean => ways.includes(kind)

const ways: ContractChange['kind'][] = [
	'quantity',
	'option_off',
	'line_end',
	'plan',
	'several',
	'co_terminate',
	'pause',
]

/** As which subjects of approvals staff make it: none where nobody is ever asked. Prices of an end are seen with it. */
export function decidedAs(preview: Pick<ChangePreview, 'change' | 'parts'>): SubjectKind[] {
	if (lowersPrices(preview.change)) return ['discount', 'cancellation']
	return preview.change.kind === 'cancel' || isLeaving(preview) ? ['cancellation'] : []
}
