import type { Scope } from '../act.ts'
import { stateOf } from '../contract/state-of.ts'
import { sees } from '../field-right/rights.ts'
import { readOwnFields } from '../own-field/find.ts'
import type { OwnField, OwnValues } from '../own-field/own-field.ts'
import { readOwnValues, shownIn } from '../own-field/read.ts'
import { permit } from '../permit.ts'

const subjects = ['customer', 'contract'] as const

/** How a clause names a field of the company's own. */
const variableOf = ({ subject, name }: Pick<OwnField, 'subject' | 'name'>) => `${subject}.field.${name}`

/** The variables for the company's own fields of customers and contracts, as they are named now. */
export async function findOwnVariables(scope: Scope): Promise<string[]> {
	permit(scope, 'product.write')
	const fields = await readOwnFields(scope)
	return fields.filter(({ subject }) => subjects.some((one) => one === subject)).map(variableOf)
}

type Of = { customerId: string; contractId: string | null; templateId: string | null }

/**
 * What stands in those fields, by their variables in small letters; empty where nothing does. A contract that is not there
 * yet has what its template says. What the actor may not see is not among them.
 */
export async function readOwnWords(
	scope: Scope,
	{ customerId, contractId, templateId }: Of,
): Promise<Map<string, string>> {
	const words = new Map<string, string>()
	const state = contractId ? await stateOf(scope, contractId) : 'draft'
	for (const subject of subjects) {
		const id = subject === 'customer' ? customerId : contractId
		const fields = await readOwnFields(scope, { subject, archived: true })
		const { values } = id
			? await readOwnValues(scope, { subject, ids: [id] })
			: { values: {} as Record<string, OwnValues> }
		const own = id ? values[id] : await ownOfTemplate(scope, templateId)
		for (const field of fields)
			if (sees(scope, subject, field.key, subject === 'customer' ? null : state))
				words.set(variableOf(field).toLowerCase(), shownIn(field, own ?? {})[0]?.text ?? '')
	}
	return words
}

async function ownOfTemplate({ sql }: Scope, id: string | null): Promise<OwnValues> {
	if (!id) return {}
	const [template] = await sql<{ own: OwnValues }[]>`select own from contract_template where id = ${id}`
	return template?.own ?? {}
}
