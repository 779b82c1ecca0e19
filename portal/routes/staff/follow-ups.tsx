import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { sayList as say } from '../../words/staff-lists.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'follow-ups', say('list.rooms.followUps'))

/** What was talked about with customers, and what is to be done next. */
export default function FollowUps() {
	return <ListRoom opened={useLoaderData<typeof loader>()} />
}
