import { measureSets, type QuestionInput } from '#core/report/question.ts'
import { type FigureReading, nameKinds } from '../understand/reading.ts'

/** What the figures are asked, of what a sentence was understood to ask; beside the stretch before where nothing else is named. */
export function questionOf(reading: FigureReading): QuestionInput {
	const { measures, filters, period, compare, groupBy, where, order, byChange, limit } = reading
	const named = nameKinds.flatMap((kind) => {
		const ids = filters[kind]?.map(({ id }) => id)
		return ids ? [[kind, ids]] : []
	})
	const currencies = [
		...new Set([filters.currency ?? [], where?.over?.currency ?? [], where?.under?.currency ?? []].flat()),
	]
	const bounds = {
		...(where?.over && { over: where.over.value }),
		...(where?.under && { under: where.under.value }),
	}
	return {
		measures: [...new Set(measures.flatMap((word) => (isSet(word) ? measureSets[word] : [word])))],
		period,
		...(compare ? { compare } : inTime(groupBy) ? {} : { compare: 'before' }),
		filters: { ...Object.fromEntries(named), ...(currencies.length > 0 && { currency: currencies }) },
		...(groupBy && { groupBy }),
		...(where && { where: bounds }),
		...(order && { order: { by: byChange ? 'change' : 'value', direction: order === 'most' ? 'down' : 'up' } }),
		...(limit && { limit }),
	}
}

const isSet = (word: string): word is keyof typeof measureSets => Object.hasOwn(measureSets, word)
const inTime = (groupBy: string | undefined) => /^(day|week|month|quarter|year)$/.test(groupBy ?? '')
