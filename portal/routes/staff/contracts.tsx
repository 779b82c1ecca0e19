import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'contracts', say('staff.contracts'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'contracts')

/** Contracts, the newest first; found by number, customer or serial number. */
export default function Contracts() {
	const opened = useLoaderData<typeof loader>()
	return (
		<ListRoom
			opened={opened}
			answer={useActionData<typeof action>()}
			aside={
				opened.frame.may['contract.write'] ? (
					<LinkButton href="/staff/contracts/new">{say('staff.contract.new')}</LinkButton>
				) : null
			}
		/>
	)
}
