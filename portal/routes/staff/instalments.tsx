import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'instalments', say('list.rooms.instalments'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'instalments')

/** What was agreed in collection plans, by the day it is due; what is late, and what comes next, one press away. */
export default function Instalments() {
	return (
		<ListRoom
			opened={useLoaderData<typeof loader>()}
			answer={useActionData<typeof action>()}
			aside={
				<div className="flex flex-wrap gap-3">
					<LinkButton kind="secondary" href="/staff/instalments?instalmentState=overdue">
						{say('list.instalments.overdue')}
					</LinkButton>
					<LinkButton kind="secondary" href="/staff/instalments?due.within=next_30">
						{say('list.instalments.next')}
					</LinkButton>
				</div>
			}
		/>
	)
}
