import { roundHalfAwayFromZero } from '../decimal.ts'
import { bankStandings, guarantorPlaces, type SurveyAnswers } from './form.ts'
import type { Measured, Measures } from './score.ts'

/** What the sale asks of them, minor units of the survey's currency; null where it is not known. */
export type AskedMoney = { amountMinor: bigint; monthMinor: bigint } | null

export type KnownOfUs = {
	/** The most days that an invoice of the last two years was paid late; null without any that fell due. */
	daysLate: number | null
	/** By the guarantor's place: what they stand good for already. */
	exposureMinor: bigint[]
}

/** What the answers and our own books say of each factor, on a day. Pure. */
export function measure(answers: SurveyAnswers, asked: AskedMoney, known: KnownOfUs, on: Temporal.PlainDate): Measures {
	const { business, assets, bank, guarantors } = answers
	const money = (of: Record<string, string>, name: string) => BigInt(of[name] ?? '0')
	const sum = (...names: string[]) => names.reduce((whole, name) => whole + money(assets, name), 0n)
	const owned = sum('cash', 'receivables', 'stock', 'machines', 'property', 'otherAssets')
	const owed = sum('bankLoans', 'supplierDebts', 'otherDebts')
	const cover = guarantorPlaces.reduce((whole, place, index) => {
		if (!guarantors[`${place}.name`]) return whole
		const free =
			money(guarantors, `${place}.assets`) - money(guarantors, `${place}.debts`) - (known.exposureMinor[index] ?? 0n)
		const limit = guarantors[`${place}.limit`]
		return whole + least(most(free, 0n), limit === undefined ? null : BigInt(limit))
	}, 0n)
	const standing = bankStandings.find((one) => one === bank.standing)
	return {
		years_in_business: business.startedOn ? yearsSince(business.startedOn, on) : unknown,
		debts_to_assets: owned === 0n ? (owed === 0n ? unknown : share(owed, 0n)) : share(owed, owned),
		repayments_to_turnover:
			money(business, 'turnoverMonth') === 0n
				? share(1n, 0n)
				: share(money(assets, 'repaymentsMonth') + (asked?.monthMinor ?? 0n), money(business, 'turnoverMonth')),
		bank_standing: standing ? { kind: 'choice', code: standing } : unknown,
		guarantor_cover: asked && asked.amountMinor > 0n ? share(cover, asked.amountMinor) : unknown,
		days_late_with_us: known.daysLate === null ? unknown : { kind: 'days', count: known.daysLate },
	}
}

const unknown = { kind: 'unknown' } as const
/** More than anybody would say: of something against nothing. */
const mostHundredths = 9_999_900n

function share(part: bigint, whole: bigint): Measured {
	const hundredths = whole === 0n ? mostHundredths : least(roundHalfAwayFromZero(part * 10_000n, whole), mostHundredths)
	return { kind: 'percent', hundredths: String(hundredths) }
}

function yearsSince(started: string, on: Temporal.PlainDate): Measured {
	const day = Temporal.PlainDate.from(started)
	if (Temporal.PlainDate.compare(day, on) >= 0) return { kind: 'years', count: 0 }
	return { kind: 'years', count: day.until(on, { largestUnit: 'years' }).years }
}

const most = (one: bigint, other: bigint) => (one > other ? one : other)
const least = (one: bigint, other: bigint | null) => (other !== null && other < one ? other : one)
