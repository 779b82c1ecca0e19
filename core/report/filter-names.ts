import type { Scope } from '../act.ts'
import { permit } from '../permit.ts'
import { labelsOf } from './labels.ts'
import { dimensions, type Question } from './question.ts'
import { withinGroup } from './within-group.ts'

/** What a question is narrowed to, by its names, one after the other. Refuses `not_found` and `field.hidden` as the question does. */
export async function findFilterNames(scope: Scope, asked: Pick<Question, 'filters'>): Promise<string[]> {
	permit(scope, 'report.read')
	const { filters } = withinGroup(scope, asked)
	const named: string[] = []
	for (const dimension of dimensions) {
		const keys: readonly string[] = (dimension in filters && filters[dimension as keyof typeof filters]) || []
		if (keys.length === 0) continue
		const labels = await labelsOf(scope, dimension as Parameters<typeof labelsOf>[1], keys)
		named.push(...keys.flatMap((key) => labels.get(key) ?? []))
	}
	return named
}
