import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, expectOk, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { findSoldIn, findUnits } from '#core/unit/find.ts'
import { addUnit, changeUnit, removeUnit } from '#core/unit/save.ts'
import { setSoldIn } from '#core/unit/set-sold-in.ts'
import { readForm } from '../../form.ts'
import type { LoadContext } from '../../load-context.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { type PostedUnit, unitForm } from '../../present/staff/unit/posted.ts'
import { SoldInUnits } from '../../present/staff/unit/sold-in.tsx'
import { UnitForm } from '../../present/staff/unit/unit-form.tsx'
import { Units } from '../../present/staff/unit/units.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff, type StaffMember } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayUnit as say } from '../../words/staff-units.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'product.write')) throw notFound()
	const { books } = context
	const asked = new URL(request.url).searchParams
	return {
		frame: await staffFrameOf(context, staff),
		title: say('unit.title'),
		units: expectOk(await look(books, staff.actor, findUnits, undefined)),
		products: expectOk(await look(books, staff.actor, findSoldIn, undefined)),
		chosen: asked.get('unit'),
		saved: asked.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'product.write')) throw notFound()
	const form = await readForm(request, unitForm)
	if (!form.ok) return form.reply
	const outcome = await carryOut(context, staff, form.value)
	return outcome.ok ? redirect('/staff/settings/units?saved') : form.refuse(outcome)
}

function carryOut({ books }: LoadContext, { actor }: StaffMember, posted: PostedUnit) {
	switch (posted.intent) {
		case 'add':
		case 'change': {
			const { intent, whole, base, ...unit } = posted
			const input = { ...unit, whole: whole === 'on', base: base || null }
			return intent === 'add' ? act(books, actor, addUnit, input) : act(books, actor, changeUnit, input)
		}
		case 'remove':
			return act(books, actor, removeUnit, { name: posted.name })
		case 'sold':
			return act(books, actor, setSoldIn, { productId: posted.productId, units: posted.units })
	}
}

/** What things are counted in: for finance and the administrator. */
export default function UnitSettings() {
	const { frame, title, units, products, chosen, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const intent = answer?.initialValue?.intent
	const atForm = intent === 'add' || intent === 'change'
	const mayWrite = frame.may['product.write'] ?? false
	const asked = intent === 'change' ? String(answer?.initialValue?.name ?? '') : chosen
	const unit = units.find(({ name }) => name === asked)
	const bases = units.filter(({ base }) => base === null).map(({ name }) => name)
	return (
		<StaffPage frame={frame} title={title} lead={say('unit.lead')}>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('unit.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems
				errors={atForm || !answer?.error ? undefined : Object.values(answer.error).flatMap((one) => one ?? [])}
			/>
			<Section title={say('unit.all')} intro={say('unit.allIntro')}>
				<Units units={units} mayWrite={mayWrite} />
				<div id="unit" className="mt-5 scroll-mt-6">
					<Card>
						<h3 className="mb-4 font-semibold text-lg">
							{unit ? say('unit.edit', { name: unit.name }) : say('unit.add')}
						</h3>
						<UnitForm key={unit?.name ?? ''} result={atForm ? answer : undefined} bases={bases} unit={unit} />
					</Card>
				</div>
			</Section>
			<Section title={say('unit.soldIn')} intro={say('unit.soldInIntro')}>
				<SoldInUnits {...{ products, units, mayWrite }} />
			</Section>
		</StaffPage>
	)
}
