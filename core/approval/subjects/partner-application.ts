import { z } from 'zod'
import { acceptApplication, declineApplication, lockApplication } from '../../partner-application/decide.ts'
import { readKnown } from '../../partner-application/known.ts'
import { type CardBody, fingerprintOf, type Subject, text } from '../subject.ts'

const input = z.object({ id: z.uuid() })
const wishShown = 600

/** Somebody from outside wants to become a partner. A yes makes them one, a no is told to them. */
export const partnerApplication: Subject<z.infer<typeof input>, CardBody, { id: string }> = {
	permission: 'customer.write',
	input,
	async look(scope, { id }) {
		const application = await lockApplication(scope, id)
		const known = await readKnown(scope, id)
		const { companyName, contactName, email, phone, website, country, taxNumber, wish } = application
		const [files] = await scope.sql<{ names: string }[]>`
			select coalesce(string_agg(file_name, ', ' order by position), '') as names
			from partner_application_file where application_id = ${id}`
		const shown: CardBody = {
			facts: [
				{ name: 'contact', value: text(contactName) },
				{ name: 'email', value: text(email) },
				{ name: 'phone', value: text(phone) },
				{ name: 'website', value: text(website) },
				{ name: 'country', value: { kind: 'country', code: country } },
				{ name: 'tax_number', value: text(taxNumber) },
				{ name: 'wish', value: text(wish.length > wishShown ? `${wish.slice(0, wishShown)}…` : wish) },
				{ name: 'papers', value: text(files?.names ?? '') },
				...known.map(({ name, note }) => ({ name: 'known' as const, value: text(`${name} · ${note}`) })),
			],
			changes: [],
			effect: null,
			told: [],
		}
		return {
			...{ contractId: null, customerId: null, groupId: null, ownerId: null, amountMinor: null, currency: null },
			...{ subjectId: id, about: { kind: 'partner_application', number: '', name: companyName }, shown },
			// Whoever else has become known meanwhile changes nothing of what is asked.
			fingerprint: fingerprintOf(application),
		}
	},
	run: async (scope, { id }) => await acceptApplication(scope, id),
	async rejected(scope, { id }) {
		await declineApplication(scope, id)
	},
	card: (shown) => shown,
	renews: true,
}
