import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { writeOwnValues } from '../own-field/values.ts'
import { amendContract } from './amend-contract.ts'
import type { CurrentContract } from './current-contract.ts'
import { endContract, undoEnd } from './end-contract.ts'
import { moveEnd } from './move-end.ts'
import { ownSaid } from './own.ts'

/** Of a contract in force these are terms without money: they are simply set. */
export const plainFields = [
	'title',
	'renewal',
	'purchaseOrder',
	'paymentTermDays',
	'noticeDays',
	'attributes',
	'owner',
	'group',
]
/** These are amended: credit for the old state, charge for the new. */
export const amendedFields = ['quantity', 'unitPrice', 'discountPercent', 'lineEnd']

/** Fields of a contract in force that get another value, as text. */
export type ContractChanges = {
	set: ReadonlyMap<string, string>
	attributes: Record<string, string>
	reason: string
}

export async function setPlain(scope: Scope, current: CurrentContract, changes: ContractChanges): Promise<void> {
	const { set } = changes
	const own = ownSaid(set)
	const fields = [...plainFields.filter((field) => set.has(field)), ...Object.keys(own ?? {})]
	if (fields.length === 0) return
	const days = (field: string, now: number, otherwise: number) => {
		const text = set.get(field)
		return text === undefined ? now : text === '' ? otherwise : Number(text)
	}
	await scope.sql`
		update contract set title = ${set.get('title') ?? current.title},
			renewal = ${(set.get('renewal') ?? current.renewal) || 'none'},
			purchase_order = ${set.get('purchaseOrder') ?? current.purchaseOrder},
			payment_term_days = ${days('paymentTermDays', current.paymentTermDays, scope.company.paymentTermDays)},
			notice_days = ${days('noticeDays', current.noticeDays, scope.company.noticeDays)},
			owner_id = (select id from staff_user where email = ${set.get('owner') ?? current.owner}),
			group_id = (select id from staff_group where name = ${set.get('group') ?? current.group}),
			attributes = ${scope.sql.json(set.has('attributes') ? changes.attributes : current.attributes)},
			version = version + 1, updated_at = ${scope.now}
		where id = ${current.id}`
	await writeOwnValues(scope, 'contract', [{ id: current.id, own }])
	await emit(scope, {
		kind: 'contract.updated',
		subject: { kind: 'contract', id: current.id },
		customerId: current.customerId,
		contractId: current.id,
		facts: { imported: true, fields },
	})
}

/** Amends the price from a day on (ISO date), or from the contract's first day where that is later. Answers the day. */
export async function changePrice(
	scope: Scope,
	current: CurrentContract,
	{ set, reason }: ContractChanges,
	day: string,
): Promise<string | undefined> {
	const fields = amendedFields.filter((field) => set.has(field))
	if (fields.length === 0) return undefined
	const effectiveOn = day < current.startsOn ? current.startsOn : day
	await amendContract(scope, {
		id: current.id,
		effectiveOn,
		reason,
		changes: [{ lineId: current.lineId, set: Object.fromEntries(fields.map((field) => amended(field, set))) }],
	})
	return effectiveOn
}

/** Ends the contract, or takes off every end that it has. */
export async function changeEnd(scope: Scope, current: CurrentContract, changes: ContractChanges): Promise<void> {
	const { id } = current
	const { reason } = changes
	const endsOn = changes.set.get('end')
	if (endsOn === undefined) return
	if (endsOn !== '') {
		await endContract(scope, { id, endsOn, reason })
		return
	}
	if (current.state === 'ending') await undoEnd(scope, { id })
	// It may have been agreed with one.
	const [left] = await scope.sql`select from contract where id = ${id} and ends_on is not null`
	if (left || current.state !== 'ending') await moveEnd(scope, { id, endsOn: null, reason })
}

/** A field as a line has it: no end of its own is null. */
function amended(field: string, set: ReadonlyMap<string, string>): [string, string | null] {
	const text = set.get(field) ?? ''
	return field === 'lineEnd' ? ['endsOn', text || null] : [field, text]
}
