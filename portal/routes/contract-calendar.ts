import type { LoaderFunctionArgs } from '@remix-run/node'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import { findCalendarDays } from '#core/calendar-feed/find-days.ts'
import { reaches } from '#core/sign-in/reaches.ts'
import { calendarResponse, writeCalendar } from '../calendar.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { speakerFor } from '../words/speakers.ts'

/** One contract's days, to add to a calendar once; a link may take it too. */
export async function loader({ request, params, context }: LoaderFunctionArgs) {
	const contractId = z.uuid().safeParse(params.contractId).data
	if (!contractId) throw notFound()
	const wanted = { kind: 'contract', id: contractId } as const
	const { actor } = await requireCustomer(request, context, wanted)
	if (!expectOk(await look(context.books, actor, reaches, wanted))) throw notFound()
	const days = expectOk(await look(context.books, actor, findCalendarDays, { contractId }))
	const { company, now } = expectOk(await look(context.books, actor, async (scope) => scope, undefined))
	const options = {
		speaker: speakerFor(request, context),
		company: company.name,
		publicUrl: context.settings.publicUrl,
		now,
	}
	return calendarResponse(writeCalendar(days, options), 'contract')
}
