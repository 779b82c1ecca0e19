import { z } from 'zod'
import { activateContract } from '../../contract/activate.ts'
import { lockContract } from '../../contract/lock.ts'
import { formatMajor } from '../../money.ts'
import { type Payable, readPayables } from '../../payable/find.ts'
import { sumYear } from '../../payable/year.ts'
import { refuse } from '../../refusal.ts'
import { type CardBody, day, fingerprintOf, money, type Subject, text } from '../subject.ts'
import { lockAbout } from './about.ts'

const input = z.object({ id: z.uuid() })
const partsShown = 12

/** A contract that the company pays, brought into force. Its amount is what its plan says for its first twelve months. */
export const supplierContract: Subject<z.infer<typeof input>, CardBody, { id: string }> = {
	permission: 'contract.activate',
	input,
	async look(scope, { id }) {
		const contract = await lockContract(scope, id)
		if (contract.direction !== 'payable') refuse('contract.receivable', { number: contract.number })
		const about = await lockAbout(scope, id)
		const { currency, startsOn, endsOn, version } = contract
		const parts = await readPayables(scope, id)
		const amountMinor = await sumYear(scope, { contractId: id, from: startsOn })
		const shown: CardBody & { version: number } = {
			facts: [
				{ name: 'starts_on', value: day(startsOn) },
				{ name: 'ends_on', value: day(endsOn) },
				{ name: 'year', value: money(amountMinor, currency) },
				...parts.slice(0, partsShown).map((part) => ({ name: 'line' as const, value: text(partText(part)) })),
				...(parts.length > partsShown ? [{ name: 'lines' as const, value: text(String(parts.length)) }] : []),
			],
			changes: [],
			effect: null,
			told: [],
			version,
		}
		return {
			...about,
			amountMinor,
			currency,
			shown,
			fingerprint: fingerprintOf([shown, parts.map((part) => ({ ...part, amountMinor: String(part.amountMinor) }))]),
		}
	},
	run: async (scope, { id }) => await activateContract(scope, { id }),
	card: ({ facts, changes, effect, told }) => ({ facts, changes, effect, told }),
	renews: true,
}

const partText = ({ description, amountMinor, currency }: Payable): string =>
	`${description}: ${formatMajor(amountMinor, currency)} ${currency}`
