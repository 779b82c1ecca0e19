import { z } from 'zod'
import type { ContractState } from '#core/contract/state.ts'
import { accesses, cards, type FieldRight, rightedRoles, rightedStates } from '#core/field-right/card-field.ts'
import type { SaveFieldRights } from '#core/field-right/save.ts'

const asked = z.object({
	card: z.enum(cards).catch('contract'),
	role: z.enum(rightedRoles).catch('salesperson'),
	states: z.array(z.enum(rightedStates as [ContractState, ...ContractState[]])).catch([]),
})
export type Asked = z.output<typeof asked>

/** Whose rights an address or a form is about; what it does not say, or says wrongly, is what is usual. */
export function readAsked(fields: URLSearchParams | FormData): Asked {
	const states = fields.getAll('state').filter((state) => state !== '')
	return asked.parse({ card: fields.get('card'), role: fields.get('role'), states })
}

/** The states that have a column: those that something is said for, and those that were asked for. */
export function statesShown({ card, states }: Asked, rights: readonly FieldRight[]): ContractState[] {
	if (card === 'customer') return []
	return rightedStates.filter((state) => states.includes(state) || rights.some((right) => right.state === state))
}

export const nameOf = (field: string, state: ContractState | null) => `right.${field}.${state ?? 'every'}`

const posted = z.object({ field: z.string().max(40), access: z.enum(accesses) })

/** What was chosen for each field and state; where it is as in every state, nothing. */
export function readPosted(form: FormData): SaveFieldRights {
	const { card, role } = readAsked(form)
	const rights = [...form].flatMap(([name, value]): SaveFieldRights['rights'] => {
		const [right, field, said] = name.split('.')
		const state = rightedStates.find((one) => one === said) ?? null
		const read = posted.safeParse({ field, access: value })
		if (right !== 'right' || !read.success || (said !== 'every' && state === null)) return []
		return [{ ...read.data, state }]
	})
	return { card, role, rights }
}
