import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { sayEquipment } from '../../words/staff-equipment.ts'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'equipment', say('list.rooms.equipment'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'equipment')

/** The ledger of machines. */
export default function EquipmentList() {
	const opened = useLoaderData<typeof loader>()
	const { may } = opened.frame
	return (
		<ListRoom
			opened={opened}
			answer={useActionData<typeof action>()}
			aside={
				<div className="flex flex-wrap gap-3">
					<LinkButton kind="secondary" href="/staff/gate">
						{sayEquipment('delivery.gate')}
					</LinkButton>
					{may['equipment.write'] ? (
						<LinkButton href="/staff/equipment/new">{sayEquipment('equipment.register')}</LinkButton>
					) : null}
				</div>
			}
		/>
	)
}
