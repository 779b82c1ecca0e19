import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'suppliers', say('supplier.list'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'suppliers')

/** Suppliers and partners by name, with what is to be paid next. */
export default function Suppliers() {
	const opened = useLoaderData<typeof loader>()
	const { may } = opened.frame
	return (
		<ListRoom
			opened={opened}
			answer={useActionData<typeof action>()}
			aside={
				<div className="flex flex-wrap gap-3">
					{may['contract.read'] ? (
						<LinkButton kind="secondary" href="/staff/suppliers/contracts">
							{say('supplier.contracts')}
						</LinkButton>
					) : null}
					{may['customer.write'] ? (
						<>
							<LinkButton kind="secondary" href="/staff/partner-applications">
								{say('supplier.applications')}
							</LinkButton>
							<LinkButton kind="secondary" href="/staff/customers/new?role=partner">
								{say('supplier.newPartner')}
							</LinkButton>
							<LinkButton href="/staff/customers/new?role=supplier">{say('supplier.new')}</LinkButton>
						</>
					) : null}
				</div>
			}
		/>
	)
}
