import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findStatement } from '#core/journal/statement.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { statementAddress } from '../../present/statement/address.ts'
import { dayFaultsOf, daysOf, readStatementFilter } from '../../present/statement/filter.ts'
import { StatementView } from '../../present/statement/statement.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { LinkButton } from '../../ui/button.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { staffWords as say } from '../../words/staff.ts'

const address = z.object({ customerId: z.uuid() })

export const meta = titled<typeof loader>()

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { customerId } = address.safeParse(params).data ?? {}
	const filter = readStatementFilter(request)
	if (!customerId || !filter) throw notFound()
	const frame = await staffFrameOf(context, staff)
	const input = { customerId, contractId: filter.contract, ...daysOf(filter, frame.today) }
	const faults = dayFaultsOf(request, speakerFor(request), frame.today)
	const found = await look(context.books, staff.actor, findStatement, input)
	if (!found.ok) throw notFound()
	return { frame, title: say('staff.customer.statement'), filter, statement: found.value, faults }
}

/** A customer's statement as they see it. */
export default function CustomerStatement() {
	const { frame, title, filter, statement, faults } = useLoaderData<typeof loader>()
	const { customer, contract } = statement
	const path = `/staff/customers/${customer.id}`
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={[customer.number, contract?.number, contract?.title].filter(Boolean).join(' · ')}
			breadcrumb={
				<Breadcrumb
					trail={[
						{ href: '/staff/customers', label: say('staff.customers') },
						{ href: path, label: customer.name },
					]}
				/>
			}
			aside={(['pdf', 'csv', 'xlsx'] as const).map((ending) => (
				<LinkButton
					key={ending}
					kind="secondary"
					href={statementAddress(`${path}/statement.${ending}`, filter)}
					download
				>
					{ending.toUpperCase()}
				</LinkButton>
			))}
		>
			<StatementView
				statement={statement}
				faults={faults}
				hidden={{ contract: filter.contract }}
				paths={{
					invoice: (id) => `/staff/invoices/${id}`,
					payment: () => undefined,
					penalty: (id) => `/staff/contracts/${id}/penalty`,
				}}
			/>
		</StaffPage>
	)
}
