/**
 * How words are typed. English sets the shape; every other language has the same keys, and in each sentence the same
 * placeholders. A plural is an object with `other` and whatever further CLDR categories the language has.
 */
export type Plural = { other: string; zero?: string; one?: string; two?: string; few?: string; many?: string }
export type Words = { [key: string]: string | Plural | Words }

/** `'{{count}} of {{total}}'` -> `'count' | 'total'` */
export type Placeholders<Text> = Text extends `${string}{{${infer Name}}}${infer Rest}`
	? Name | Placeholders<Rest>
	: never

type TextOf<Leaf> = Leaf extends string ? Leaf : Leaf extends { other: infer Other } ? Other : never
type Same<A, B> = [A] extends [B] ? ([B] extends [A] ? true : false) : false

/** What a translation of `Original` must be: same keys, same placeholders; a wrong sentence shows its mistake as its type. */
export type TranslationOf<Original, Translated> = {
	[Key in keyof Original]: Key extends keyof Translated
		? Original[Key] extends string
			? SentenceLike<Original[Key], Translated[Key]>
			: Original[Key] extends { other: string }
				? Plural & { other: SentenceLike<Original[Key]['other'], TextOf<Translated[Key]>> }
				: TranslationOf<Original[Key], Translated[Key]>
		: Original[Key] extends string
			? string
			: Original[Key]
} & { [Key in Exclude<keyof Translated, keyof Original>]: 'English has no such word' & never }

type SentenceLike<Original, Translated> =
	Same<Placeholders<Original>, Placeholders<Translated>> extends true
		? string
		: `placeholders differ from: ${Original & string}`

/** `{ invoice: { title, count: { one, other } } }` -> `'invoice.title' | 'invoice.count'` */
export type KeyOf<Group, Before extends string = ''> = {
	[Key in keyof Group & string]: Group[Key] extends string | { other: string }
		? `${Before}${Key}`
		: KeyOf<Group[Key], `${Before}${Key}.`>
}[keyof Group & string]

type At<Group, Key extends string> = Key extends keyof Group
	? Group[Key]
	: Key extends `${infer First}.${infer Rest}`
		? First extends keyof Group
			? At<Group[First], Rest>
			: never
		: never

/** The facts a sentence needs; a plural always needs its `count`. */
export type FactsOf<Group, Key extends string> =
	At<Group, Key> extends string
		? { [Name in Placeholders<At<Group, Key>>]: string | number }
		: { count: number } & { [Name in Exclude<Placeholders<TextOf<At<Group, Key>>>, 'count'>]: string | number }

/** Says one sentence: facts are asked for only where the sentence has placeholders. */
export type Say<Group> = <Key extends KeyOf<Group>>(
	key: Key,
	...facts: keyof FactsOf<Group, Key> extends never ? [] : [FactsOf<Group, Key>]
) => string

/** Gives a page group its literal types, so that placeholders can be read from them. */
export function words<const Group extends Words>(group: Group): Group {
	return group
}

/** Checks a translation against the English group while it is written. */
export function translate<Original extends Words>() {
	return <const Translated>(translated: Translated & TranslationOf<Original, Translated>): Translated => translated
}
