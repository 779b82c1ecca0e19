import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findCommission } from '#core/commission/find.ts'
import { findAmounts } from '#core/contract/amounts.ts'
import { findContractPage } from '#core/contract/page.ts'
import { dayInput } from '#core/day-input.ts'
import { may } from '#core/permit.ts'
import { Coming } from '../../present/contract/coming.tsx'
import { presentContract } from '../../present/contract/contract.ts'
import { formatDay } from '../../present/format.ts'
import { EarnedCommission } from '../../present/staff/commission/earned.tsx'
import { mostLinesReckoned, openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen, tabAddress } from '../../present/staff/contract/screen.tsx'
import { ContractFigures } from '../../present/staff/contract/summary.tsx'
import { ContractPapers, ContractTerms } from '../../present/staff/contract/terms.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayScreen as say } from '../../words/staff-screen.ts'

export const meta = titled<typeof loader>()

const query = z.object({
	coming: z
		.union([dayInput, z.literal('all')])
		.optional()
		.catch(undefined),
	done: z.string().max(20).optional().catch(undefined),
	count: z.coerce.number().int().optional().catch(undefined),
})
const [comingCount, mostEarned] = [12, 50]

export async function loader(args: LoaderFunctionArgs) {
	const { staff, contractId, screen } = await openContract(args)
	if (!may(staff.actor, 'invoice.read')) throw notFound()
	const { coming, done, count } = query.parse(Object.fromEntries(new URL(args.request.url).searchParams))
	const { books } = args.context
	const { head, frame } = screen
	const afterRenewal = (day: string) => say('screen.afterRenewal', { day: formatDay('en', day) })
	const reckoned = coming !== undefined || head.lineCount <= mostLinesReckoned
	const seesCommission = may(staff.actor, 'commission.read') && head.direction === 'receivable'
	const [page, amounts, commission] = await Promise.all([
		look(books, staff.actor, findContractPage, { id: contractId, coming: reckoned ? comingCount : 0 }),
		look(books, staff.actor, findAmounts, { id: contractId }),
		seesCommission ? look(books, staff.actor, findCommission, { contractId, limit: mostEarned }) : undefined,
	])
	if (!page.ok || !amounts.ok) throw notFound()
	return {
		...screen,
		title: `${say('screen.tabs.billing')} · ${head.number}`,
		page: presentContract(page.value, { whole: coming, today: frame.today, afterRenewal }),
		amounts: amounts.value,
		commission: commission?.ok ? commission.value : null,
		...{ coming, reckoned, done, count: count ?? 0 },
	}
}

/** What a contract was and will be billed, to the cent, and by which terms. */
export default function StaffContractBilling() {
	const { frame, head, page, amounts, commission, coming, reckoned, done, count } = useLoaderData<typeof loader>()
	const here = tabAddress(head.id, 'billing')
	const own = !frame.may['commission.read_all']
	return (
		<ContractScreen frame={frame} head={head} tab="billing">
			{done === 'bill' ? (
				<div className="mb-6">
					<Notice kind="good" live>
						{count > 0 ? staffWords('staff.contract.billed', { count }) : staffWords('staff.contract.billedNothing')}
					</Notice>
				</div>
			) : null}
			<ContractFigures
				amounts={amounts}
				overdueMinor={head.overdueMinor}
				currency={head.currency}
				commission={commission && { ...commission, own, href: '#commission' }}
			/>
			<ContractPapers page={page} />
			{reckoned ? (
				<Coming page={page} wholeAt={(on) => `${here}?coming=${on}#coming`} whole={coming} />
			) : (
				<Section title={staffWords('staff.contract.coming')} id="coming">
					<Card>
						<p className="mb-4">{say('screen.manyLines', { count: head.lineCount })}</p>
						<LinkButton kind="secondary" href={`${here}?coming=all#coming`}>
							{say('screen.reckon')}
						</LinkButton>
					</Card>
				</Section>
			)}
			{commission ? (
				<EarnedCommission
					of={commission}
					contractId={head.id}
					currency={head.currency}
					own={own}
					today={frame.may['report.read'] ? frame.today : null}
				/>
			) : null}
			<ContractTerms page={page} />
		</ContractScreen>
	)
}
