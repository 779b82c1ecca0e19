import type { Scope } from '../act.ts'
import { findDraft } from '../contract/find-draft.ts'
import type { Before } from './fate.ts'

/** A draft as `editDraft` takes it, to be put back later. */
export async function readDraft(scope: Scope, id: string): Promise<NonNullable<Before['draft']>> {
	const {
		id: _,
		version: __,
		number: ___,
		customerId: ____,
		customerName: _____,
		lines,
		...draft
	} = await findDraft(scope, { id })
	return {
		...draft,
		lines: lines.map(({ productName: _, intervalUnit, intervalCount, ...line }) => ({
			...line,
			interval: intervalUnit && intervalCount ? { unit: intervalUnit, count: intervalCount } : null,
		})),
	}
}
