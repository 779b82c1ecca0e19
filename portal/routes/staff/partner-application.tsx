import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { askAgain } from '#core/partner-application/confirm.ts'
import { findApplication } from '#core/partner-application/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { nameCountry } from '../../present/country.ts'
import { Day } from '../../present/display.tsx'
import { ApplicationPill } from '../../present/staff/payable/application-pill.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Facts } from '../../ui/facts.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

const address = z.object({ applicationId: z.uuid() })
const schema = z.object({ intent: z.literal('ask') })

export async function loader({ request, context, params }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { applicationId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(staff.actor, 'customer.write')) throw notFound()
	const found = await look(context.books, staff.actor, findApplication, { id })
	if (!found.ok) throw notFound()
	return { frame: await staffFrameOf(context, staff), title: found.value.companyName, application: found.value }
}

export async function action({ request, context, params }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { applicationId: id } = address.safeParse(params).data ?? {}
	if (!id || !may(staff.actor, 'customer.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await act(context.books, staff.actor, askAgain, { id })
	return outcome.ok ? redirect(`/staff/approvals/${outcome.value.requestId}`) : form.refuse(outcome)
}

/** What somebody who wants to become a partner has written, and who they may be. */
export default function PartnerApplication() {
	const { frame, title, application } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const { state, request, customerId } = application
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{title} <ApplicationPill state={state} />
				</span>
			}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/partner-applications', label: say('supplier.applications') }]} />}
			aside={
				customerId ? (
					<LinkButton href={`/staff/customers/${customerId}`}>{say('supplier.toPartner')}</LinkButton>
				) : request?.state === 'waiting' ? (
					<LinkButton href={`/staff/approvals/${request.id}`}>{say('supplier.toRequest')}</LinkButton>
				) : state === 'waiting' ? (
					<form method="post">
						<Button name="intent" value="ask">
							{say('supplier.askAgain')}
						</Button>
					</form>
				) : null
			}
		>
			<FormProblems errors={answer?.error?.['']?.map(String)} />
			<div className="grid gap-x-8 lg:grid-cols-2 lg:[&>section]:mt-0">
				<Section title={say('supplier.application')}>
					<Card>
						<Facts
							facts={[
								{ name: say('supplier.contact'), value: application.contactName },
								{ name: say('supplier.email'), value: application.email },
								{ name: say('supplier.phone'), value: application.phone || '–' },
								{ name: say('supplier.website'), value: application.website || '–' },
								{ name: say('supplier.country'), value: nameCountry('en', application.country) },
								{ name: say('supplier.taxNumber'), value: application.taxNumber || '–' },
								{ name: say('supplier.confirmed'), value: <Day on={application.confirmedOn} /> },
								...(application.decidedOn
									? [{ name: say('supplier.decided'), value: <Day on={application.decidedOn} /> }]
									: []),
							]}
						/>
					</Card>
				</Section>
				<Section title={say('supplier.wish')}>
					<Card>
						<p className="wrap-anywhere whitespace-pre-line">{application.wish}</p>
						{application.files.length > 0 ? (
							<>
								<h3 className="mt-5 font-medium font-sans text-base text-muted">{say('supplier.papers')}</h3>
								<ul className="mt-1">
									{application.files.map((file) => (
										<li key={file.id} className="wrap-anywhere">
											<TextLink href={`/staff/partner-applications/files/${file.id}`}>{file.fileName}</TextLink>
										</li>
									))}
								</ul>
							</>
						) : null}
					</Card>
				</Section>
			</div>
			{application.known.length > 0 ? (
				<Section title={say('supplier.known')} intro={say('supplier.knownNote')}>
					<RowList>
						{application.known.map(({ kind, id, name, note, role }) => (
							<Row
								key={id}
								href={kind === 'party' ? `/staff/customers/${id}` : `/staff/partner-applications/${id}`}
								title={name}
								note={kind === 'party' ? note : <Day on={note} />}
								state={role ? say(`supplier.role.${role}`) : say('supplier.application')}
							/>
						))}
					</RowList>
				</Section>
			) : null}
		</StaffPage>
	)
}
