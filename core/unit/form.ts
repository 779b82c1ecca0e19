/** In the order in which the forms of a word are written. */
const categories = ['one', 'few', 'many'] as const

/**
 * The form of a unit's words that goes with a quantity: of `machine|machines`, `2` has the second. Written by CLDR's categories
 * of the language, one, few, many; what has none of its own, as a fraction in Russian, has that of few. `quantity` is an exact decimal.
 */
export function unitForm(words: string, language: string, quantity: string): string {
	// A form that is left empty is no form.
	const forms = words.split('|').flatMap((form) => form.trim() || [])
	const category = new Intl.PluralRules(language).select(Number(quantity))
	const place = categories.indexOf(category as (typeof categories)[number])
	return forms[Math.min(place < 0 ? 1 : place, forms.length - 1)] ?? words
}
