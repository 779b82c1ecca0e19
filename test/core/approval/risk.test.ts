import { expect, test } from 'vitest'
import { riskOf } from '#core/approval/customer-facts.ts'

const good = { failed: 0, disputed: 0, broken: 0, late: 0, paid: 12, paidLate: 1 }

test.each([
	[{}, 'low', ['pays_on_time']],
	[{ paid: 0, paidLate: 0 }, 'low', ['nothing_known']],
	[{ late: 1 }, 'medium', ['overdue']],
	[{ late: 60 }, 'medium', ['overdue']],
	[{ late: 61 }, 'high', ['long_overdue']],
	[{ disputed: 1, failed: 2 }, 'high', ['disputed', 'charges_failed']],
	[{ broken: 1 }, 'medium', ['promises_broken']],
	[{ paidLate: 7 }, 'medium', ['pays_late']],
	[{ paidLate: 6 }, 'low', ['pays_on_time']],
	[{ paid: 2, paidLate: 2 }, 'low', ['nothing_known']],
] as const)('a customer with %j is a %s risk because of %j', (more, risk, codes) => {
	const found = riskOf({ ...good, ...more })
	expect([found.risk, found.reasons.map(({ code }) => code)]).toEqual([risk, codes])
})
