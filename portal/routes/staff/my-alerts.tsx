import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { readAttention, setAttention } from '#core/alert/attention.ts'
import { readOwnLanguage, setOwnLanguage } from '#core/staff/own-language.ts'
import { readForm } from '../../form.ts'
import { tickField } from '../../form-fields.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { QuietHours, TimeZoneSelect } from '../../present/staff/attention-fields.tsx'
import { LanguageOptions } from '../../present/staff/language-options.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card } from '../../ui/card.tsx'
import { Checkbox } from '../../ui/choice.tsx'
import { Input, Select } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { languageCodes } from '../../words/language.ts'
import { sayAlert as say } from '../../words/staff-alert.ts'

const time = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/)
const schema = z.object({
	language: z.enum(languageCodes),
	timeZone: z.string().max(60),
	quietFrom: time,
	quietUntil: time,
	digest: tickField,
	digestAt: time,
})
type Fields = { language: string; timeZone: string; quietFrom: string; quietUntil: string; digestAt: string }

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('alert.mine'),
		attention: expectOk(await look(context.books, staff.actor, readAttention, undefined)),
		language: expectOk(await look(context.books, staff.actor, readOwnLanguage, undefined)),
		zones: Intl.supportedValuesOf('timeZone'),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { language, ...attention } = form.value
	const outcome = await act(
		context.books,
		staff.actor,
		async (scope) => {
			await setOwnLanguage(scope, { language })
			await setAttention(scope, attention)
		},
		undefined,
	)
	return outcome.ok ? redirect('/staff/my-alerts?saved') : form.refuse(outcome)
}

/** When a member of staff hears of things. */
export default function MyAlerts() {
	const { frame, title, attention, language, zones, saved } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const { digest, ...defaultValue } = attention
	const [form, fields] = usePageForm<Fields>(result, { id: 'attention', defaultValue: { ...defaultValue, language } })
	const busy = useIsPosting()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('alert.mineLead')}
			aside={
				frame.may['company.write'] ? (
					<LinkButton kind="secondary" href="/staff/settings/alerts">
						{say('alert.title')}
					</LinkButton>
				) : null
			}
		>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('alert.saved')}
					</Notice>
				</div>
			) : null}
			<Card className="max-w-2xl">
				<FormProblems errors={form.errors} />
				<PageForm form={form}>
					<Select {...bound(fields.language)} label={say('alert.language')} hint={say('alert.languageHint')}>
						<LanguageOptions />
					</Select>
					<TimeZoneSelect field={fields.timeZone} zones={zones} present={attention.timeZone} />
					<div className="mt-5 grid gap-5 sm:grid-cols-2">
						<QuietHours from={fields.quietFrom} until={fields.quietUntil} />
					</div>
					<div className="mt-5">
						<Checkbox
							name="digest"
							label={say('alert.digest')}
							hint={say('alert.digestHint')}
							defaultChecked={digest}
						/>
					</div>
					<div className="mt-3 max-w-48">
						<Input {...bound(fields.digestAt)} type="time" required label={say('alert.digestAt')} />
					</div>
					<div className="mt-6">
						<Button busy={busy}>{say('alert.save')}</Button>
					</div>
				</PageForm>
			</Card>
		</StaffPage>
	)
}
