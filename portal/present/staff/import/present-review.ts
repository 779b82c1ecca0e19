import { fieldsOf, isPriced, keepsOthers } from '#core/import/field.ts'
import { type ImportMap, isOfCustomer } from '#core/import/map.ts'
import { fieldsOfOwn } from '#core/import/own.ts'
import type { Question } from '#core/import/question.ts'
import type { Review } from '#core/import/review.ts'
import { sayImport, sayQuestion } from '../../../words/staff-import.ts'
import { nameCountry } from '../../country.ts'

/** Fields that one value for every row makes sense for. */
const commonFields = [
	...['country', 'currency', 'language', 'interval', 'timing', 'billFrom', 'paymentTermDays', 'start'],
	...['list', 'validFrom', 'kind', 'unit', 'taxClass'],
]

/** A file beside its map, as the page shows it. */
export function presentReview(review: Review) {
	const { map, columns, missing, facts } = review
	const fields = [...fieldsOf(map.subject), ...fieldsOfOwn(map.own)]
	const filled = new Set(columns.map((column) => column.field))
	return {
		map,
		columns,
		missing,
		ofCustomer: isOfCustomer(map.subject),
		priced: isPriced(map.subject),
		mayKeepOthers: keepsOthers(map.subject),
		remembered: review.remembered,
		fields: fields.map((field) => field.name),
		/** What own fields are called. */
		own: Object.fromEntries(Object.entries(map.own ?? {}).map(([name, { label }]) => [name, label])) as Record<
			string,
			string
		>,
		needed: fields.filter((field) => field.needed).map((field) => field.name),
		constants: commonFields
			.filter((name) => fields.some((field) => field.name === name) && !filled.has(name))
			.map((field) => ({ field, value: map.constants[field] ?? '', wrong: review.wrong.includes(field) })),
		questions: review.questions.map(presentQuestion),
		readAs:
			facts.kind === 'csv'
				? sayImport('import.readAsCsv', {
						encoding: facts.encoding,
						separator: facts.separator === '\t' ? sayImport('import.tab') : `“${facts.separator}”`,
					})
				: sayImport('import.readAsXlsx', { sheet: facts.sheet }),
	}
}

export type ShownReview = ReturnType<typeof presentReview>

/** The name under which an answer is posted; the question is found again by it. */
export function nameOfQuestion({ kind, field, example }: Question): string {
	return `answer ${kind} ${field} ${example}`
}

function presentQuestion(question: Question, place: number) {
	return {
		place,
		name: nameOfQuestion(question),
		words: sayQuestion(question),
		choices: question.choices.map(({ answer, reads }) => ({ value: answer, label: choiceWords(question, reads) })),
	}
}

export type ShownQuestion = ReturnType<typeof presentQuestion>

function choiceWords({ kind }: Question, reads: string): string {
	if (kind === 'amount_is') return sayImport(reads === 'total' ? 'import.total' : 'import.unit')
	if (kind === 'country') return `${nameCountry('en', reads)} (${reads})`
	if (kind === 'currency') return reads
	return sayImport('import.reads', { value: reads })
}

/** The map as a person leaves the page: their columns, constants, options and answers. */
export function mapOfForm(form: FormData, review: Review): { map: ImportMap; twice: string | undefined } {
	const text = (name: string) => String(form.get(name) ?? '').trim()
	const columns: Record<string, unknown> = {}
	let twice: string | undefined
	for (const column of review.columns) {
		const field = text(`column-${column.number}`)
		if (field === '') continue
		if (columns[field]) twice = field
		const before = review.map.columns[field]
		columns[field] =
			column.field === field && before ? before : { column: column.name === '' ? column.number : column.name }
	}
	const constants = Object.fromEntries(
		commonFields.flatMap((field) => {
			const value = text(`constant-${field}`)
			return value === '' || columns[field] ? [] : [[field, value]]
		}),
	)
	const map = {
		...review.map,
		columns,
		constants,
		source: text('source') || review.map.source,
		keepOthers: keepsOthers(review.map.subject) && form.has('keepOthers'),
		onConflict: text('onConflict') || review.map.onConflict,
		...(isOfCustomer(review.map.subject) && { customerSource: text('customerSource') || undefined }),
		...(review.map.subject === 'contracts' && { activate: form.has('activate') }),
		...(isPriced(review.map.subject) && {
			amountIs: text('amountIs') || undefined,
			amountPer: text('amountPer') || review.map.amountPer,
		}),
	}
	return { map: map as ImportMap, twice }
}
