import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listVisits } from '#core/care-visit/find.ts'
import { findHead } from '#core/contract/find-head.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { contractIn, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { Visits } from '../../present/staff/visit/page.tsx'
import { doVisit, visitForm } from '../../present/staff/visit/posted.ts'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'

export const meta = titled<typeof loader>()

const most = 100

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const { actor } = staff
	if (!may(actor, 'customer.read')) throw notFound()
	const { books } = args.context
	const [ahead, over, people] = await Promise.all([
		look(books, actor, listVisits, { state: 'planned' as const, contractId, limit: most }),
		look(books, actor, listVisits, { state: 'over' as const, contractId, limit: most }),
		look(books, actor, listStaff, undefined),
	])
	if (!ahead.ok || !over.ok || !people.ok) throw notFound()
	return {
		...screen,
		title: screen.head.number,
		ahead: ahead.value,
		over: over.value,
		people: people.value.users,
		done: new URL(args.request.url).searchParams.get('done'),
	}
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const contractId = contractIn(params)
	if (!may(actor, 'follow_up.write')) throw notFound()
	const head = await look(context.books, actor, findHead, { id: contractId })
	if (!head.ok) throw notFound()
	const form = await readForm(request, visitForm)
	if (!form.ok) return form.reply
	const { customerId } = head.value
	const outcome = await doVisit(context.books, actor, form.value, { customerId, contractId })
	if (!outcome.ok) return form.refuse(outcome)
	return redirect(`/staff/contracts/${contractId}/visits?done=${form.value.intent}`)
}

/** Care visits of a contract. */
export default function ContractVisits() {
	const { frame, head, ahead, over, people, done } = useLoaderData<typeof loader>()
	return (
		<ContractScreen frame={frame} head={head} tab="visits">
			<Visits
				{...{ ahead, over, people, done }}
				today={frame.today}
				mayWrite={frame.may['follow_up.write'] ?? false}
				within
				answer={useActionData<typeof action>()}
			/>
		</ContractScreen>
	)
}
