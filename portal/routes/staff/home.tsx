import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { look } from '#core/act.ts'
import { may } from '#core/permit.ts'
import { findToday } from '#core/report/today.ts'
import { Day, Money } from '../../present/display.tsx'
import { type Figure, Figures } from '../../present/staff/figures.tsx'
import { InOne, Rates } from '../../present/staff/rate/in-one.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords as say } from '../../words/staff.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const frame = await staffFrameOf(context, staff)
	const title = say('staff.today')
	if (!may(staff.actor, 'invoice.read')) return { frame, title, today: null }
	const found = await look(context.books, staff.actor, findToday, undefined as never)
	if (!found.ok) return { frame, title, today: null }
	const { drafts, ...today } = found.value
	return {
		frame,
		title,
		today: { ...today, drafts: drafts.map((draft) => ({ ...draft, startsOn: draft.startsOn.toString() })) },
	}
}

type Found = NonNullable<ReturnType<typeof useLoaderData<typeof loader>>['today']>

/** The first room: what waits for somebody, and how the company stands. */
export default function Home() {
	const { frame, title, today } = useLoaderData<typeof loader>()
	return (
		<StaffPage frame={frame} title={title} lead={say('staff.home.lead')}>
			{today ? (
				<>
					{today.due > 0 ? (
						<div className="mb-6">
							<Notice
								kind="info"
								action={
									frame.may['invoice.run'] ? (
										<LinkButton href="/staff/run" kind="secondary" size="small">
											{say('staff.home.billNow')}
										</LinkButton>
									) : undefined
								}
							>
								{say('staff.home.due', { count: today.due })}
							</Notice>
						</div>
					) : null}
					<Figures figures={figuresOf(today.money)} />
					{today.inOne.mrr || today.inOne.open ? (
						<div className="mb-8">
							<InOne of={today.inOne.mrr} what={say('staff.home.mrr')} />
							<InOne of={today.inOne.open} what={say('staff.home.open')} />
							<InOne of={today.inOne.overdue} what={say('staff.home.overdue')} />
							<Rates sums={[today.inOne.mrr, today.inOne.open, today.inOne.overdue]} />
						</div>
					) : null}
					<div className="grid gap-x-8 lg:grid-cols-2">
						<Late late={today.late} />
						<div className="max-lg:mt-10">
							<Failed failed={today.failed} />
							<Drafts drafts={today.drafts} />
						</div>
					</div>
				</>
			) : (
				<Empty title={say('staff.home.nothing')} />
			)}
		</StaffPage>
	)
}

function figuresOf(money: Found['money']): Figure[] {
	return money.map(({ currency, ...sums }) => ({
		key: currency,
		label: `${say('staff.home.mrr')}, ${currency}`,
		figure: <Money of={{ minor: sums.mrrMinor, currency }} />,
		note: (
			<>
				{say('staff.home.inForce', { count: sums.contracts })}
				<br />
				{say('staff.home.open')}: <Money of={{ minor: sums.openMinor, currency }} />
				<br />
				{say('staff.home.overdue')}: <Money of={{ minor: sums.overdueMinor, currency }} />
			</>
		),
	}))
}

function Late({ late }: { late: Found['late'] }) {
	return (
		<Section title={say('staff.home.late')}>
			{late.length === 0 ? (
				<Empty title={say('staff.home.noLate')} />
			) : (
				<RowList>
					{late.map((invoice) => (
						<Row
							key={invoice.id}
							href={`/staff/invoices/${invoice.id}`}
							title={invoice.customerName}
							note={`${invoice.number} · ${say('staff.home.lateDays', { count: invoice.days })}`}
							figure={<Money of={{ minor: invoice.openMinor, currency: invoice.currency }} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

function Failed({ failed }: { failed: Found['failed'] }) {
	return (
		<Section title={say('staff.home.failed')}>
			{failed.length === 0 ? (
				<Empty title={say('staff.home.noFailed')} />
			) : (
				<RowList>
					{failed.map((payment) => (
						<Row
							key={payment.id}
							href={`/staff/customers/${payment.customerId}`}
							title={payment.customerName}
							note={
								<>
									<Day on={payment.on} />
									{payment.failureCode ? ` · ${reasonOf(payment.failureCode)}` : null}
								</>
							}
							figure={<Money of={{ minor: payment.amountMinor, currency: payment.currency }} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}

/** A reason that has no words yet is shown as core calls it. */
function reasonOf(code: string): string {
	try {
		return (say as (key: string) => string)(`staff.followed.reasons.${code}`)
	} catch {
		return code.replaceAll('_', ' ')
	}
}

function Drafts({ drafts }: { drafts: Found['drafts'] }) {
	return (
		<Section title={say('staff.home.drafts')}>
			{drafts.length === 0 ? (
				<Empty title={say('staff.home.noDrafts')} />
			) : (
				<RowList>
					{drafts.map((draft) => (
						<Row
							key={draft.id}
							href={`/staff/contracts/${draft.id}`}
							title={draft.title || draft.number}
							note={`${draft.number} · ${draft.customerName}`}
							figure={<Day on={draft.startsOn} />}
						/>
					))}
				</RowList>
			)}
		</Section>
	)
}
