import { refuse } from '../refusal.ts'
import { dimensionsOfMeasure } from './measure.ts'
import { isStep } from './periods.ts'
import { type Question, type QuestionInput, question } from './question.ts'

/** A question that can be answered: every measure can be told apart and narrowed by what is asked. Refuses `input.invalid`, `figure.not_by`. */
export function readQuestion(input: QuestionInput): Question {
	const read = question.safeParse(input)
	if (!read.success) {
		const issue = read.error.issues[0]
		refuse('input.invalid', { field: issue?.path.join('.') ?? '', problem: issue?.code ?? 'invalid' })
	}
	const { measures, filters, groupBy } = read.data
	const needed = Object.keys(filters).filter((name) => name !== 'currency')
	if (groupBy && !isStep(groupBy)) needed.push(groupBy)
	for (const measure of measures) {
		const can: readonly string[] = dimensionsOfMeasure(measure)
		const dimension = needed.find((one) => !can.includes(one))
		if (dimension) refuse('figure.not_by', { measure, dimension })
	}
	return read.data
}
