import { type ActionFunctionArgs, type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { actOnFile } from '../../present/staff/bank/act-on-file.ts'
import { Entry } from '../../present/staff/bank/entry.tsx'
import { FileNote } from '../../present/staff/bank/files.tsx'
import { NameColumns } from '../../present/staff/bank/name-columns.tsx'
import { GoingsNotice, ShowTabs, SureNotice, TakenNotice } from '../../present/staff/bank/notices.tsx'
import { openBankFilePage } from '../../present/staff/bank/open-file.ts'
import { SplitEntry } from '../../present/staff/bank/split-entry.tsx'
import { ChooseCustomer } from '../../present/staff/choose-customer.tsx'
import { StaffPage } from '../../present/staff/staff-page.tsx'
import { titled } from '../../present/title.ts'
import { Breadcrumb } from '../../ui/breadcrumb.tsx'
import { Empty, Section } from '../../ui/card.tsx'
import { FormProblems } from '../../ui/form-problems.tsx'
import { TextLink } from '../../ui/link.tsx'
import { Pagination } from '../../ui/pagination.tsx'
import { sayBank as say } from '../../words/staff-bank-files.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openBankFilePage(args)

export async function action(args: ActionFunctionArgs) {
	const done = await actOnFile(args)
	return typeof done === 'string' ? redirect(done) : done
}

/** What a bank told, entry by entry, with who may have paid and why; or its columns, where they must be named first. */
export default function BankFile() {
	const { frame, title, file, page, show, table, currency, one, listed, sure, goings, told } =
		useLoaderData<typeof loader>()
	const answer = useActionData<typeof action>()
	const typed: Record<string, unknown> = answer?.initialValue ?? {}
	const errors = answer?.error ?? {}
	return (
		<StaffPage
			frame={frame}
			title={title}
			lead={<FileNote file={file} />}
			breadcrumb={<Breadcrumb trail={[{ href: '/staff/bank-files', label: say('bank.title') }]} />}
		>
			<TakenNotice told={told} />
			<FormProblems errors={errors[''] ?? []} />
			{table ? <NameColumns {...{ table, currency, typed, errors }} /> : null}
			{one ? (
				<>
					<p className="mb-4">
						<TextLink href={page}>{say('bank.back')}</TextLink>
					</p>
					<Entry entry={one.entry} page={page} alone />
					{one.split ? (
						<SplitEntry
							action={`${page}?entry=${one.entry.id}&customer=${one.split.customer.id}`}
							customer={one.split.customer}
							currency={one.entry.currency}
							split={one.split.split}
							{...{ typed, errors }}
						/>
					) : null}
					{one.mayChoose ? (
						<Section title={say('bank.who')}>
							<ChooseCustomer page={page} kept={{ entry: one.entry.id }} find={one.find} found={one.found} />
						</Section>
					) : null}
				</>
			) : null}
			{listed ? (
				<>
					<ShowTabs page={page} show={show} />
					{show === 'open' ? <SureNotice sure={sure} page={page} /> : null}
					<GoingsNotice goings={goings} page={page} />
					{listed.rows.length === 0 ? (
						<Empty title={say(show === 'open' ? 'bank.nothingOpen' : 'bank.nothing')} />
					) : (
						<ul className="grid gap-4" aria-label={say('bank.shows')}>
							{listed.rows.map((entry) => (
								<li key={entry.id}>
									<Entry entry={entry} page={page} />
								</li>
							))}
						</ul>
					)}
					<Pagination {...listed.paging} />
				</>
			) : null}
		</StaffPage>
	)
}
