import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { sayBank } from '../../words/staff-bank-files.ts'
import { sayList } from '../../words/staff-lists.ts'
import { sayReceipt as say } from '../../words/staff-receipts.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'receipts', sayList('list.rooms.receipts'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'receipts')

/** Money that came, the newest first; what settles nothing yet is one press away. */
export default function Receipts() {
	const opened = useLoaderData<typeof loader>()
	return (
		<ListRoom
			opened={opened}
			answer={useActionData<typeof action>()}
			aside={
				<div className="flex flex-wrap gap-3">
					<LinkButton kind="secondary" href="/staff/receipts?settles=nothing&settles=part">
						{say('receipt.waiting')}
					</LinkButton>
					{opened.frame.may['payment.record'] ? (
						<>
							<LinkButton kind="secondary" href="/staff/bank-files">
								{sayBank('bank.title')}
							</LinkButton>
							<LinkButton href="/staff/receipts/new">{say('receipt.record')}</LinkButton>
						</>
					) : null}
				</div>
			}
		/>
	)
}
