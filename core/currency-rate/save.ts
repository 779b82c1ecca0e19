import { z } from 'zod'
import type { Scope } from '../act.ts'
import { dayInput } from '../day-input.ts'
import { emit } from '../event.ts'
import { isCurrency } from '../money.ts'
import { permit } from '../permit.ts'
import { refuse } from '../refusal.ts'
import type { CurrencyRate } from './convert.ts'
import { readEuroRates } from './read-csv.ts'

const code = z.string().trim().toUpperCase().refine(isCurrency)
const rateInput = z
	.object({
		/** One of this is so many of `currency`. */
		base: code,
		currency: code,
		validFrom: dayInput,
		rate: z
			.string()
			.trim()
			.regex(/^\d{1,12}(\.\d{1,12})?$/)
			.refine((text) => /[1-9]/.test(text)),
	})
	.refine(({ base, currency }) => base !== currency, { path: ['currency'] })

export type SetRate = z.input<typeof rateInput>

/** A rate from a day on, or another one of that day. For reports alone. Refuses `input.invalid`. */
export async function setCurrencyRate(scope: Scope, input: SetRate): Promise<void> {
	permit(scope, 'company.write')
	const read = rateInput.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	await write(scope, [read.data])
	await tell(scope, { set: read.data })
}

/** Takes a rate back; the one before it counts on. Refuses `not_found`. */
export async function removeCurrencyRate(scope: Scope, rate: Omit<CurrencyRate, 'rate'>): Promise<void> {
	permit(scope, 'company.write')
	const [gone] = await scope.sql<{ rate: string }[]>`
		delete from currency_rate where base = ${rate.base} and currency = ${rate.currency} and valid_from = ${rate.validFrom}
		returning rate::text as rate`
	if (!gone) refuse('not_found', { noun: 'currency_rate' })
	await tell(scope, { removed: { ...rate, ...gone } })
}

/** Brings in a file of the European Central Bank. Answers how many rates are new or other. Refuses `currency_rate.file_unclear`. */
export async function bringEuroRates(
	scope: Scope,
	{ text }: { text: string },
): Promise<{ read: number; written: number }> {
	permit(scope, 'company.write')
	const rates = readEuroRates(text)
	const written = await write(scope, rates)
	await tell(scope, { brought: rates.length, written })
	return { read: rates.length, written }
}

/** In which currency reports sum up several. Refuses `input.invalid`. */
export async function setReportingCurrency(scope: Scope, { currency }: { currency: string }): Promise<void> {
	permit(scope, 'company.write')
	if (!isCurrency(currency)) refuse('input.invalid', { field: 'currency', problem: 'unknown_currency' })
	await scope.sql`update company set reporting_currency = ${currency}`
	await tell(scope, { reportingCurrency: currency })
}

/** Set-based; of one day and pair the last one counts. */
async function write({ sql }: Scope, rates: readonly CurrencyRate[]): Promise<number> {
	const once = [...new Map(rates.map((rate) => [`${rate.base} ${rate.currency} ${rate.validFrom}`, rate])).values()]
	const result = await sql`
		insert into currency_rate as known (base, currency, valid_from, rate)
		select * from unnest(${once.map(({ base }) => base)}::text[], ${once.map(({ currency }) => currency)}::text[],
			${once.map(({ validFrom }) => validFrom)}::date[], ${once.map(({ rate }) => rate)}::numeric[])
		on conflict (base, currency, valid_from) do update set rate = excluded.rate where known.rate <> excluded.rate`
	return result.count
}

async function tell(scope: Scope, facts: Record<string, unknown>): Promise<void> {
	const subject = { kind: 'company', id: scope.company.billingPartyId }
	await emit(scope, { kind: 'currency_rate.changed', subject, facts })
}
