import type { Scope } from '../act.ts'
import { emit } from '../event.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'

/** ISO days of the week on which time limits run. */
export async function findWorkingDays(scope: Scope): Promise<number[]> {
	permit(scope, 'company.write')
	return await readWorkingDays(scope)
}

export async function readWorkingDays({ sql }: Pick<Scope, 'sql'>): Promise<number[]> {
	const [company] = await sql<{ days: number[] }[]>`select working_days as days from company`
	return company?.days ?? []
}

/** Refuses `input.invalid` for none, or for what is no day of a week. */
export async function setWorkingDays(scope: Scope, { days }: { days: readonly number[] }): Promise<void> {
	permit(scope, 'company.write')
	const wanted = [...new Set(days)].sort()
	if (wanted.length === 0 || wanted.some((day) => !Number.isInteger(day) || day < 1 || day > 7))
		refuse('input.invalid', { field: 'workingDays', problem: 'at least one' })
	await scope.sql`update company set working_days = ${wanted}::smallint[]`
	await emit(scope, {
		kind: 'company.updated',
		subject: { kind: 'company', id: scope.company.billingPartyId },
		facts: { workingDays: wanted.join(',') },
	})
}
