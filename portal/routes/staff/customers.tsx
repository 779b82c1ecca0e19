import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayList } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'customers', say('staff.customers'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'customers')

/** Customers by name, with what they owe. */
export default function Customers() {
	const opened = useLoaderData<typeof loader>()
	return (
		<ListRoom
			opened={opened}
			answer={useActionData<typeof action>()}
			aside={
				<span className="flex flex-wrap gap-3">
					<LinkButton kind="secondary" href="/staff/contacts">
						{sayList('list.rooms.contacts')}
					</LinkButton>
					{opened.frame.may['customer.write'] ? (
						<LinkButton href="/staff/customers/new">{say('staff.customer.new')}</LinkButton>
					) : null}
				</span>
			}
		/>
	)
}
