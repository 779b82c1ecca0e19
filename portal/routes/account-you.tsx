import { type ActionFunctionArgs, type LoaderFunctionArgs, redirectDocument } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { countryCodes } from '#core/country.ts'
import { findSelf } from '#core/customer/account.ts'
import { editSelf } from '#core/customer/edit-self.ts'
import { readForm } from '../form.ts'
import { bound, PageForm, useIsPosting, usePageForm } from '../page-form.tsx'
import { listFormatCountries, nameCountry } from '../present/country.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { formatDay, formatNumber } from '../present/format.ts'
import { frameOf } from '../present/frame.ts'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireContact } from '../sign-in/actor.ts'
import { isSecure } from '../sign-in/sessions.ts'
import { Breadcrumb } from '../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../ui/button.tsx'
import { Card } from '../ui/card.tsx'
import { Input, Select } from '../ui/field.tsx'
import { FormProblems } from '../ui/form-problems.tsx'
import { languageCodes, languageCookie, languages } from '../words/language.ts'
import { speakerFor } from '../words/speakers.ts'
import { useOwnDetailsWords } from '../words/use-own-details-words.ts'
import { useWords } from '../words/use-words.tsx'

const schema = z.object({
	name: z.string().trim().min(1).max(200),
	phone: z.string().trim().max(50).default(''),
	language: z.enum(['en', 'ru', 'zh', 'vi']),
	formatsCountry: z.enum(countryCodes).optional(),
})
type Fields = z.input<typeof schema>

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const visitor = await requireContact(request, context)
	const found = await look(context.books, visitor.actor, findSelf, undefined)
	if (!found.ok) throw notFound()
	const { say, language, formats } = speakerFor(request, context)
	const chosen = found.value.formatsCountry
	const offered = listFormatCountries(language)
	const isOffered = !chosen || offered.some(({ code }) => code === chosen)
	return {
		frame: await frameOf(context, visitor),
		title: say('account.editYou'),
		self: { ...found.value, formatsCountry: chosen ?? '' },
		countries: isOffered ? offered : [...offered, { code: chosen, name: nameCountry(language, chosen) }],
		sample: `${formatDay(formats, '2026-09-01')} · ${formatNumber(formats, '1234567.5')}`,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const visitor = await requireContact(request, context)
	const form = await readForm(request, schema, context)
	if (!form.ok) return form.reply
	const outcome = await act(context.books, visitor.actor, editSelf, {
		...form.value,
		formatsCountry: form.value.formatsCountry ?? null,
	})
	if (!outcome.ok) return form.refuse(outcome)
	// Its days and numbers are written anew, so it is loaded afresh.
	if (form.value.language === visitor.language) return redirectDocument('/account')
	// Whoever changes the language of their letters expects to be answered in it here too, and its words are loaded.
	const cookie = languageCookie(form.value.language, isSecure(context.settings))
	return redirectDocument('/account', { headers: { 'set-cookie': cookie } })
}

/** A contact's own name, telephone, language, and whose days and numbers they read. */
export default function You() {
	const { frame, title, self, countries, sample } = useLoaderData<typeof loader>()
	const say = useWords()
	const sayOwn = useOwnDetailsWords()
	const [form, fields] = usePageForm<Fields>(useActionData<typeof action>(), { id: 'you', defaultValue: self })
	return (
		<CustomerPage
			frame={frame}
			title={title}
			narrow
			breadcrumb={<Breadcrumb trail={[{ href: '/account', label: say('account.title') }]} />}
		>
			<Card>
				<PageForm form={form}>
					<FormProblems errors={form.errors} />
					<Input {...bound(fields.name)} label={say('account.name')} autoComplete="name" required />
					<Input {...bound(fields.phone)} label={say('account.phone')} type="tel" autoComplete="tel" optional />
					<Select {...bound(fields.language)} label={say('account.language')}>
						{languageCodes.map((code) => (
							<option key={code} value={code} lang={code}>
								{languages[code].name}
							</option>
						))}
					</Select>
					{countries.length > 1 ? (
						<Select {...bound(fields.formatsCountry)} label={sayOwn('ownDetails.formats')} hint={sample}>
							<option value="">{sayOwn('ownDetails.formatsOfAddress')}</option>
							{countries.map(({ code, name }) => (
								<option key={code} value={code}>
									{name}
								</option>
							))}
						</Select>
					) : null}
					<div className="mt-8">
						<Button wide busy={useIsPosting()}>
							{say('shell.save')}
						</Button>
					</div>
				</PageForm>
			</Card>
			<div className="mt-6">
				<Card>
					<h2 className="font-semibold">{say('account.emailTitle')}</h2>
					<p className="break-all">{self.email}</p>
					<p className="mt-1 text-muted">{say('account.emailLead')}</p>
					<div className="mt-4">
						<LinkButton kind="secondary" href="/account/email">
							{say('account.edit')}
						</LinkButton>
					</div>
				</Card>
			</div>
		</CustomerPage>
	)
}
