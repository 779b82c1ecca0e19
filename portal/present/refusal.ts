import type { Refusal } from '#core/refusal.ts'
import type { Speaker } from '#portal/words/speaker.ts'
import { formatDay, formatMoney } from './format.ts'

/** An expected no in the reader's words: amounts with their currency, days as people write them, states by name. */
export function presentRefusal(speaker: Speaker, refusal: Refusal): string {
	// Core names fields and what is wrong with them in English, for whoever writes forms.
	if (refusal.code === 'input.invalid' && speaker.language !== 'en') return speaker.say('fault.form')
	const facts = refusal.facts as Record<string, string | number | bigint>
	const sayable: Record<string, string | number> = {}
	for (const [name, fact] of Object.entries(facts)) {
		if (typeof fact === 'bigint') {
			sayable[name.replace(/Minor$/, '')] = formatMoney(speaker.formats, {
				minor: fact,
				currency: String(facts.currency),
			})
		} else if (/(On|Until)$/.test(name)) sayable[name] = formatDay(speaker.formats, String(fact))
		else if (name === 'state') sayable[name] = presentState(speaker, String(fact))
		else sayable[name] = fact
	}
	return (speaker.say as (key: string, facts: typeof sayable) => string)(`refusal.${refusal.code}`, sayable)
}

/** The name of a state; one that has no words yet is shown as core calls it. */
export function presentState(speaker: Speaker, state: string): string {
	try {
		return (speaker.say as (key: string) => string)(`state.${state}`)
	} catch {
		return state
	}
}
