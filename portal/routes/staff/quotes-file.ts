import type { LoaderFunctionArgs } from '@remix-run/node'
import { look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { type ListedQuote, listQuotes } from '#core/quote/list.ts'
import { entitled } from '../../present/staff/entitled.ts'
import { quotesAsked } from '../../present/staff/quote/asked.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { asDay, asText, onward, tableFile } from '../../table-file.ts'
import { speakerOf } from '../../words/speakers.ts'
import { sayQuote as say } from '../../words/staff-quote.ts'

const columns = ['number', 'title', 'customer', 'state', 'unanswered', 'validUntil', 'owner'] as const

/** Quotes as their page shows them, all pages of it. */
export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'quote.read')) throw notFound()
	const { today } = await staffFrameOf(context, staff)
	const asked = quotesAsked(request)
	const english = speakerOf('en').say
	const still = await entitled(request, context)
	const read = async (last: ListedQuote | undefined, limit: number) => {
		const found = await look(context.books, staff.actor, listQuotes, { ...asked, after: last?.id, limit })
		return found.ok ? { ...found, value: found.value.rows } : found
	}
	const head = columns.map((column) => say(`quote.${column}`))
	const cells = ({ number, title, customerName, standing, unanswered, validUntil, ownerName }: ListedQuote) => [
		...[
			number,
			title,
			customerName,
			english(`quote.states.${standing}`),
			unanswered ? say('quote.unanswered') : '',
		].map(asText),
		asDay(validUntil),
		asText(ownerName),
	]
	return tableFile(request, `quotes ${today}`, head, onward({ still, read, cells }))
}
