import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listCases } from '#core/collection/list.ts'
import { findContractPage } from '#core/contract/page.ts'
import { findFollowed } from '#core/dunning/find.ts'
import { findCollection } from '#core/dunning/find-collection.ts'
import { findMachinesOf } from '#core/equipment/find.ts'
import { may } from '#core/permit.ts'
import { findPenaltyOwed } from '#core/receivable/find-penalty.ts'
import { findPlans } from '#core/receivable/find-plans.ts'
import { previewPenaltyBill } from '#core/receivable/preview-penalty-bill.ts'
import { PlanGlance } from '../../present/collection-plan/plan.tsx'
import { presentContract } from '../../present/contract/contract.ts'
import { CollectionOfCustomer, casesOf } from '../../present/staff/collection/of-customer.tsx'
import { Charges, ServiceLine } from '../../present/staff/contract/charges.tsx'
import { Claims, CollectionFigures, MoneyIn, Promises } from '../../present/staff/contract/collection.tsx'
import { openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { AskLinks } from '../../present/staff/machine-request/ask-links.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { TextLink } from '../../ui/link.tsx'
import { sayPlan } from '../../words/staff-plan.ts'
import { sayScreen as say } from '../../words/staff-screen.ts'

export const meta = titled<typeof loader>()

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	if (!may(staff.actor, 'invoice.read')) throw notFound()
	const { books } = args.context
	const asks = may(staff.actor, 'machine_request.ask')
	const [page, collection, penalty, penaltyBill, plans, cases, machines] = await Promise.all([
		look(books, staff.actor, findContractPage, { id: contractId, coming: 0 }),
		look(books, staff.actor, findCollection, { contractId }),
		look(books, staff.actor, findPenaltyOwed, { contractId }),
		look(books, staff.actor, previewPenaltyBill, { contractId }),
		look(books, staff.actor, findPlans, { contractId }),
		may(staff.actor, 'collection.read')
			? look(books, staff.actor, listCases, { show: 'open', customerId: screen.head.customerId, limit: 10 })
			: undefined,
		asks ? look(books, staff.actor, findMachinesOf, { contractId }) : undefined,
	])
	if (!page.ok || !collection.ok || !penalty.ok || !penaltyBill.ok || !plans.ok) throw notFound()
	const followed = page.value.followed ? await look(books, staff.actor, findFollowed, { contractId }) : undefined
	return {
		...screen,
		title: `${say('screen.tabs.collection')} · ${screen.head.number}`,
		page: presentContract(page.value, { today: screen.frame.today }),
		collection: collection.value,
		penaltyMinor: penalty.value,
		penaltyBill: penaltyBill.value,
		plans: plans.value,
		cases: cases?.ok ? casesOf(cases.value.cases) : [],
		mayRequest: machines?.ok === true && machines.value.machines.length > 0,
		followed: followed?.ok ? followed.value : [],
	}
}

/** What is to be collected on a contract: what is late and how far it has been followed up, what was promised, what came. */
export default function StaffContractCollection() {
	const { frame, head, page, collection, penaltyMinor, penaltyBill, plans, followed, cases, mayRequest } =
		useLoaderData<typeof loader>()
	return (
		<ContractScreen frame={frame} head={head} tab="collection">
			<CollectionFigures page={page} penaltyMinor={penaltyMinor} penaltyBill={penaltyBill} />
			{plans.map((plan) => (
				<PlanGlance key={plan.id} plan={plan} href={`/staff/contracts/${head.id}/plans#plan-${plan.number}`} />
			))}
			{plans.length === 0 ? (
				<p className="mb-8">
					<TextLink href={`/staff/contracts/${head.id}/plans`}>{sayPlan('plan.link')}</TextLink>
				</p>
			) : null}
			<CollectionOfCustomer
				customerId={head.customerId}
				cases={cases}
				mayGive={frame.may['collection.dispatch'] === true}
			/>
			{mayRequest ? (
				<div className="my-8">
					<AskLinks contractId={head.id} />
				</div>
			) : null}
			<ServiceLine service={page.service} />
			<Claims open={collection.open} currency={head.currency} />
			<Charges followed={followed} />
			<Promises promises={collection.promises} />
			<MoneyIn
				collection={collection}
				currency={head.currency}
				record={
					frame.may['payment.record']
						? `/staff/receipts/new?customer=${head.customerId}&contract=${head.id}&currency=${head.currency}`
						: null
				}
			/>
		</ContractScreen>
	)
}
