import { fieldsOf, subjects } from './field.ts'
import { bareWord } from './format/words.ts'

let known: Set<string> | undefined

/** Whether a text is what exports call a column of any subject. */
export function isKnownName(name: string): boolean {
	known ??= new Set(
		subjects.flatMap((subject) =>
			fieldsOf(subject).flatMap((field) => [bareWord(field.name), ...field.headers.split('|')]),
		),
	)
	return bareHeaders(name).some((bare) => known?.has(bare))
}

/** The name of a column as it is compared: camel case parted, without brackets and signs. */
export function bareHeader(name: string): string {
	return bareWord(
		name
			.normalize('NFKC')
			.replace(/([a-z])([A-Z])/g, '$1 $2')
			.replace(/[()[\]*:#]/g, ' '),
	)
}

/** The same, and what is left without a unit or a remark behind it: Amount (EUR); Сумма, руб.; 单价（元）. */
export function bareHeaders(name: string): string[] {
	const short = name.normalize('NFKC').replace(/\(.*?\)|\[.*?\]|,.*$/g, ' ')
	return [...new Set([bareHeader(name), bareHeader(short)])].filter((bare) => bare !== '')
}
