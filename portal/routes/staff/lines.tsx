import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'lines', say('list.rooms.lines'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'lines')

/** Lines of contracts, found by serial number. */
export default function Lines() {
	return <ListRoom opened={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
