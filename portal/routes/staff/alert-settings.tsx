import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { alertActions, alertAudiences } from '#core/alert/audience.ts'
import { listGroupAttention, setGroupAttention } from '#core/alert/group-attention.ts'
import { addAlertRule, endAlertRule, listAlertRules } from '#core/alert/rule.ts'
import { triggerNames } from '#core/alert/trigger.ts'
import { may } from '#core/permit.ts'
import { listStaff } from '#core/staff/list.ts'
import { readForm } from '../../form.ts'
import { amountField } from '../../form-fields.ts'
import { AlertRuleForm } from '../../present/staff/alert-rule-form.tsx'
import { AlertRules } from '../../present/staff/alert-rules.tsx'
import { GroupHours, GroupHoursForm } from '../../present/staff/group-hours.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayAlert as say } from '../../words/staff-alert.ts'

const roles = ['administrator', 'manager', 'finance', 'salesperson', 'collector', 'storekeeper', 'surveyor'] as const
const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const schemaFor = (least: z.ZodType<bigint>) =>
	z.discriminatedUnion('intent', [
		z.object({
			intent: z.literal('add'),
			trigger: z.enum(triggerNames),
			audience: z.enum(alertAudiences),
			role: z.enum(roles).optional(),
			groupId: z.uuid().optional(),
			least: least.optional(),
			overdueDays: z.coerce.number().int().min(1).max(3650).optional(),
			leastRisk: z.enum(['medium', 'high']).optional(),
			timing: z.enum(['at_once', 'urgent', 'digest']),
			action: z.enum(alertActions).default('tell'),
			personId: z.uuid().optional(),
			nextStep: z.string().trim().max(500).optional(),
			withinDays: z.coerce.number().int().min(0).max(365).optional(),
		}),
		z.object({ intent: z.literal('end'), id: z.uuid() }),
		z.object({
			intent: z.literal('hours'),
			...{ groupId: z.uuid(), timeZone: z.string().max(60), quietFrom: time, quietUntil: time },
		}),
		z.object({ intent: z.literal('usual_hours'), groupId: z.uuid() }),
	])

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const { books } = context
	const rules = expectOk(await look(books, staff.actor, listAlertRules, undefined))
	const { groups, users } = expectOk(await look(books, staff.actor, listStaff, undefined))
	const company = expectOk(await look(books, staff.actor, async (scope) => scope.company, undefined))
	return {
		frame: await staffFrameOf(context, staff),
		title: say('alert.title'),
		rules,
		groups,
		people: users,
		currency: company.currency,
		timeZone: company.timeZone,
		hours: expectOk(await look(books, staff.actor, listGroupAttention, undefined)),
		zones: Intl.supportedValuesOf('timeZone'),
		done: new URL(request.url).searchParams.get('done'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'company.write')) throw notFound()
	const { books } = context
	const { currency } = expectOk(await look(books, actor, async (scope) => scope.company, undefined))
	const form = await readForm(request, schemaFor(amountField(currency, speakerFor(request))))
	if (!form.ok) return form.reply
	if (form.value.intent === 'end') {
		const ended = await act(books, actor, endAlertRule, { id: form.value.id })
		return ended.ok ? redirect('/staff/settings/alerts?done=ended') : form.refuse(ended)
	}
	if (form.value.intent === 'hours' || form.value.intent === 'usual_hours') {
		const { groupId } = form.value
		const hours = form.value.intent === 'hours' ? form.value : null
		const chosen = await act(books, actor, setGroupAttention, { groupId, hours })
		return chosen.ok ? redirect('/staff/settings/alerts?done=hours') : form.refuse(chosen)
	}
	const { trigger, audience, role, groupId, least, overdueDays, leastRisk, timing, action: does } = form.value
	const { personId, nextStep, withinDays } = form.value
	const added = await act(books, actor, addAlertRule, {
		trigger,
		audience,
		role: audience === 'role' ? (role ?? null) : null,
		groupId: groupId ?? null,
		leastMinor: least ?? null,
		currency: least === undefined ? null : currency,
		atOnce: timing !== 'digest',
		urgent: timing === 'urgent',
		overdueDays: overdueDays ?? null,
		leastRisk: leastRisk ?? null,
		action: does,
		personId: audience === 'person' ? (personId ?? null) : null,
		nextStep: does === 'next_step' ? (nextStep ?? null) : null,
		withinDays: does === 'next_step' ? (withinDays ?? null) : null,
	})
	if (added.ok) return redirect('/staff/settings/alerts?done=added')
	const { code, facts } = added.refusal
	const field = code === 'input.invalid' ? (fieldNames[facts.field] ?? facts.field) : ''
	return isSaid(field)
		? form.say(() => say(`alert.wrong.${field}`), field)
		: form.refuse(added, { not_found: 'groupId' })
}

/** What the form calls what core names otherwise. */
const fieldNames: Record<string, string> = { atOnce: 'timing', urgent: 'timing', leastMinor: 'least' }

/** Each of what can be wrong between fields of the form, which its schema does not see. */
const said = ['role', 'personId', 'audience', 'timing', 'least', 'nextStep', 'withinDays'] as const
const isSaid = (field: string): field is (typeof said)[number] => said.some((one) => one === field)

/** Who is told of what: for the administrator. */
export default function AlertSettings() {
	const { frame, title, rules, groups, people, currency, timeZone, hours, zones, done } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const isOfHours = result?.initialValue?.intent === 'hours'
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('alert.lead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/my-alerts', label: say('alert.mine') }]} />}
		>
			{done && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'ended' ? 'alert.ended' : done === 'hours' ? 'alert.hoursSaved' : 'alert.added')}
					</Notice>
				</div>
			) : null}
			<Section title={say('alert.rules')}>
				<AlertRules rules={rules} />
			</Section>
			<Section title={say('alert.adding')}>
				<Card className="max-w-2xl">
					<AlertRuleForm result={isOfHours ? undefined : result} groups={groups} people={people} currency={currency} />
				</Card>
			</Section>
			{hours.length > 0 ? (
				<>
					<Section title={say('alert.groupHours')}>
						<GroupHours groups={hours} />
					</Section>
					<Section title={say('alert.settingHours')}>
						<Card className="max-w-2xl">
							<GroupHoursForm
								result={isOfHours ? result : undefined}
								groups={hours}
								zones={zones}
								timeZone={timeZone}
							/>
						</Card>
					</Section>
				</>
			) : null}
		</StaffPage>
	)
}
