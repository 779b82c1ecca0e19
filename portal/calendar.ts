import ical, { ICalCalendarMethod, ICalEventBusyStatus, ICalEventTransparency } from 'ical-generator'
import type { CalendarDay } from '#core/calendar-feed/find-days.ts'
import { formatDay, formatMoney } from './present/format.ts'
import type { Speaker } from './words/speaker.ts'

type Options = { speaker: Speaker; company: string; publicUrl: string; now: Temporal.Instant }

/** The days as an iCalendar file in the reader's words: whole days that block nobody's time. */
export function writeCalendar(days: readonly CalendarDay[], { speaker, company, publicUrl, now }: Options): string {
	const host = new URL(publicUrl).host
	const calendar = ical({
		name: speaker.say('account.calendarName', { company }),
		prodId: { company, product: 'Counterpart', language: speaker.language.toUpperCase() },
		method: ICalCalendarMethod.PUBLISH,
		ttl: 6 * 3600,
	})
	for (const day of days) {
		const { summary, description } = wordsOf(speaker, day)
		calendar.createEvent({
			id: `${day.key}@${host}`,
			stamp: now,
			start: Temporal.PlainDate.from(day.on),
			end: Temporal.PlainDate.from(day.on).add({ days: 1 }),
			allDay: true,
			summary,
			description: description ?? null,
			url: day.kind === 'due' ? `${publicUrl}/invoices/${day.invoice.id}` : `${publicUrl}/contracts/${day.contract.id}`,
			transparency: ICalEventTransparency.TRANSPARENT,
			busystatus: ICalEventBusyStatus.FREE,
		})
	}
	return calendar.toString()
}

function wordsOf({ say, formats }: Speaker, day: CalendarDay): { summary: string; description?: string } {
	const { number, title } = day.contract
	switch (day.kind) {
		case 'invoice':
			return {
				summary: say('account.eventInvoice', { number, amount: formatMoney(formats, day.total) }),
				description: title,
			}
		case 'due': {
			const facts = { number: day.invoice.number, amount: formatMoney(formats, day.open) }
			return { summary: say('account.eventDue', facts), description: title }
		}
		case 'last_day_of_notice':
			return {
				summary: say('account.eventNotice', { number }),
				description: say('account.eventNoticeNote', { day: formatDay(formats, day.endsOn) }),
			}
		case 'end':
			return { summary: say('account.eventEnd', { number }), description: title }
	}
}

/** The file as an answer; calendars and browsers both take it. */
export function calendarResponse(text: string, name: string): Response {
	return new Response(text, {
		headers: {
			'content-type': 'text/calendar; charset=utf-8',
			'content-disposition': `attachment; filename="${name}.ics"`,
			'cache-control': 'private, no-store',
		},
	})
}
