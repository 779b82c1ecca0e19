import { setTimeout as pause } from 'node:timers/promises'
import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { attachmentTypes } from '#core/message/limits.ts'
import { applyAsPartner } from '#core/partner-application/apply.ts'
import { isPartnerPageOpen } from '#core/partner-application/page.ts'
import { keepFiles } from '../files/keep.ts'
import { receiveMessage } from '../files/receive.ts'
import { readForm } from '../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { listCountries } from '../present/country.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { frameOf } from '../present/frame.ts'
import { presentRefusal } from '../present/refusal.ts'
import { titled } from '../present/title.ts'
import { countTry, isWithin, networkOf } from '../sign-in/limits.ts'
import { Button } from '../ui/button.tsx'
import { Card, Empty, Section } from '../ui/card.tsx'
import { Input, Select, Textarea } from '../ui/field.tsx'
import { FileField } from '../ui/file-field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { Notice } from '../ui/notice.tsx'
import { speakerFor } from '../words/speakers.ts'
import { usePartnerWords } from '../words/use-partner-words.ts'

const text = z.string().trim()
const schema = z.object({
	companyName: text.min(1).max(200),
	contactName: text.min(1).max(200),
	email: text.pipe(z.email().max(254)),
	phone: text.max(60).default(''),
	website: text.max(300).default(''),
	country: z.string().regex(/^[A-Z]{2}$/),
	taxNumber: text.max(60).default(''),
	wish: text.min(1).max(4000),
	key: z.uuid(),
	/** People do not see it; programs that fill in everything do. */
	subject: z.string().max(2000).optional(),
	/** Files that were chosen have to be chosen again. */
	hadFiles: z.string().optional(),
})
type Fields = { [Name in keyof z.input<typeof schema>]-?: string }

const endings = Object.values(attachmentTypes)
	.flat()
	.map((ending) => `.${ending}`)
	.join(',')

/** What is thrown away takes as long as what is kept. */
const leastMilliseconds = 300

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const { say, language } = speakerFor(request, context)
	return {
		frame: await frameOf(context),
		title: say('partner.title'),
		open: await isPartnerPageOpen(context.books),
		countries: listCountries(language),
		key: crypto.randomUUID(),
		sent: new URL(request.url).searchParams.has('sent'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const started = performance.now()
	const { books, files } = context
	await countTry(books.sql, 'applications', networkOf(context.address))
	const received = await receiveMessage(request)
	try {
		const hadFiles = received.files.length + received.refusals.length > 0 ? 'yes' : ''
		const form = await readForm(asPosted(request, { ...received.fields, hadFiles }), schema)
		if (!form.ok) return form.reply
		const speaker = speakerFor(request, context)
		const [refusal] = received.refusals
		if (refusal) return form.say(() => presentRefusal(speaker, refusal))
		const { subject, hadFiles: _, ...application } = form.value
		if (!subject) {
			if (!(await isWithin(books.sql, 'applications_to', application.email)))
				return form.say(({ say }) => say('partner.tooMany'))
			if (await isPartnerPageOpen(books)) await keepFiles(books, files, received.files)
			const papers = received.files.map(({ path: _, ...file }) => file)
			const kept = await applyAsPartner(books, { ...application, language: speaker.language, files: papers })
			if (!kept.ok) return form.refuse(kept, { 'customer.vat_number_wrong': 'taxNumber' })
		}
		await pause(Math.max(0, leastMilliseconds - (performance.now() - started)))
		return redirect('/partner-application?sent')
	} catch (error) {
		if (error instanceof Response && error.status === 413) return data(null, { status: 413 })
		throw error
	} finally {
		await received.done()
	}
}

/** The fields of a form with files as a form without. */
function asPosted(request: Request, fields: Record<string, string>): Request {
	const headers = new Headers(request.headers)
	headers.delete('content-length')
	headers.set('content-type', 'application/x-www-form-urlencoded')
	return new Request(request.url, { method: 'POST', headers, body: new URLSearchParams(fields).toString() })
}

/** Where anybody can apply to become a partner: who they are, and what they want to do. */
export default function PartnerApplication() {
	const { frame, title, open, sent } = useLoaderData<typeof loader>()
	const say = usePartnerWords()
	if (!open)
		return (
			<CustomerPage frame={frame} title={title} narrow>
				<Empty title={say('partner.closed')}>{say('partner.closedNote', { company: frame.company })}</Empty>
			</CustomerPage>
		)
	if (sent)
		return (
			<CustomerPage frame={frame} title={title} narrow>
				<Notice kind="good" live title={say('partner.sentTitle')}>
					<p>{say('partner.sent')}</p>
					<p className="mt-2">{say('partner.sentNote')}</p>
				</Notice>
			</CustomerPage>
		)
	return (
		<CustomerPage frame={frame} title={title} lead={say('partner.lead', { company: frame.company })} narrow>
			<ApplicationForm />
		</CustomerPage>
	)
}

function ApplicationForm() {
	const { countries, key } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const say = usePartnerWords()
	const [form, fields] = usePageForm<Fields>(answer ?? undefined, {
		id: 'application',
		defaultValue: { key },
	})
	return (
		<PageForm form={form} encType="multipart/form-data">
			<FormProblems errors={form.errors} />
			<input type="hidden" name="key" value={fields.key.value ?? key} />
			<Section title={say('partner.companyTitle')}>
				<Card>
					<Input
						{...bound(fields.companyName)}
						label={say('partner.companyName')}
						autoComplete="organization"
						required
					/>
					<Select {...bound(fields.country)} label={say('partner.country')} autoComplete="country" required>
						<option value="">{say('partner.countryChoose')}</option>
						{countries.map(({ code, name }) => (
							<option key={code} value={code}>
								{name}
							</option>
						))}
					</Select>
					<Input {...bound(fields.taxNumber)} label={say('partner.taxNumber')} optional />
					<Input {...bound(fields.website)} label={say('partner.website')} autoComplete="url" optional />
				</Card>
			</Section>
			<Section title={say('partner.contactTitle')}>
				<Card>
					<Input {...bound(fields.contactName)} label={say('partner.contactName')} autoComplete="name" required />
					<Input
						{...bound(fields.email)}
						label={say('partner.email')}
						hint={say('partner.emailHint')}
						type="email"
						autoComplete="email"
						required
					/>
					<Input {...bound(fields.phone)} label={say('partner.phone')} type="tel" autoComplete="tel" optional />
				</Card>
			</Section>
			<Section title={say('partner.wishTitle')}>
				<Card>
					<Textarea
						{...bound(fields.wish)}
						label={say('partner.wish')}
						hint={say('partner.wishHint')}
						rows={6}
						maxLength={4000}
						required
					/>
					{answer?.initialValue?.hadFiles ? (
						<p className="mt-5 font-medium text-bad">{say('partner.filesAgain')}</p>
					) : null}
					<FileField
						label={say('partner.files')}
						hint={say('partner.filesHint')}
						name="files"
						accept={endings}
						multiple
						optional
					/>
				</Card>
			</Section>
			<div className="sr-only" aria-hidden="true">
				<label htmlFor="application-subject">{say('partner.leaveEmpty')}</label>
				<input id="application-subject" name="subject" type="text" tabIndex={-1} autoComplete="off" />
			</div>
			<div className="mt-6">
				<Button size="large" wide busy={useIsPosting()}>
					{say('partner.send')}
				</Button>
			</div>
		</PageForm>
	)
}
