import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { act, look } from '#core/act.ts'
import { listApplications } from '#core/partner-application/find.ts'
import { isPartnerPageOpen, setPartnerPage } from '#core/partner-application/page.ts'
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
import { Button } from '../../ui/button.tsx'
import { Card, Empty } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

const schema = z.object({ open: z.enum(['yes', 'no']) })
const most = 200

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'customer.write')) throw notFound()
	const applications = await look(context.books, staff.actor, listApplications, { limit: most })
	if (!applications.ok) throw notFound()
	return {
		frame: await staffFrameOf(context, staff),
		title: say('supplier.applications'),
		applications: applications.value,
		open: await isPartnerPageOpen(context.books),
		address: `${context.settings.publicUrl}/partner-application`,
	}
}

export async function action({ request, context }: ActionFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'company.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await act(context.books, staff.actor, setPartnerPage, { open: form.value.open === 'yes' })
	return outcome.ok ? redirect('/staff/partner-applications') : form.refuse(outcome)
}

/** Who wants to become a partner, and whether the public page takes anybody in. */
export default function PartnerApplications() {
	const { frame, title, applications, open, address } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('supplier.applicationsLead')}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/suppliers', label: say('supplier.list') }]} />}
		>
			<FormProblems errors={answer?.error?.['']?.map(String)} />
			<Card className="mb-6">
				<div className="flex flex-wrap items-center justify-between gap-4">
					<p className="wrap-anywhere">
						{open ? (
							<>
								{say('supplier.pageOpen')} <TextLink href="/partner-application">{address}</TextLink>
							</>
						) : (
							say('supplier.pageClosed')
						)}
					</p>
					{frame.may['company.write'] ? (
						<form method="post">
							<Button kind="secondary" size="small" name="open" value={open ? 'no' : 'yes'}>
								{say(open ? 'supplier.closePage' : 'supplier.openPage')}
							</Button>
						</form>
					) : null}
				</div>
			</Card>
			{applications.length === 0 ? (
				<Empty title={say('supplier.applicationsNone')} />
			) : (
				<RowList>
					{applications.map(({ id, companyName, contactName, country, confirmedOn, state }) => (
						<Row
							key={id}
							href={`/staff/partner-applications/${id}`}
							title={companyName}
							note={
								<>
									{contactName} · {nameCountry('en', country)} · <Day on={confirmedOn} />
								</>
							}
							state={<ApplicationPill state={state} />}
						/>
					))}
				</RowList>
			)}
		</StaffPage>
	)
}
