import { type Money as Amount, formatMajor } from '#core/money.ts'
import { useFormats } from '#portal/words/use-words.tsx'
import { formatDay, formatMoment, formatMoney, formatMonth, formatPeriod } from './format.ts'

// A browser's tables of names and separators may be older than the server's: what the server wrote stays.
const stays = { suppressHydrationWarning: true } as const

/** An amount, exact, with its currency. */
export function Money({ of }: { of: Amount }) {
	return (
		<data className="figures" value={`${formatMajor(of.minor, of.currency)} ${of.currency}`} {...stays}>
			{formatMoney(useFormats(), of)}
		</data>
	)
}

/** A calendar day. `on` is ISO: `2026-03-03`. */
export function Day({ on }: { on: string }) {
	return (
		<time className="whitespace-nowrap" dateTime={on} {...stays}>
			{formatDay(useFormats(), on)}
		</time>
	)
}

/** A month. `of` is `2026-03`, or a day in it. */
export function Month({ of }: { of: string }) {
	return (
		<time className="whitespace-nowrap" dateTime={of.slice(0, 7)} {...stays}>
			{formatMonth(useFormats(), of)}
		</time>
	)
}

/** A stored period `[from, to)`, shown with both its days included. */
export function Period({ from, to }: { from: string; to: string }) {
	return <span {...stays}>{formatPeriod(useFormats(), from, to)}</span>
}

/** A moment in a time zone. `at` is an ISO instant. */
export function Moment({ at, timeZone }: { at: string; timeZone: string }) {
	return (
		<time className="whitespace-nowrap" dateTime={at} {...stays}>
			{formatMoment(useFormats(), at, timeZone)}
		</time>
	)
}
