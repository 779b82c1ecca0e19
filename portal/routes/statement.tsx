import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { Download } from 'lucide-react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findStatement } from '#core/journal/statement.ts'
import { may } from '#core/permit.ts'
import { billOwedPenalties } from '#core/receivable/bill-owed.ts'
import { readForm } from '../form.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { statementAddress } from '../present/statement/address.ts'
import { aboutOf, dayFaultsOf, daysOf, readStatementFilter, subjectOf } from '../present/statement/filter.ts'
import { StatementView } from '../present/statement/statement.tsx'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer } from '../sign-in/actor.ts'
import { LinkButton } from '../ui/button.tsx'
import { speakerFor } from '../words/speakers.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const filter = readStatementFilter(request)
	if (!filter) throw notFound()
	const visitor = await requireCustomer(request, context, aboutOf(filter))
	const frame = await frameOf(context, visitor, filter.customer)
	const input = { ...subjectOf(visitor, filter), ...daysOf(filter, frame.today) }
	const faults = dayFaultsOf(request, speakerFor(request, context), frame.today)
	const found = await look(context.books, visitor.actor, findStatement, input)
	if (!found.ok) throw notFound()
	return { frame, title: speakerFor(request, context).say('statement.title'), filter, statement: found.value, faults }
}

/** What is owed of penalty interest and stands on no invoice is invoiced first: nothing is charged that is not posted. */
export async function action({ request, context }: ActionFunctionArgs) {
	const filter = readStatementFilter(request)
	if (!filter) throw notFound()
	const visitor = await requireCustomer(request, context, aboutOf(filter))
	if (!may(visitor.actor, 'payment.start')) throw notFound()
	const form = await readForm(request, z.object({ currency: z.string().length(3) }), context)
	if (!form.ok) return form.reply
	const { contractId, customerId } = subjectOf(visitor, filter)
	const { currency } = form.value
	const billed = await act(context.books, visitor.actor, billOwedPenalties, { customerId, contractId, currency })
	if (!billed.ok) throw notFound()
	return redirect(payPath({ contractId, customerId }, currency))
}

function payPath({ contractId, customerId }: ReturnType<typeof subjectOf>, currency: string): string {
	return `/pay?${new URLSearchParams(contractId ? { contract: contractId } : { customer: customerId ?? '', all: currency })}`
}

/** What a customer, or one contract, owes and how it came about. */
export default function StatementPage() {
	const { frame, title, filter, statement, faults } = useLoaderData<typeof loader>()
	const { contract, customer } = statement
	const pay = (currency: string) => payPath({ contractId: contract?.id, customerId: customer.id }, currency)
	return (
		<CustomerPage
			frame={frame}
			title={title}
			lead={contract ? [contract.number, contract.title].filter(Boolean).join(' · ') : customer.name}
			aside={
				<span className="flex flex-wrap gap-3">
					{(['pdf', 'csv', 'xlsx'] as const).map((ending) => (
						<LinkButton key={ending} kind="secondary" href={statementAddress(`/statement.${ending}`, filter)} download>
							<Download className="size-4.5" aria-hidden="true" />
							{ending.toUpperCase()}
						</LinkButton>
					))}
				</span>
			}
		>
			<StatementView
				statement={statement}
				faults={faults}
				hidden={{ customer: filter.customer, contract: filter.contract }}
				paths={{
					invoice: (id) => `/invoices/${id}`,
					payment: (id) => `/payments/${id}`,
					penalty: (id) => `/contracts/${id}/penalty`,
					pay: frame.visitor?.mayPay ? pay : undefined,
				}}
			/>
		</CustomerPage>
	)
}
