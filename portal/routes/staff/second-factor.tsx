import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import QRCode from 'qrcode'
import { z } from 'zod'
import { act, expectOk, look } from '#core/act.ts'
import { secretKey } from '#core/settings.ts'
import { offerPasskey } from '#core/sign-in/passkey/add.ts'
import { listPasskeys } from '#core/sign-in/passkey/keep.ts'
import { readPassword } from '#core/sign-in/password/change.ts'
import {
	beginSecondFactor,
	confirmSecondFactor,
	endSecondFactor,
	readSecondFactor,
} from '#core/sign-in/second-factor/set-up.ts'
import { readForm } from '../../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../../page-form.tsx'
import { Passkeys } from '../../present/staff/passkeys.tsx'
import { RecoveryCodes } from '../../present/staff/recovery-codes.tsx'
import { SecretToScan } from '../../present/staff/secret-to-scan.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { requireStaffSettingUp } from '../../sign-in/actor.ts'
import { countTry, networkOf } from '../../sign-in/limits.ts'
import { changePasskeys, isAboutPasskeys } from '../../sign-in/own-passkeys.ts'
import { keepSecondFactor, sessionKeyOf } from '../../sign-in/sessions.ts'
import { siteOf } from '../../sign-in/site.ts'
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
	const staff = await requireStaffSettingUp(request, context)
	const { books, settings } = context
	const factor = expectOk(await look(books, staff.actor, readSecondFactor, undefined))
	const begun = factor.on
		? null
		: expectOk(await act(books, staff.actor, beginSecondFactor, { key: secretKey(settings) }))
	const picture = begun && (await QRCode.toString(begun.uri, { type: 'svg', margin: 2, errorCorrectionLevel: 'M' }))
	const passkeys = expectOk(await look(books, staff.actor, listPasskeys, undefined))
	const sessionKey = await sessionKeyOf(request, context, 'staff')
	const { fresh } = expectOk(await look(books, staff.actor, readPassword, { sessionKey }))
	const loaded = {
		frame: await staffFrameOf(context, staff),
		title: say('second.mine'),
		...factor,
		secret: begun && picture ? { text: begun.text, picture } : null,
		settingUp: staff.settingUp,
		turnedOff: new URL(request.url).searchParams.has('off'),
		fresh,
		offer: JSON.stringify(expectOk(await act(books, staff.actor, offerPasskey, { site: siteOf(context) }))),
		passkeys: passkeys.map(({ createdAt, lastUsedAt, ...passkey }) => ({
			...passkey,
			createdAt: createdAt.toString(),
			lastUsedAt: lastUsedAt?.toString() ?? null,
		})),
	}
	return data(loaded, { headers: { 'cache-control': 'no-store' } })
}

type Answer = { codes: string[] | null; refused: string | null; form: Parameters<typeof usePageForm>[0] | null }

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaffSettingUp(request, context)
	const { books, settings, address } = context
	const posted = await request.clone().formData()
	if (isAboutPasskeys(posted)) {
		const { codes, refused } = await changePasskeys({ request, context, actor }, posted)
		if (!codes && !refused) return redirect('/staff/second-factor')
		const answer: Answer = { codes, refused, form: null }
		return data(answer, { status: refused ? 422 : 200, headers: { 'cache-control': 'no-store' } })
	}
	const form = await readForm(request, schema)
	const back = ({ data: result }: { data: Answer['form'] }) =>
		data<Answer>({ codes: null, refused: null, form: result }, { status: 422 })
	if (!form.ok) return back(form.reply)
	await countTry(books.sql, 'codes', networkOf(address))
	const { intent, code } = form.value
	const input = { key: secretKey(settings), code }
	if (intent === 'off') {
		const ended = await endSecondFactor(books, actor, input)
		return ended.ok ? redirect('/staff/second-factor?off') : back(form.refuse(ended))
	}
	const sessionKey = await sessionKeyOf(request, context, 'staff')
	const codes = await confirmSecondFactor(books, actor, { ...input, sessionKey })
	if (!codes.ok) return back(form.refuse(codes))
	await keepSecondFactor(request, context)
	const answer: Answer = { codes: codes.value, refused: null, form: null }
	return data(answer, { headers: { 'cache-control': 'no-store' } })
}

/** A member's own second factors: an app, passkeys, recovery codes once, and taking them off. */
export default function SecondFactor() {
	const { frame, title, on, recoveryCodes, secret, turnedOff, settingUp, ...keys } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const [form, fields] = usePageForm<Fields>(answer?.form ?? undefined, { id: 'factor' })
	const busy = useIsPosting()
	const isSet = on || keys.passkeys.length > 0
	return (
		<StaffPage frame={frame} title={title} lead={say('second.mineLead')}>
			{settingUp ? (
				<div className="mb-6">
					<Notice kind="warn">{say('second.required')}</Notice>
				</div>
			) : null}
			{turnedOff && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('second.turnedOff')}
					</Notice>
				</div>
			) : null}
			<div className="max-w-2xl">
				{answer?.codes ? <RecoveryCodes codes={answer.codes} /> : null}
				{isSet ? <p className="mt-6 text-muted">{say('second.left', { count: recoveryCodes })}.</p> : null}
				{secret ? <SecretToScan text={secret.text} picture={secret.picture} /> : null}
				<Section title={say(on ? 'second.on' : 'second.prove')} intro={on ? say('second.onLead') : undefined}>
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
				<Passkeys {...keys} refused={answer?.refused ?? null} timeZone={frame.timeZone} />
			</div>
		</StaffPage>
	)
}
