import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'collection-cases', say('list.rooms.cases'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'collection-cases')

/** Cases of all collectors to be filtered and taken along; what somebody is to do today stands in the room of collection. */
export default function CollectionList() {
	return (
		<ListRoom
			opened={useLoaderData<typeof loader>()}
			answer={useActionData<typeof action>()}
			aside={
				<div className="flex flex-wrap gap-3">
					<LinkButton kind="secondary" href="/staff/collection">
						{say('list.cases.today')}
					</LinkButton>
					<LinkButton kind="secondary" href="/staff/collection-cases?caseState=open">
						{say('list.cases.open')}
					</LinkButton>
					<LinkButton kind="secondary" href="/staff/collection-cases?caseState=open&promise=broken">
						{say('list.cases.broken')}
					</LinkButton>
				</div>
			}
		/>
	)
}
