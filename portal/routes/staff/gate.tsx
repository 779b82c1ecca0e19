import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { expectOk, look } from '#core/act.ts'
import { findGatePassBy, findGatePasses } from '#core/delivery/find.ts'
import { may } from '#core/permit.ts'
import { formatDay } from '../../present/format.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { sayEquipment as say } from '../../words/staff-equipment.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'equipment.read')) throw notFound()
	const { searchParams } = new URL(request.url)
	const number = (searchParams.get('number') ?? '').replaceAll('\0', '').trim().slice(0, 40)
	if (number) {
		const found = await look(context.books, staff.actor, findGatePassBy, { number })
		if (found.ok) throw redirect(`/staff/gate-passes/${found.value.id}`)
	}
	return {
		frame: await staffFrameOf(context, staff),
		title: say('delivery.gate'),
		number,
		isUnknown: number !== '' || searchParams.has('unknown'),
		passes: expectOk(await look(context.books, staff.actor, findGatePasses, 'open')),
	}
}

/** Where the storekeeper begins: the number of a pass, and which may come. */
export default function Gate() {
	const { frame, title, number, isUnknown, passes } = useLoaderData<typeof loader>()
	return (
		<StaffPage frame={frame} title={title} lead={say('delivery.gateLead')}>
			<Card className="max-w-xl">
				<form method="get" action="/staff/gate">
					<Input
						name="number"
						label={say('delivery.number')}
						defaultValue={number}
						errors={isUnknown ? [say('delivery.unknown')] : undefined}
						placeholder="GP-00001"
						maxLength={40}
						autoComplete="off"
						autoCapitalize="characters"
						required
					/>
					<div className="mt-5">
						<Button size="large" wide>
							{say('delivery.find')}
						</Button>
					</div>
				</form>
			</Card>
			<Section title={say('delivery.waiting')}>
				{passes.length === 0 ? (
					<Empty title={say('delivery.noneWaiting')} />
				) : (
					<RowList>
						{passes.map(({ id, number: of, customer, serialNumbers, taker, validThrough }) => (
							<Row
								key={id}
								href={`/staff/gate-passes/${id}`}
								title={of}
								note={[serialNumbers.join(', '), customer.name, taker].filter(Boolean).join(' · ')}
								state={
									<span className="text-muted text-sm">
										{say('delivery.through', { day: formatDay('en', validThrough) })}
									</span>
								}
							/>
						))}
					</RowList>
				)}
			</Section>
		</StaffPage>
	)
}
