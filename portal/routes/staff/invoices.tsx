import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'invoices', say('staff.invoices'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'invoices')

/** Issued invoices and credit notes, the newest first. */
export default function Invoices() {
	return <ListRoom opened={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />
}
