import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { findContractTypes } from '#core/contract/types.ts'
import { may } from '#core/permit.ts'
import {
	findPenaltyTerms,
	removePenaltyTerms,
	setPenaltyTerms,
	usualDailyRatePercent,
} from '#core/receivable/penalty-terms.ts'
import { readForm } from '../../form.ts'
import { agreedIn, agreeSchema, removeSchema } from '../../present/penalty/posted.ts'
import { TermsForm, TermsList } from '../../present/penalty/terms.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Empty, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayPenalty as say } from '../../words/staff-penalty.ts'

export const meta = titled<typeof loader>()

const schema = z.discriminatedUnion('intent', [agreeSchema, removeSchema])

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const found = await look(
		context.books,
		staff.actor,
		async (scope) => ({ terms: await findPenaltyTerms(scope, {}), types: await findContractTypes(scope) }),
		undefined,
	)
	if (!found.ok) throw notFound()
	const frame = await staffFrameOf(context, staff)
	return {
		frame,
		title: say('penalty.settings'),
		...found.value,
		usualRate: usualDailyRatePercent,
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const { books } = context
	const outcome =
		form.value.intent === 'agree'
			? await act(books, staff.actor, setPenaltyTerms, agreedIn(form.value, null))
			: await act(books, staff.actor, removePenaltyTerms, { id: form.value.id })
	return outcome.ok ? redirect('/staff/settings/penalty?saved') : form.refuse(outcome)
}

/** What late payment costs, for every contract and by type: for the administrator. */
export default function PenaltySettings() {
	const { frame, title, terms, types, usualRate, saved } = useLoaderData<typeof loader>()
	const result = useActionData<typeof action>()
	const names = Object.fromEntries(types.map(({ code, name }) => [code, name]))
	return (
		<StaffPage frame={frame} title={title} lead={say('penalty.settingsLead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/staff/settings/payments">{say('penalty.payments')}</TextLink>
			</p>
			{saved && !result ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('penalty.saved')}
					</Notice>
				</div>
			) : null}
			<div className="max-w-3xl">
				<Section title={say('penalty.terms')} intro={say('penalty.termsLead')}>
					{terms.length === 0 ? (
						<Empty title={say('penalty.none')} />
					) : (
						<TermsList terms={terms} typeNames={names} mayWrite />
					)}
					<Card className="mt-4">
						<FormProblems errors={result?.error?.[''] ?? undefined} />
						<TermsForm
							today={frame.today}
							usualRate={usualRate}
							types={types.filter((type) => !type.archived)}
							typed={result?.initialValue ?? {}}
							errors={result?.error ?? {}}
						/>
					</Card>
				</Section>
			</div>
		</StaffPage>
	)
}
