import type { RefusalCode, Refusals } from '#core/refusal.ts'
import type { Placeholders } from './shape.ts'

/**
 * The facts of a refusal as its words may name them: `leftMinor` beside `currency` is said as `left`, an amount;
 * everything else keeps its name.
 */
type Sayable<Code extends RefusalCode> = {
	[Name in keyof Refusals[Code] & string]: Name extends `${infer Amount}Minor` ? Amount : Name
}[keyof Refusals[Code] & string]

type Checked<Said> = {
	[Code in RefusalCode]: Code extends keyof Said
		? [Exclude<Placeholders<Said[Code]>, Sayable<Code>>] extends [never]
			? string
			: `no such fact in ${Code}`
		: string
}

/** Checks that every refusal of core has words, and that they name only facts that it carries. */
export function refusalWords<const Said>(said: Said & Checked<Said>): Said {
	return said
}
