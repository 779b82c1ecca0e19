import type { Action } from '../permit.ts'

/** What a program may be let do, and what of a member of staff's rights that is. Reading is part of every scope. */
export const apiScopes = {
	'customers:read': ['customer.read'],
	'customers:write': ['customer.read', 'customer.write'],
	'contracts:read': ['contract.read', 'customer.read'],
	'contracts:write': ['contract.read', 'customer.read', 'contract.write', 'contract.activate'],
	'invoices:read': ['invoice.read', 'customer.read'],
	'payments:write': ['invoice.read', 'customer.read', 'payment.record', 'allocation.write'],
	'journal:read': ['report.read'],
	'events:read': ['audit.read'],
} as const satisfies Record<string, readonly Action[]>

export type ApiScope = keyof typeof apiScopes
export const apiScopeNames = Object.keys(apiScopes) as ApiScope[]

/** All that the scopes allow together. */
export function actionsOf(scopes: readonly ApiScope[]): ReadonlySet<Action> {
	return new Set(scopes.flatMap((scope): readonly Action[] => apiScopes[scope]))
}
