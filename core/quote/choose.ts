import type { QuoteLine } from './read.ts'

type Choosable = Pick<QuoteLine, 'id' | 'optional' | 'chosen' | 'choice'>

/**
 * The lines that are in, in their order: all that are not optional, and of the optional ones those asked for, or those
 * offered as chosen where nothing was asked. Of lines that exclude each other the first asked for counts; where one of
 * them is offered as chosen, one is always in. Ids that the quote does not have are passed over.
 */
export function chosenOf<Line extends Choosable>(lines: readonly Line[], asked: readonly string[] | null): Line[] {
	const wanted = new Set(asked ?? lines.filter((line) => line.chosen).map((line) => line.id))
	const settled = new Map<string, string>()
	for (const line of lines)
		if (line.choice && wanted.has(line.id) && !settled.has(line.choice)) settled.set(line.choice, line.id)
	for (const line of lines)
		if (line.choice && line.chosen && !settled.has(line.choice)) settled.set(line.choice, line.id)
	return lines.filter((line) => {
		if (!line.optional) return true
		return line.choice ? settled.get(line.choice) === line.id : wanted.has(line.id)
	})
}
