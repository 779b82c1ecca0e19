import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { findAudit } from '#core/report/audit.ts'
import { Moment } from '../../present/display.tsx'
import { auditAsked } from '../../present/staff/audit-asked.ts'
import { Downloads } from '../../present/staff/file-buttons.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { tellFacts } from '../../present/staff/tell-facts.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/card.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Table } from '../../ui/table.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { useWords } from '../../words/use-words.tsx'

export const meta = titled<typeof loader>()

const limit = 40

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customer, before } = auditAsked(request)
	const found = await look(context.books, staff.actor, findAudit, { customerId: customer, before, limit })
	if (!found.ok) throw notFound()
	const rows = found.value.slice(0, limit)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('staff.audit.title'),
		customer,
		rows: rows.map(({ at, facts, ...row }) => ({ ...row, at: at.toString(), details: tellFacts(facts) })),
		next: found.value.length > limit ? (rows.at(-1)?.id ?? null) : null,
	}
}

/** The audit trail: events as they were written. */
export default function Audit() {
	const { frame, title, customer, rows, next } = useLoaderData<typeof loader>()
	const more = new URLSearchParams({ ...(customer ? { customer } : {}), ...(next ? { before: next } : {}) })
	const words = useWords()
	return (
		<StaffPage frame={frame} title={title} lead={say('staff.audit.lead')}>
			{rows.length === 0 ? (
				<Empty title={say('staff.list.nothingFound')} />
			) : (
				<Table
					caption={title}
					quietCaption
					rows={rows}
					keyOf={(row) => row.id}
					columns={[
						{
							key: 'what',
							title: say('staff.audit.what'),
							cell: (row) => (
								<>
									{row.kind.replaceAll(/[._]/g, ' ')}
									{row.details ? (
										<span className="block break-words font-normal text-muted text-sm">{row.details}</span>
									) : null}
								</>
							),
						},
						{
							key: 'about',
							title: say('staff.audit.about'),
							cell: (row) => (
								<>
									{row.customerId ? (
										<TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>
									) : (
										'–'
									)}
									{row.contractId ? (
										<span className="block text-sm">
											<TextLink href={`/staff/contracts/${row.contractId}`}>{row.contractNumber}</TextLink> {row.number}
										</span>
									) : null}
								</>
							),
						},
						{
							key: 'who',
							title: say('staff.audit.who'),
							cell: (row) => (row.byKind === 'link' ? say('staff.audit.link', { name: row.by }) : row.by),
						},
						{
							key: 'when',
							title: say('staff.audit.when'),
							lead: true,
							cell: (row) => <Moment at={row.at} timeZone={frame.timeZone} />,
						},
					]}
				/>
			)}
			{next ? (
				<p className="mt-4">
					<LinkButton kind="secondary" href={`/staff/audit?${more}`} rel="next">
						{words('shell.next')}
					</LinkButton>
				</p>
			) : null}
			{rows.length > 0 ? (
				<Downloads to={(ending) => `/staff/audit.${ending}${customer ? `?customer=${customer}` : ''}`} />
			) : null}
		</StaffPage>
	)
}
