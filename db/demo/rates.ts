import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { bringEuroRates } from '#core/currency-rate/save.ts'
import { chanceFrom } from './chance.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

/** What a euro was at the first of them, and to how many decimals it is told. */
const euro = [
	['USD', 1.082, 4],
	['CNY', 7.74, 4],
	['VND', 27_400, 0],
] as const

/** What a euro was on the first of each month, so that reports can sum up several currencies. Invented. */
export async function bringRates(books: Books, first: Temporal.PlainDate, today: Temporal.PlainDate): Promise<void> {
	const chance = chanceFrom(19990104)
	const rows = [`Date,${euro.map(([code]) => code).join(',')}`]
	// Currencies that a trade lives by move together against the euro, and each a little by itself.
	let together = 1
	for (let day = first; Temporal.PlainDate.compare(day, today) <= 0; day = day.add({ months: 1 })) {
		together *= 1 + (chance.number(31) - 13) / 2000
		const cells = euro.map(([, rate, places]) =>
			(rate * together * (1 + (chance.number(21) - 10) / 2000)).toFixed(places),
		)
		rows.push([day.toString(), ...cells].join(','))
	}
	expectOk(await act(books, actor, bringEuroRates, { text: rows.join('\n') }))
}
