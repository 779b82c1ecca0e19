import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { listRestructurings } from '#core/restructuring/find.ts'
import { RestructuringPill } from '../../present/staff/restructuring/state.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty } from '../../ui/card.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { sayRestructuring as say } from '../../words/staff-restructuring.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'contract.amend')) throw notFound()
	const all = expectOk(await look(context.books, staff.actor, listRestructurings, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('restructuring.title'),
		restructurings: all.map(({ id, name, state, kind, lines, excluded }) => ({
			id,
			name,
			state,
			kind,
			lines,
			excluded,
		})),
	}
}

/** Restructurings made before. */
export default function Restructurings() {
	const { frame, title, restructurings } = useLoaderData<typeof loader>()
	const choose = <LinkButton href="/staff/lines">{say('restructuring.toLines')}</LinkButton>
	return (
		<StaffPage frame={frame} title={title} lead={say('restructuring.lead')} aside={choose}>
			{restructurings.length === 0 ? (
				<Empty title={say('restructuring.none')}>{say('restructuring.noneNote')}</Empty>
			) : (
				<RowList>
					{restructurings.map(({ id, name, state, kind, lines, excluded }) => (
						<Row
							key={id}
							href={`/staff/restructurings/${id}`}
							title={name}
							note={`${say(`restructuring.kind.${kind}`)} · ${say('restructuring.summary', { changing: lines - excluded, left: excluded })}`}
							state={<RestructuringPill state={state} />}
						/>
					))}
				</RowList>
			)}
		</StaffPage>
	)
}
