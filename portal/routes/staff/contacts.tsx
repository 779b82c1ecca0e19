import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'contacts', say('list.rooms.contacts'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'contacts')

/** People of customers, suppliers and partners, by name. */
export default function Contacts() {
	return <ListRoom opened={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
