import { type ActionFunctionArgs, data, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { act, look } from '#core/act.ts'
import { findContractTypes } from '#core/contract/types.ts'
import { findInvoiceTypes, removeInvoiceType, saveInvoiceType } from '#core/invoice/types.ts'
import { may } from '#core/permit.ts'
import { presentRefusal } from '../../present/refusal.ts'
import { invoiceTypeForm, savedOf } from '../../present/staff/invoice-type/posted.ts'
import { type ContractKind, TypeForm } from '../../present/staff/invoice-type/type-form.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Card, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Notice } from '../../ui/notice.tsx'
import { speakerFor } from '../../words/speakers.ts'
import { sayInvoiceType as say } from '../../words/staff-invoice-types.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const [found, ofContracts] = await Promise.all([
		look(context.books, staff.actor, findInvoiceTypes, undefined),
		look(context.books, staff.actor, findContractTypes, undefined),
	])
	if (!found.ok || !ofContracts.ok) throw notFound()
	const types = found.value
	const offered = ofContracts.value.filter(
		({ code, archived }) => !archived || types.some(({ usualFor }) => usualFor.includes(code)),
	)
	return {
		frame: await staffFrameOf(context, staff),
		title: say('invoiceType.title'),
		types,
		contractTypes: [{ code: null, name: say('invoiceType.every') }, ...offered].map(
			({ code, name }): ContractKind => ({
				...{ code, name },
				usual: types.filter(({ usualFor }) => usualFor.includes(code)),
			}),
		),
		saved: new URL(request.url).searchParams.has('saved'),
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const posted = await request.formData()
	const usual = posted.getAll('usual').map(String)
	posted.delete('usual')
	const fields = Object.fromEntries([...posted].map(([name, value]) => [name, String(value).replaceAll('\0', '')]))
	const read = invoiceTypeForm.safeParse({ ...fields, usual })
	if (!read.success) throw notFound()
	const { books } = context
	const outcome =
		read.data.intent === 'save'
			? await act(books, staff.actor, saveInvoiceType, savedOf(read.data))
			: await act(books, staff.actor, removeInvoiceType, { code: read.data.key })
	if (outcome.ok) return redirect('/staff/settings/invoice-types?saved')
	const problem = presentRefusal(speakerFor(request), outcome.refusal)
	return data({ problem, typed: { fields: fields as Record<string, string | undefined>, usual } }, { status: 422 })
}

/** What the company calls its invoices, and which of them are so by themselves: for the administrator. */
export default function InvoiceTypes() {
	const { frame, title, types, contractTypes, saved } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typedFor = (key?: string) =>
		answer?.typed.fields.intent === 'save' && answer.typed.fields.key === key ? answer.typed : undefined
	return (
		<StaffPage frame={frame} title={title} lead={say('invoiceType.lead')}>
			<p className="-mt-3 mb-6">
				<TextLink href="/staff/settings/contract-types">{say('invoiceType.contractTypes')}</TextLink>
			</p>
			{saved && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say('invoiceType.saved')}
					</Notice>
				</div>
			) : null}
			<FormProblems errors={answer ? [answer.problem] : undefined} />
			<div className="max-w-2xl">
				<Section title={say('invoiceType.types')} intro={say('invoiceType.typesIntro')}>
					<Card>
						<ul className="divide-y divide-line">
							{types.map((type) => (
								<li key={type.code} className="py-1">
									<TypeForm type={type} contractTypes={contractTypes} typed={typedFor(type.code)} />
								</li>
							))}
							<li className="py-1">
								<TypeForm contractTypes={contractTypes} typed={typedFor()} />
							</li>
						</ul>
					</Card>
				</Section>
			</div>
		</StaffPage>
	)
}
