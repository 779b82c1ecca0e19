import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { type DuesOfMonth, listDues, sumDues, sumLate } from '#core/payable/find.ts'
import { may } from '#core/permit.ts'
import { readForm } from '../../form.ts'
import { Money, Month } from '../../present/display.tsx'
import { Figures } from '../../present/staff/figures.tsx'
import { Downloads } from '../../present/staff/file-buttons.tsx'
import { duesAsked, payableShows, payablesAsked } from '../../present/staff/payable/asked.ts'
import { Dues } from '../../present/staff/payable/dues.tsx'
import { doPay, paySchemas } from '../../present/staff/payable/posted.ts'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Table } from '../../ui/table.tsx'
import { Tabs } from '../../ui/tabs.tsx'
import { saySupplier as say } from '../../words/staff-suppliers.ts'

export const meta = titled<typeof loader>()

const perPage = 300

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	const { actor } = staff
	if (!may(actor, 'payable.read')) throw notFound()
	const { show, months, done } = payablesAsked(request)
	const frame = await staffFrameOf(context, staff)
	const today = Temporal.PlainDate.from(frame.today)
	const { books } = context
	const [first, next30, year] = [
		today.with({ day: 1 }).toString(),
		today.add({ days: 30 }).toString(),
		today.add({ years: 1 }).subtract({ days: 1 }).toString(),
	]
	const [dues, late, soon, byMonth] = await Promise.all([
		look(books, actor, listDues, { ...duesAsked({ show, months }, today), limit: perPage }),
		look(books, actor, sumLate, undefined),
		look(books, actor, sumDues, { from: frame.today, to: next30 }),
		look(books, actor, sumDues, { from: first, to: year }),
	])
	if (!dues.ok || !late.ok || !soon.ok || !byMonth.ok) throw notFound()
	return {
		frame,
		title: say('supplier.payments'),
		dues: dues.value.slice(0, perPage),
		late: late.value,
		soon: totalOf(soon.value),
		year: totalOf(byMonth.value),
		byMonth: byMonth.value,
		...{ show, months, done },
	}
}

/** What is open, each currency by itself. */
function totalOf(months: readonly DuesOfMonth[]): { currency: string; minor: bigint }[] {
	const sums = new Map<string, bigint>()
	for (const { currency, openMinor } of months) sums.set(currency, (sums.get(currency) ?? 0n) + openMinor)
	return [...sums].map(([currency, minor]) => ({ currency, minor }))
}

const schema = z.discriminatedUnion('intent', [...paySchemas])

export async function action({ request, context }: ActionFunctionArgs) {
	const { actor } = await requireStaff(request, context)
	if (!may(actor, 'payable.write')) throw notFound()
	const form = await readForm(request, schema)
	if (!form.ok) return form.reply
	const outcome = await doPay(context.books, actor, form.value)
	if (!outcome.ok) return form.refuse(outcome)
	const { show, months } = payablesAsked(request)
	return redirect(`/staff/payables?${new URLSearchParams({ show, months: String(months), done: form.value.intent })}`)
}

/** What is to be paid to suppliers and partners: late, soon, and month by month. */
export default function Payables() {
	const { frame, title, dues, late, soon, year, byMonth, show, months, done } = useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('supplier.lead')}
			aside={
				<LinkButton kind="secondary" href="/staff/suppliers/contracts">
					{say('supplier.contracts')}
				</LinkButton>
			}
		>
			<FormProblems errors={answer?.error ? Object.values(answer.error).flatMap((one) => one ?? []) : undefined} />
			{done && !answer ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{say(done === 'pay' ? 'supplier.paidDone' : 'supplier.undone')}
					</Notice>
				</div>
			) : null}
			<Figures
				figures={[
					{ key: 'late', label: say('supplier.lateNow'), figure: <Sums of={late} />, note: undefined },
					{ key: 'soon', label: say('supplier.next30'), figure: <Sums of={soon} /> },
					{ key: 'year', label: say('supplier.next12'), figure: <Sums of={year} /> },
				]}
			/>
			<Tabs
				label={say('supplier.show')}
				tabs={payableShows.map((one) => ({
					href: `/staff/payables?show=${one}`,
					label: say(`supplier.shows.${one}`),
					current: one === show,
				}))}
			/>
			{dues.length === 0 ? (
				<Empty title={say('supplier.none')}>{say('supplier.noneNote')}</Empty>
			) : (
				<Dues dues={dues} caption={title} today={frame.today} mayPay={frame.may['payable.write'] ?? false} />
			)}
			{show !== 'late' && months < 60 ? (
				<p className="mt-4">
					<LinkButton
						kind="secondary"
						size="small"
						href={`/staff/payables?show=${show}&months=${Math.min(60, months * 2)}`}
					>
						{say('supplier.more')}
					</LinkButton>
				</p>
			) : null}
			{dues.length > 0 ? (
				<Downloads to={(ending) => `/staff/payables.${ending}?show=${show}&months=${months}`} />
			) : null}
			{byMonth.length > 0 ? (
				<Section title={say('supplier.byMonth')}>
					<Table
						caption={say('supplier.byMonth')}
						quietCaption
						rows={byMonth}
						keyOf={({ month, currency }) => `${month} ${currency}`}
						columns={[
							{ key: 'month', title: say('supplier.month'), cell: ({ month }) => <Month of={month} /> },
							...(['planned', 'paid', 'open'] as const).map((part) => ({
								key: part,
								title: say(`supplier.${part}`),
								figures: true,
								...(part === 'open' ? { lead: true } : {}),
								cell: (row: DuesOfMonth) => <Money of={{ minor: row[`${part}Minor`], currency: row.currency }} />,
							})),
						]}
					/>
				</Section>
			) : null}
		</StaffPage>
	)
}

function Sums({ of }: { of: readonly { currency: string; minor: bigint }[] }) {
	if (of.length === 0) return '–'
	return of.map(({ currency, minor }) => (
		<span key={currency} className="block">
			<Money of={{ minor, currency }} />
		</span>
	))
}
