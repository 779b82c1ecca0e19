import type Stripe from 'stripe'
import { brandOf, cardByNumber, cvcFits, passesLuhn } from '../cards.ts'
import type { RawHash } from '../form.ts'
import type { CardEntered, Payer } from '../session-pay.ts'
import { isCountry } from './countries.ts'
import type { Words } from './words.ts'

/** The fields of the page, as typed. */
export const FIELDS = ['email', 'number', 'expiry', 'cvc', 'name', 'country', 'line1', 'city', 'postalCode'] as const
export type FieldName = (typeof FIELDS)[number]
export type Typed = { [field in FieldName]: string } & { saved: string; save: boolean }
export type Problems = { [field in FieldName]?: string }

export type Checked =
	| { ok: true; payer: Payer; card: CardEntered | { saved: string } }
	| { ok: false; problems: Problems; typed: Typed }

const text = (form: RawHash, name: string) => {
	const value = form[name]
	return typeof value === 'string' ? value.trim().slice(0, 300) : ''
}

export function typedIn(form: RawHash): Typed {
	const fields = Object.fromEntries(FIELDS.map((name) => [name, text(form, name)])) as { [field in FieldName]: string }
	return { ...fields, saved: text(form, 'saved'), save: text(form, 'save') === 'yes' }
}

function checkNumber(number: string, words: Words): string | undefined {
	if (number === '') return words.numberMissing
	// The published number that fails its own check digit is there to be declined, not to be mistyped.
	if (!passesLuhn(number) && cardByNumber(number) === undefined) return words.numberBad
	return cardByNumber(number) === undefined ? words.numberReal : undefined
}

type Expiry = { month: number; year: number }

function expiryIn(typed: string): Expiry | null {
	const match = /^(\d{1,2})\s*[/\-. ]?\s*(\d{2}|20\d{2})$/.exec(typed)
	const month = Number(match?.[1])
	const year = Number(match?.[2])
	if (match === null || month < 1 || month > 12) return null
	return { month, year: year < 100 ? 2000 + year : year }
}

function checkExpiry(expiry: Expiry | null, now: number, words: Words): string | undefined {
	if (expiry === null) return words.expiryBad
	const today = Temporal.Instant.fromEpochMilliseconds(now * 1000).toZonedDateTimeISO('UTC')
	if (expiry.year * 12 + expiry.month < today.year * 12 + today.month) return words.expiryPast
	return expiry.year > today.year + 50 ? words.expiryBad : undefined
}

function checkPayer(typed: Typed, fixedEmail: string | null, wantsAddress: boolean, words: Words): Problems {
	const problems: Problems = {}
	if (fixedEmail === null && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(typed.email)) problems.email = words.emailBad
	if (typed.country !== '' && !isCountry(typed.country)) problems.country = words.countryBad
	if (!wantsAddress) return problems
	if (typed.country === '') problems.country = words.countryBad
	for (const name of ['line1', 'city'] as const) if (typed[name] === '') problems[name] = words.fieldMissing
	return problems
}

function payerOf(typed: Typed, fixedEmail: string | null, wantsAddress: boolean): Payer {
	const country = typed.country === '' ? null : typed.country.toUpperCase()
	const address: Stripe.Address | null = wantsAddress
		? {
				city: typed.city,
				country,
				line1: typed.line1,
				line2: null,
				postal_code: typed.postalCode === '' ? null : typed.postalCode,
				state: null,
			}
		: null
	return { email: fixedEmail ?? typed.email, name: typed.name === '' ? null : typed.name, country, address }
}

/** Holds what was typed against what a card page asks for, before anything is sent to a bank. */
export function checkEntry(
	form: RawHash,
	asks: { fixedEmail: string | null; wantsAddress: boolean; savedIds: string[]; now: number },
	words: Words,
): Checked {
	const typed = typedIn(form)
	const chosen = text(form, 'test_card')
	if (chosen !== '') {
		const today = Temporal.Instant.fromEpochMilliseconds(asks.now * 1000).toZonedDateTimeISO('UTC')
		const cvc = brandOf(chosen) === 'amex' ? '1234' : '123'
		Object.assign(typed, {
			number: chosen,
			expiry: `12/${(today.year + 4) % 100}`,
			cvc,
			saved: '',
			email: typed.email === '' ? 'jenny.rosen@example.com' : typed.email,
			name: typed.name === '' ? 'Jenny Rosen' : typed.name,
			country: typed.country === '' ? 'US' : typed.country,
			line1: typed.line1 === '' ? '354 Oyster Point Blvd' : typed.line1,
			city: typed.city === '' ? 'South San Francisco' : typed.city,
		})
	}
	const problems = checkPayer(typed, asks.fixedEmail, asks.wantsAddress, words)
	const payer = payerOf(typed, asks.fixedEmail, asks.wantsAddress)
	if (asks.savedIds.includes(typed.saved)) {
		return Object.keys(problems).length === 0
			? { ok: true, payer, card: { saved: typed.saved } }
			: { ok: false, problems, typed }
	}
	const number = typed.number.replace(/[\s-]/g, '')
	const expiry = expiryIn(typed.expiry)
	const card = cardByNumber(number)
	const found: Problems = {
		number: checkNumber(number, words),
		expiry: checkExpiry(expiry, asks.now, words),
		cvc: cvcFits(typed.cvc, brandOf(number)) ? undefined : words.cvcBad,
		name: typed.name === '' ? words.nameBad : undefined,
	} as Problems
	for (const [name, problem] of Object.entries(found)) if (problem !== undefined) problems[name as FieldName] = problem
	if (Object.keys(problems).length > 0 || card === undefined || expiry === null) {
		// What may be a real card is not sent back to be shown.
		return { ok: false, problems, typed: { ...typed, cvc: '', number: card === undefined ? '' : typed.number } }
	}
	return { ok: true, payer, card: { card, expMonth: expiry.month, expYear: expiry.year, save: typed.save } }
}
