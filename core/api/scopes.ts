import type { Action } from '../permit.ts'

/** What a program may be let do, and what of a member of staff's rights that is. None lets a program do what another is for. */
export const apiScopes = {
	'customers:read': ['customer.read'],
	'customers:write': ['customer.write'],
	'contracts:read': ['contract.read'],
	'contracts:write': ['contract.write', 'contract.activate'],
	'contracts:amend': ['contract.amend'],
	'products:read': ['product.read'],
	'invoices:read': ['invoice.read'],
	'payments:write': ['payment.record', 'allocation.write'],
	'journal:read': ['journal.read'],
	'events:read': ['audit.read'],
} as const satisfies Record<string, readonly Action[]>

export type ApiScope = keyof typeof apiScopes
export const apiScopeNames = Object.keys(apiScopes) as ApiScope[]

/** All that the scopes allow together. */
export function actionsOf(scopes: readonly ApiScope[]): ReadonlySet<Action> {
	return new Set(scopes.flatMap((scope): readonly Action[] => apiScopes[scope]))
}
