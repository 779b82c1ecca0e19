import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { listAmendments } from '#core/amendment/list-amendments.ts'
import { findLines } from '#core/contract/lines.ts'
import { findContractPage } from '#core/contract/page.ts'
import { findTimeline } from '#core/contract/timeline.ts'
import { askedDay } from '../../asked-day.ts'
import { presentContract, presentHappened } from '../../present/contract/contract.ts'
import { TimeMachine } from '../../present/contract/time-machine.tsx'
import { Amendments, OnDay } from '../../present/staff/contract/amendments.tsx'
import { ContractHistory } from '../../present/staff/contract/history.tsx'
import { mostLinesReckoned, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen, tabAddress } from '../../present/staff/contract/screen.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { sayScreen as say } from '../../words/staff-screen.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	after: z.coerce.number().int().min(0).optional().catch(undefined),
	amended: z.coerce.number().int().min(2).max(1_000_000).optional().catch(undefined),
	before: z.uuid().optional().catch(undefined),
})
const [amendmentsPerPage, happeningsPerPage, linesPerPage] = [12, 20, 50]

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { searchParams } = new URL(args.request.url)
	const { after, amended, before } = query.parse(Object.fromEntries(searchParams))
	const { day: on, unread } = askedDay(searchParams, 'on')
	const { books } = args.context
	const { head, frame } = screen
	// What it brought a month on another day has to be reckoned.
	const coming = on && head.lineCount <= mostLinesReckoned ? 1 : 0
	const [page, amendments, happened] = await Promise.all([
		look(books, staff.actor, findContractPage, { id: contractId, on, coming }),
		look(books, staff.actor, listAmendments, { contractId, before: amended, limit: amendmentsPerPage }),
		look(books, staff.actor, findTimeline, { contractId, before, limit: happeningsPerPage + 1 }),
	])
	if (!page.ok || !amendments.ok || !happened.ok) throw notFound()
	const asked = { contractId, on: page.value.on, after, limit: linesPerPage }
	const lines = on ? await look(books, staff.actor, findLines, asked) : undefined
	return {
		...screen,
		title: `${say('screen.tabs.history')} · ${head.number}`,
		page: presentContract(page.value, { today: frame.today }),
		asked: { on, after },
		unread,
		lines: lines?.ok ? lines.value : null,
		amendments: amendments.value,
		happened: presentHappened(happened.value, happeningsPerPage),
	}
}

/** How a contract came to be what it is: its amendments, itself on any day, and everything that happened, by whom. */
export default function StaffContractHistory() {
	const { frame, head, page, asked, unread, lines, amendments, happened } = useLoaderData<typeof loader>()
	const here = tabAddress(head.id, 'history')
	return (
		<ContractScreen frame={frame} head={head} tab="history">
			<TimeMachine page={page} asked={{ on: asked.on }} unread={unread} here={here} />
			{asked.on && lines ? <OnDay page={page} lines={lines} here={here} asked={asked} /> : null}
			<Amendments of={amendments} here={here} currency={head.currency} />
			<ContractHistory happened={happened} timeZone={frame.timeZone} address={here} />
		</ContractScreen>
	)
}
