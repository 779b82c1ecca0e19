import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import QRCode from 'qrcode'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { secretKey } from '#core/settings.ts'
import {
	beginSecondFactor,
	confirmSecondFactor,
	endSecondFactor,
	readSecondFactor,
} from '#core/sign-in/second-factor/set-up.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { SecretToScan } from '../../present/staff/secret-to-scan.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { countTry, networkOf } from '../../sign-in/limits.ts'
import { keepSecondFactor } from '../../sign-in/sessions.ts'
import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Input } from '../../ui/field.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { saySecondFactor as say } from '../../words/staff-second-factor.ts'

const schema = z.object({ intent: z.enum(['on', 'off']), code: z.string().trim().min(6).max(40) })
type Fields = { code: string }

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { books, settings } = context
	const factor = expectOk(await look(books, staff.actor, readSecondFactor, undefined))
	const begun = factor.on
		? null
		: expectOk(await act(books, staff.actor, beginSecondFactor, { key: secretKey(settings) }))
	const picture = begun && (await QRCode.toString(begun.uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }))
	const loaded = {
		frame: await staffFrameOf(context, staff),
		title: say('second.mine'),
		...factor,
		secret: begun && picture ? { text: begun.text, picture } : null,
		turnedOff: new URL(request.url).searchParams.has('off'),
	}
	return data(loaded, { headers: { 'cache-control': 'no-store' } })
}

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books, settings, address } = context
	await countTry(books.sql, 'codes', networkOf(address))
	const { intent, code } = form.value
	const input = { key: secretKey(settings), code }
	if (intent === 'off') {
		const ended = await endSecondFactor(books, actor, input)
		return ended.ok ? redirect('/staff/second-factor?off') : form.refuse(ended)
	}
	const codes = await confirmSecondFactor(books, actor, input)
	if (!codes.ok) return form.refuse(codes)
	await keepSecondFactor(request, context)
	return data({ codes: codes.value }, { headers: { 'cache-control': 'no-store' } })
}

/** A member's own second factor: setting it up, its recovery codes once, taking it off. */
export default function SecondFactor() {
	const { frame, title, on, recoveryCodes, secret, turnedOff } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const codes = result && 'codes' in result ? result.codes : null
	const [form, fields] = usePageForm<Fields>(result && 'codes' in result ? undefined : result, { id: 'factor' })
	const busy = useIsPosting()
	return (
		<StaffPage frame={frame} title={title} lead={say('second.mineLead')}>
			{turnedOff && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('second.turnedOff')}
					</Notice>
				</div>
			) : null}
			<div className="max-w-2xl">
				{codes ? (
					<Section title={say('second.recovery')} intro={say('second.recoveryLead')}>
						<Card>
							<ul className="figures grid gap-x-8 gap-y-2 sm:grid-cols-2">
								{codes.map((code) => (
									<li key={code}>
										<code>{code}</code>
									</li>
								))}
							</ul>
						</Card>
					</Section>
				) : null}
				{secret ? <SecretToScan text={secret.text} picture={secret.picture} /> : null}
				<Section
					title={say(on ? 'second.on' : 'second.prove')}
					intro={on ? `${say('second.onLead')} ${say('second.left', { count: recoveryCodes })}.` : undefined}
				>
					<Card>
						<FormProblems errors={form.errors} />
						<PageForm form={form}>
							<input type="hidden" name="intent" value={on ? 'off' : 'on'} />
							<Input
								{...bound(fields.code)}
								label={say('second.code')}
								hint={say(on ? 'second.turnOffLead' : 'second.six')}
								autoComplete="one-time-code"
								autoCapitalize="none"
								spellCheck={false}
								maxLength={40}
								required
								className="figures max-w-72 text-xl"
							/>
							<div className="mt-6">
								<Button kind={on ? 'danger' : 'primary'} busy={busy}>
									{say(on ? 'second.turnOff' : 'second.turnOn')}
								</Button>
							</div>
						</PageForm>
					</Card>
				</Section>
			</div>
		</StaffPage>
	)
}
