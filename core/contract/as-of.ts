/** The terms of a contract that amendments change; their names are the keys of an amendment's `terms`. */
export type ContractAsOf = {
	endsOn: string | null
	renewal: 'none' | 'tacit' | 'quote'
	termMonths: number | null
	noticeDays: number
}

/**
 * The terms as they were, or will be, on a day: from what they are now, every later amendment is taken back, the last
 * one first. Without a day: as they are now.
 */
export function termsAsOf(
	now: ContractAsOf,
	amendments: { effectiveOn: string; terms: Record<string, [unknown, unknown]> }[],
	on: string | undefined,
): ContractAsOf {
	if (on === undefined) return now
	const terms: Record<string, unknown> = { ...now }
	for (const amendment of amendments.toReversed()) {
		if (amendment.effectiveOn <= on) continue
		for (const [name, [before]] of Object.entries(amendment.terms)) {
			if (name in terms) terms[name] = before
		}
	}
	return terms as ContractAsOf
}
