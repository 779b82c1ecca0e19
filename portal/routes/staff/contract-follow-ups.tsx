import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { listFollowUps } from '#core/follow-up/list.ts'
import { openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { FollowUps } from '../../present/staff/follow-ups.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { sayScreen as say } from '../../words/staff-screen.ts'

export const meta = titled<typeof loader>()

const most = 100

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	const followUps = await look(args.context.books, staff.actor, listFollowUps, { contractId, limit: most })
	if (!followUps.ok) throw notFound()
	return { ...screen, title: `${say('screen.tabs.followUps')} · ${screen.head.number}`, followUps: followUps.value }
}

/** What was talked about with the customer of a contract, what comes next, what they promised. */
export default function StaffContractFollowUps() {
	const { frame, head, followUps } = useLoaderData<typeof loader>()
	return (
		<ContractScreen frame={frame} head={head} tab="followUps">
			<FollowUps
				followUps={followUps}
				mayWrite={frame.may['follow_up.write'] ?? false}
				customerId={head.customerId}
				contractId={head.id}
			/>
		</ContractScreen>
	)
}
