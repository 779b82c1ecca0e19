import { look } from '#core/act.ts'
import { currencyCodes } from '#core/money.ts'
import { listStaff } from '#core/staff/list.ts'
import type { LoadContext } from '../../load-context.ts'
import type { StaffMember } from '../../sign-in/actor.ts'
import { listCountries } from '../country.ts'

/** What the choices of a customer's form offer. */
export async function customerChoices(context: LoadContext, { actor }: StaffMember) {
	const found = await look(
		context.books,
		actor,
		async (scope) => ({
			staff: await listStaff(scope),
			termDays: scope.company.paymentTermDays,
			currency: scope.company.currency,
			country: scope.company.country,
		}),
		undefined,
	)
	if (!found.ok) throw new Error('The choices of a customer are not readable')
	return { ...found.value, countries: listCountries('en'), currencies: currencyCodes() }
}
