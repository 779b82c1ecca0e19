import { data, type LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { expectOk, look } from '#core/act.ts'
import { findTrialBalance } from '#core/journal/trial-balance.ts'
import { may } from '#core/permit.ts'
import { lastMonth, readJournalPeriod } from '../../present/staff/journal/period.ts'
import { TrialBalances } from '../../present/staff/journal/trial-balances.tsx'
import { staffFrameOf } from '../../present/staff/staff-frame.ts'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { requireStaff } from '../../sign-in/actor.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Input } from '../../ui/field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { sayJournal as say } from '../../words/staff-journal.ts'

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const staff = await requireStaff(request, context)
	if (!may(staff.actor, 'journal.read')) throw notFound()
	const frame = await staffFrameOf(context, staff)
	const read = readJournalPeriod(request, frame.today)
	const period = read ?? lastMonth(frame.today)
	const balances = read ? expectOk(await look(context.books, staff.actor, findTrialBalance, period)) : []
	const page = { frame, title: say('journal.title'), period, wrong: !read, balances }
	return data(page, { status: read ? 200 : 422 })
}

/** What was posted in a period, and the files of it for accounting. */
export default function Journal() {
	const { frame, title, period, wrong, balances } = useLoaderData<typeof loader>()
	const query = new URLSearchParams(period)
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={say('journal.lead')}
			aside={
				wrong ? undefined : (
					<>
						<LinkButton kind="secondary" href={`/staff/journal.csv?${query}`} download>
							{say('journal.csv')}
						</LinkButton>
						<LinkButton kind="secondary" href={`/staff/journal.xlsx?${query}`} download>
							{say('journal.xlsx')}
						</LinkButton>
					</>
				)
			}
		>
			{wrong ? (
				<div className="mb-6">
					<Notice kind="bad" live>
						{say('journal.wrong')}
					</Notice>
				</div>
			) : null}
			<form className="mb-8 flex flex-wrap items-end gap-4 [&>*]:mt-0" key={`${period.from} ${period.to}`}>
				<Input type="date" name="from" label={say('journal.from')} defaultValue={period.from} required />
				<Input type="date" name="to" label={say('journal.to')} defaultValue={period.to} required />
				<Button kind="secondary">{say('journal.show')}</Button>
			</form>
			{wrong ? null : <TrialBalances balances={balances} />}
		</StaffPage>
	)
}
