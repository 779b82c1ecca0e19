import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { expectOk, look } from '#core/act.ts'
import { listMachineRequests } from '#core/machine-request/find.ts'
import { may } from '#core/permit.ts'
import { RequestRows } from '../../present/staff/machine-request/request-rows.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Empty } from '../../ui/card.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { sayMachineRequest as say } from '../../words/staff-machine-requests.ts'

export const meta = titled<typeof loader>()

const shown = ['open', 'mine', 'failed', 'over'] as const
const asked = z.enum(shown).catch('open')

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'machine_request.record')) throw notFound()
	const show = asked.parse(new URL(request.url).searchParams.get('show'))
	const failed = expectOk(await look(context.books, staff.actor, listMachineRequests, { show: 'failed' }))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('request.title'),
		show,
		failedCount: failed.length,
		requests:
			show === 'failed' ? failed : expectOk(await look(context.books, staff.actor, listMachineRequests, { show })),
	}
}

/** Requests about machines: what is under way, what failed, what is over. */
export default function MachineRequests() {
	const { frame, title, show, failedCount, requests } = useLoaderData<typeof loader>()
	return (
		<StaffPage frame={frame} title={title} lead={say('request.lead')}>
			<Tabs
				label={say('request.title')}
				tabs={shown.map((one) => ({
					href: one === 'open' ? '/staff/machine-requests' : `/staff/machine-requests?show=${one}`,
					label: say(`request.show.${one}`),
					current: one === show,
					...(one === 'failed' && failedCount > 0 ? { count: failedCount } : {}),
				}))}
			/>
			{requests.length === 0 ? (
				<Empty title={say('request.none')}>{say('request.noneNote')}</Empty>
			) : (
				<RequestRows requests={requests} />
			)}
		</StaffPage>
	)
}
