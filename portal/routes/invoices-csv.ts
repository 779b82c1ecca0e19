import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { type ListedPaper, listPapers } from '#core/invoice/list.ts'
import { formatMajor } from '#core/money.ts'
import { csvResponse, textCell } from '../csv-response.ts'
import { questionOf, readFilter } from '../present/papers/filter.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'
import type { Speaker } from '../words/speaker.ts'
import { speakerFor } from '../words/speakers.ts'

/** More rows than any customer has, and few enough to be made in one go. */
const mostRows = 20_000

/** The list as it is filtered, whole, as CSV: dates ISO, amounts exact with a point, whatever the language. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const filter = readFilter(request)
	if (!filter) throw notFound()
	const { before: _, customer, contract } = filter
	const wanted = contract
		? ({ kind: 'contract', id: contract } as const)
		: customer
			? ({ kind: 'customer', id: customer } as const)
			: undefined
	const visitor = await requireCustomer(request, context, wanted)
	await countPaper(request, context, visitor)
	const { actor } = visitor
	const question = { ...questionOf(filter), before: undefined, limit: mostRows }
	const found = await look(context.books, actor, listPapers, question)
	if (!found.ok) throw notFound()
	const { say } = speakerFor(request)
	return csvResponse('invoices.csv', [headings(say), ...found.value.papers.map((paper) => row(say, paper))])
}

function headings(say: Speaker['say']): string[] {
	return [
		say('papers.kind'),
		say('papers.number'),
		say('papers.date'),
		say('papers.due'),
		say('papers.contract'),
		say('papers.currency'),
		say('papers.amount'),
		say('papers.tax'),
		say('papers.left'),
		say('papers.standing'),
	]
}

function row(say: Speaker['say'], paper: ListedPaper): string[] {
	const amount = (minor: bigint | null) => (minor === null ? '' : formatMajor(minor, paper.currency))
	const credit = paper.kind === 'credit_note'
	const standing =
		paper.standing === null
			? say('papers.received')
			: credit && paper.standing === 'paid'
				? say('papers.used')
				: say(`state.${paper.standing}`)
	return [
		paper.type ? textCell(paper.type) : say(`papers.${paper.kind}`),
		textCell(paper.number),
		paper.on,
		paper.dueOn ?? '',
		textCell(paper.contractNumber ?? ''),
		paper.currency,
		amount(paper.totalMinor),
		amount(paper.taxMinor),
		amount(paper.openMinor),
		standing,
	]
}
