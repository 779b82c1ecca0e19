import type { Scope } from '../act.ts'
import type { FoundCondition, RequestConditionKind, RequestKind } from './kinds.ts'
import type { LockedMachineRequest } from './lock.ts'
import { readMachineRequestRules } from './rule.ts'
import { type ContractMoney, readContractMoney, readNotInvoiced } from './standing.ts'

const conditionsOf: Record<RequestKind, readonly RequestConditionKind[]> = {
	lock: ['in_arrears', 'no_open_promise'],
	unlock: ['nothing_overdue'],
	repossession: ['in_arrears', 'locked_or_reminded', 'no_open_promise'],
	settlement: ['paid_off', 'all_invoiced', 'none_locked'],
}

type Look = { scope: Scope; contractId: string; money: ContractMoney; lockDays: number }
type Fact = Partial<Omit<FoundCondition, 'kind'>> & { met: boolean }

const facts: Record<RequestConditionKind, (look: Look) => Fact | Promise<Fact>> = {
	in_arrears: ({ money, lockDays }) => ({
		...{ met: money.overdueDays >= lockDays, days: money.overdueDays, wantedDays: lockDays },
		minor: String(money.overdueMinor),
	}),
	no_open_promise: ({ money }) => ({ met: !money.promiseOpen }),
	nothing_overdue: ({ money }) => ({
		...{ met: money.overdueMinor === 0n, days: money.overdueDays, minor: String(money.overdueMinor) },
	}),
	async locked_or_reminded({ scope, contractId, money }) {
		const [locked] = await scope.sql`
			select from equipment_move where contract_id = ${contractId} and action = 'lock' limit 1`
		return { met: money.reminders > 0 || locked !== undefined }
	},
	paid_off: ({ money }) => ({ met: money.payOffMinor === 0n, minor: String(money.payOffMinor) }),
	async all_invoiced({ scope, contractId }) {
		const minor = await readNotInvoiced(scope, contractId)
		return { met: minor === 0n, minor: String(minor) }
	},
	async none_locked({ scope, contractId }) {
		const [locked] = await scope.sql`
			select from equipment where contract_id = ${contractId} and state = 'locked' limit 1`
		return { met: locked === undefined }
	},
}

/** What is looked at before a request, as it is found now, beside how the contract stands. For verbs that have asked. */
export async function checkRequest(
	scope: Scope,
	{ kind, contractId }: { kind: RequestKind; contractId: string },
): Promise<{ conditions: FoundCondition[]; money: ContractMoney }> {
	const [contract] = await scope.sql<{ templateId: string | null }[]>`
		select template_id as "templateId" from contract where id = ${contractId}`
	const { lockDays } = await readMachineRequestRules(scope, contract?.templateId ?? null)
	const money = await readContractMoney(scope, contractId)
	const conditions: FoundCondition[] = []
	for (const one of conditionsOf[kind])
		conditions.push({
			...{ kind: one, days: null, wantedDays: null, minor: null },
			...(await facts[one]({ scope, contractId, money, lockDays })),
		})
	return { conditions, money }
}

/** Whether something is missing that was there when it was asked for, or what a machine was to be locked for is paid. */
export function missingSince(
	{ kind, missing, conditions: asked }: Pick<LockedMachineRequest, 'kind' | 'missing' | 'conditions'>,
	found: readonly FoundCondition[],
): boolean {
	const owed = (of: readonly FoundCondition[]) => BigInt(of.find((one) => one.kind === 'in_arrears')?.minor ?? '0')
	if (kind === 'lock' && owed(asked) > 0n && owed(found) === 0n) return true
	return missingOf(found).some((one) => !missing.includes(one))
}

export const missingOf = (conditions: readonly FoundCondition[]): RequestConditionKind[] =>
	conditions.flatMap(({ met, kind }) => (met ? [] : [kind]))
