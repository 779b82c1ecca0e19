import { say, type Words } from './words.ts'

type Does =
	| 'succeeds'
	| 'declines'
	| 'noFunds'
	| 'hasExpired'
	| 'wrongCvc'
	| 'breaks'
	| 'asksOnce'
	| 'asksAlways'
	| 'asksThenNoFunds'
	| 'savesThenDeclines'
	| 'disputes'
	| 'refundFails'

/** The cards that the page offers, and what each does. */
const OFFERED: [number: string, does: Does, brand?: string][] = [
	['4242424242424242', 'succeeds'],
	['5555555555554444', 'succeeds', 'Mastercard'],
	['378282246310005', 'succeeds', 'American Express'],
	['4000000000000002', 'declines'],
	['4000000000009995', 'noFunds'],
	['4000000000000069', 'hasExpired'],
	['4000000000000127', 'wrongCvc'],
	['4000000000000119', 'breaks'],
	['4000002500003155', 'asksOnce'],
	['4000002760003184', 'asksAlways'],
	['4000008260003178', 'asksThenNoFunds'],
	['4000000000000341', 'savesThenDeclines'],
	['4000000000000259', 'disputes'],
	['4000000000005126', 'refundFails'],
]

/** A number as it is printed on the card. */
export function grouped(number: string): string {
	return number.length === 15
		? number.replace(/^(.{4})(.{6})(.{5})$/, '$1 $2 $3')
		: number.replace(/(.{4})(?=.)/g, '$1 ')
}

export function testCards(words: Words): { number: string; shown: string; does: string }[] {
	return OFFERED.map(([number, does, brand]) => ({
		number,
		shown: grouped(number),
		does: brand === undefined ? words[does] : say(words.succeedsBrand, { brand }),
	}))
}
