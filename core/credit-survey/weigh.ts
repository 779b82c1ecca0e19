import type { Scope } from '../act.ts'
import { sumComing } from '../contract/sum-coming.ts'
import { type Exposure, exposureOf, readGuaranteed } from '../guarantor/exposure.ts'
import { answersIn, readSections } from './answers.ts'
import { guarantorPlaces, missingAnswers } from './form.ts'
import { readRules } from './keep-rules.ts'
import type { LockedSurvey } from './lock.ts'
import { type AskedMoney, measure } from './measure.ts'
import { type Score, scoreOf } from './score.ts'

/** What was weighed and how, as it is frozen. Minor units of the survey's currency, as text in the database. */
export type WeighedSurvey = Score & {
	rulesVersion: number
	asked: { amountMinor: string; monthMinor: string } | null
	guarantors: {
		id: string
		name: string
		exposures: { currency: string; exposureMinor: string; contracts: number }[]
	}[]
	/** What must be answered and is not. */
	missing: string[]
}

type Weighable = Pick<LockedSurvey, 'id' | 'customerId' | 'contractId' | 'currency' | 'amountMinor' | 'months'>

/** Scores a survey as it is now, by the rules and the ledger of now. */
export async function weighSurvey(scope: Scope, survey: Weighable): Promise<WeighedSurvey> {
	const [sections, { version, rules }, asked, daysLate, guarantors] = [
		await readSections(scope, survey.id),
		await readRules(scope),
		await readAsked(scope, survey),
		await readDaysLate(scope, survey.customerId),
		await readSurveyed(scope, survey),
	]
	const answers = answersIn(sections)
	const exposureMinor = guarantorPlaces.map(
		(_, index) =>
			guarantors
				.find(({ place }) => place === index + 1)
				?.exposures.find(({ currency }) => currency === survey.currency)?.exposureMinor ?? 0n,
	)
	const score = scoreOf(rules, measure(answers, asked, { daysLate, exposureMinor }, scope.today))
	return {
		...score,
		rulesVersion: version,
		asked: asked && { amountMinor: String(asked.amountMinor), monthMinor: String(asked.monthMinor) },
		guarantors: guarantors.map(({ id, name, exposures }) => ({
			...{ id, name },
			exposures: exposures.map((one) => ({
				...{ currency: one.currency, contracts: one.contracts, exposureMinor: String(one.exposureMinor) },
			})),
		})),
		missing: missingAnswers(answers),
	}
}

/** What the sale asks of them: of a contract all that it will be billed and a month's share of it, rounded up. */
async function readAsked(scope: Scope, survey: Weighable): Promise<AskedMoney> {
	if (survey.contractId === null) {
		const { amountMinor, months } = survey
		return amountMinor === null ? null : { amountMinor, monthMinor: upwards(amountMinor, BigInt(months ?? 12)) }
	}
	const sum = (await sumComing(scope, [survey.contractId])).get(survey.contractId)
	return sum && sum.minor > 0n ? { amountMinor: sum.minor, monthMinor: upwards(sum.minor, BigInt(sum.months)) } : null
}

const upwards = (minor: bigint, parts: bigint) => (minor + parts - 1n) / parts

/** The most days that an invoice due in the last two years was, or is, past due; null without any. */
async function readDaysLate({ sql, today }: Scope, customerId: string): Promise<number | null> {
	const [found] = await sql<{ days: number | null }[]>`
		select max(greatest(0, case when settled_minor >= total_minor
			then coalesce((
				select max(allocated_on) from allocation where allocation.invoice_id = invoice.id and payment_id is not null and reverses_id is null
					and not exists (select from allocation as back where back.reverses_id = allocation.id)
			), due_on)
			else ${today}::date end - due_on))::int as days
		from invoice where customer_id = ${customerId} and kind = 'invoice' and state in ('issued', 'uncollectible') and total_minor > 0
			and due_on >= ${today.subtract({ years: 2 })} and due_on < ${today}`
	return found?.days ?? null
}

type Surveyed = { place: number; id: string; name: string; exposures: Exposure[] }

/** The guarantors that a survey names, with what they stand good for without its own contract. */
export async function readSurveyed(
	scope: Scope,
	{ id, contractId }: Pick<LockedSurvey, 'id' | 'contractId'>,
): Promise<Surveyed[]> {
	const rows = await scope.sql<{ place: number; id: string; name: string }[]>`
		select place, guarantor.id, guarantor.name from credit_survey_guarantor join guarantor on guarantor.id = guarantor_id
		where survey_id = ${id} order by place`
	const guarantorIds = rows.map((row) => row.id)
	const contracts = await readGuaranteed(scope, { guarantorIds, except: contractId })
	return rows.map((row) => ({ ...row, exposures: exposureOf(contracts, row.id) }))
}
