import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { settingsFor } from '../../present/staff/settings.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Section } from '../../ui/card.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { saySettings as say } from '../../words/staff-settings.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const frame = await staffFrameOf(context, await requireStaff(request, context))
	const groups = settingsFor(frame.may)
	if (groups.length === 0) throw notFound()
	return { frame, title: say('settings.title'), groups }
}

/** The way to everything that is set for the company as a whole. */
export default function StaffSettings() {
	const { frame, title, groups } = useLoaderData<typeof loader>()
	return (
		<StaffPage frame={frame} title={title} lead={say('settings.lead')}>
			<div className="gap-x-8 lg:columns-2">
				{groups.map((group) => (
					<div key={group.title} className="mb-8 break-inside-avoid">
						<Section title={group.title}>
							<RowList>
								{group.settings.map(({ href, title, note }) => (
									<Row key={href} href={href} title={title} note={note} />
								))}
							</RowList>
						</Section>
					</div>
				))}
			</div>
		</StaffPage>
	)
}
