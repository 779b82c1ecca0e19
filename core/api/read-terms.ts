import type { Scope } from '../act.ts'
import { findTerms, seesTerm, type Terms, termNames } from '../contract/change-terms.ts'
import { stateOf } from '../contract/state-of.ts'
import { permit } from '../permit.ts'

/** The terms of a contract as a program reads them: one that its person does not see is left out. Refuses `not_found`. */
export async function readTerms(scope: Scope, { id }: { id: string }): Promise<Partial<Terms> & { version: number }> {
	permit(scope, 'contract.amend')
	const { version, ...terms } = await findTerms(scope, { id })
	const state = await stateOf(scope, id)
	const shown = termNames.flatMap((term) => (state && seesTerm(scope, term, state) ? [[term, terms[term]]] : []))
	return { ...(Object.fromEntries(shown) as Partial<Terms>), version }
}
