import type { LoaderFunctionArgs } from '@remix-run/node'
import { act, expectOk, look } from '#core/act.ts'
import { findCalendarDays } from '#core/calendar-feed/find-days.ts'
import { openCalendarFeed } from '#core/calendar-feed/open.ts'
import { calendarResponse, writeCalendar } from '../calendar.ts'
import { notFound } from '../problem.ts'
import { countTry, networkOf, refuseIfTooMany } from '../sign-in/limits.ts'
import { speakerOf } from '../words/speakers.ts'

const system = { kind: 'system', name: 'calendar-feed' } as const

/** A contact's days for the calendar that knows the feed's secret. Wrong ones are counted, as those of links are. */
export async function loader({ params, context }: LoaderFunctionArgs) {
	const { books, settings } = context
	await refuseIfTooMany(books.sql, 'wrong_links', networkOf(context.address))
	const feed = expectOk(await act(books, system, openCalendarFeed, params.token ?? ''))
	if (!feed) {
		await countTry(books.sql, 'wrong_links', networkOf(context.address))
		throw notFound()
	}
	const actor = { kind: 'contact', contactId: feed.contactId } as const
	const days = expectOk(await look(books, actor, findCalendarDays, {}))
	const { company, now } = expectOk(await look(books, actor, async (scope) => scope, undefined))
	const speaker = speakerOf(feed.language, feed.country)
	const options = { speaker, company: company.name, publicUrl: settings.publicUrl, now }
	return calendarResponse(writeCalendar(days, options), 'counterpart')
}
