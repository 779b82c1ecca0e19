import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'supplier-contracts', say('supplier.contracts'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'supplier-contracts')

/** Contracts that the company pays, with the last day to object and what is to be paid. */
export default function SupplierContracts() {
	return (
		<ListRoom
			opened={useLoaderData<typeof loader>()}
			answer={useActionData<typeof action>()}
			aside={
				<LinkButton kind="secondary" href="/staff/suppliers">
					{say('supplier.list')}
				</LinkButton>
			}
		/>
	)
}
