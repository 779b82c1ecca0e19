import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayRenewals } from '../../words/staff-renewals.ts'
import { sayTemplate } from '../../words/staff-templates.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'contracts', say('staff.contracts'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'contracts')

const renewalsAddress = `/staff/contracts?${new URLSearchParams([
	['termEnds.within', 'next_90'],
	['sort', 'termEnds'],
	...['number', 'customer', 'termEnds', 'objectBy', 'atEnd', 'renewalQuote', 'mrr'].map((name) => ['column', name]),
])}`

/** Contracts, the newest first; found by number, customer or serial number. */
export default function Contracts() {
	const opened = useLoaderData<typeof loader>()
	return (
		<ListRoom
			opened={opened}
			answer={useActionData<typeof action>()}
			aside={
				<div className="flex flex-wrap gap-3">
					<LinkButton kind="secondary" href={renewalsAddress}>
						{sayRenewals('renewals.title')}
					</LinkButton>
					{opened.frame.may['product.write'] ? (
						<LinkButton kind="secondary" href="/staff/settings/templates">
							{sayTemplate('template.title')}
						</LinkButton>
					) : null}
					{opened.frame.may['contract.write'] ? (
						<LinkButton href="/staff/contracts/new">{say('staff.contract.new')}</LinkButton>
					) : null}
				</div>
			}
		/>
	)
}
