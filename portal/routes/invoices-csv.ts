import type { LoaderFunctionArgs } from '@remix-run/node'
import { look, type Outcome } from '#core/act.ts'
import { type ListedPaper, type ListedPapers, listPapers } from '#core/invoice/list.ts'
import { formatMajor } from '#core/money.ts'
import { csvStream, textCell } from '../csv-response.ts'
import { questionOf, readFilter } from '../present/papers/filter.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { countPaper } from '../sign-in/count-work.ts'
import type { Speaker } from '../words/speaker.ts'
import { speakerFor } from '../words/speakers.ts'

const rowsAtOnce = 2000

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
	const read = async (before: ListedPaper | undefined) =>
		await look(context.books, actor, listPapers, { ...questionOf(filter), before, limit: rowsAtOnce })
	const first = await read(undefined)
	if (!first.ok) throw notFound()
	const { say } = speakerFor(request, context)
	return csvStream('invoices.csv', rowsOf(say, first.value, read))
}

type Read = (before: ListedPaper | undefined) => Promise<Outcome<ListedPapers>>

/** The head and all rows, read on from the last one each time. */
async function* rowsOf(say: Speaker['say'], first: ListedPapers, read: Read): AsyncGenerator<string[][]> {
	yield [headings(say)]
	for (let { papers, more } = first; ; ) {
		yield papers.map((paper) => row(say, paper))
		if (!more) return
		const next = await read(papers.at(-1))
		// Whose link has been revoked meanwhile does not get a file that looks whole.
		if (!next.ok) throw new Error(`The list of invoices stopped: ${next.refusal.code}`)
		papers = next.value.papers
		more = next.value.more
	}
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
