import type { Scope } from '../act.ts'
import { sees, seesMoney } from '../field-right/rights.ts'
import { type SubjectKind, subjectKinds } from './subject-kinds.ts'

const withoutMoney: SubjectKind[] = ['user_access', 'partner_application']
const aboutMachines: SubjectKind[] = ['delivery', 'machine_lock', 'machine_unlock', 'repossession', 'settlement']

/** What is asked for with figures or machines that are hidden from the actor: to them there are no such requests. */
export function unseenKinds(scope: Pick<Scope, 'actor' | 'company'>): SubjectKind[] {
	const money = seesMoney(scope, null) && sees(scope, 'contract', 'recurring', null)
	const machines = (['model', 'serialNumber', 'factoryNumber'] as const).every((field) =>
		sees(scope, 'line', field, null),
	)
	return subjectKinds.filter(
		(kind) => (!money && !withoutMoney.includes(kind)) || (!machines && aboutMachines.includes(kind)),
	)
}
