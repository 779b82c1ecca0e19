import { formatMajor, mostMinor } from '../money.ts'
import type { ReadEntry, ReadStatement } from './statement.ts'
import { refuseLine } from './unclear.ts'

/** No account has a longer number. */
const longestAccount = 60

/** Days before this one, or more than so many years ahead, are slips of the pen. */
const earliest = '1990-01-01'
const yearsAhead = 5

/** What no bank tells is refused with its line before anything is kept: amounts, days and accounts beyond all bounds. */
export function refuseBoundless(statements: readonly ReadStatement[], today: Temporal.PlainDate): void {
	const latest = today.add({ years: yearsAhead }).toString()
	for (const { account, currency, line, openingMinor, closingMinor, entries } of statements) {
		if (account.length > longestAccount) refuseLine(line, account)
		for (const minor of [openingMinor, closingMinor])
			if (minor !== null && isTooMuch(minor)) refuseLine(line, formatMajor(minor, currency))
		for (const entry of entries) refuseEntry(entry, latest)
	}
}

function refuseEntry({ amountMinor, currency, bookedOn, valueOn, line }: ReadEntry, latest: string): void {
	if (isTooMuch(amountMinor)) refuseLine(line, formatMajor(amountMinor, currency))
	for (const on of [bookedOn, valueOn]) if (!/^\d{4}-/.test(on) || on < earliest || on > latest) refuseLine(line, on)
}

const isTooMuch = (minor: bigint) => minor >= mostMinor || minor <= -mostMinor
