import { look } from '#core/act.ts'
import type { Figure } from '#core/report/answer.ts'
import { findFigures } from '#core/report/figure.ts'
import type { QuestionInput } from '#core/report/question.ts'
import { listStaff } from '#core/staff/list.ts'
import type { LoadContext } from '../../../load-context.ts'
import { notFound } from '../../../problem.ts'
import type { StaffMember } from '../../../sign-in/actor.ts'

/** The answer to a question of a page; what cannot be asked, or not by this member, is a page that does not exist. */
export async function askFigures(
	context: LoadContext,
	{ actor }: StaffMember,
	question: QuestionInput,
): Promise<Figure[]> {
	const found = await look(context.books, actor, findFigures, question)
	if (!found.ok) throw notFound()
	return found.value
}

/** Teams and people to choose from, and the company's currency. */
export async function figureChoices(context: LoadContext, { actor }: StaffMember) {
	const found = await look(
		context.books,
		actor,
		async (scope) => ({ ...(await listStaff(scope)), currency: scope.company.currency }),
		undefined,
	)
	if (!found.ok) throw notFound()
	return found.value
}

/** The currencies in which something is said, and the one that is shown: the one asked for, or the first. */
export function currenciesOf(figures: readonly Figure[], asked: string | undefined, own: string) {
	const found = figures.flatMap(({ totals }) => totals.flatMap(({ currency }) => (currency ? [currency] : [])))
	const currencies = [...new Set([own, ...found])]
	return { currencies, shown: asked && currencies.includes(asked) ? asked : own }
}
