import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { readRatingPolicy, setRatingPolicy } from '#core/rating/policy.ts'
import { ratingStages } from '#core/rating/stage.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayMessages as say } from '../../words/staff-messages.ts'

const tick = z.literal('on').optional()
const schema = z.object({
	first_invoice_paid: tick,
	renewed: tick,
	conversation_answered: tick,
	visit_done: tick,
	everyDays: z.coerce.number().int().min(7).max(730),
})
type Fields = { everyDays: string }

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const policy = await look(context.books, staff.actor, readRatingPolicy, undefined)
	if (!policy.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('ratings.settings'),
		policy: policy.value,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { everyDays, ...ticked } = form.value
	const stages = ratingStages.filter((stage) => ticked[stage] === 'on')
	const outcome = await act(context.books, staff.actor, setRatingPolicy, { stages, everyDays })
	return outcome.ok ? redirect('/staff/settings/ratings?saved') : form.refuse(outcome)
}

/** At which stages customers are asked, and how often one person at most. */
export default function RatingSettings() {
	const { frame, title, policy, saved } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const [form, fields] = usePageForm<Fields>(result, {
		id: 'ratings',
		defaultValue: { everyDays: String(policy.everyDays) },
	})
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('ratings.settingsLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/ratings', label: say('ratings.title') }]} />}
		>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('ratings.saved')}
					</Notice>
				</div>
			) : null}
			<Card className="max-w-2xl">
				<FormProblems errors={form.errors} />
				<PageForm form={form}>
					<fieldset className="mb-6">
						<legend className="mb-3 font-semibold">{say('ratings.askedAt')}</legend>
						{ratingStages.map((stage) => (
							<Checkbox
								key={stage}
								name={stage}
								label={say(`ratings.stages.${stage}`)}
								hint={say(`ratings.stageHints.${stage}`)}
								defaultChecked={policy.stages.includes(stage)}
							/>
						))}
					</fieldset>
					<Input
						{...bound(fields.everyDays)}
						type="number"
						min={7}
						max={730}
						required
						label={say('ratings.everyDays')}
						hint={say('ratings.everyDaysHint')}
						className="max-w-36"
					/>
					<div className="mt-6">
						<Button busy={busy}>{say('ratings.save')}</Button>
					</div>
				</PageForm>
			</Card>
		</StaffPage>
	)
}
