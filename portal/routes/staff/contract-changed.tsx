import type { LoaderFunctionArgs } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findMade } from '#core/amendment/find-made.ts'
import { ToldChanges } from '../../present/change/told.tsx'
import { Day, Money } from '../../present/display.tsx'
import { openContract } from '../../present/staff/contract/open-contract.ts'
import { ContractScreen } from '../../present/staff/contract/screen.tsx'
import { StandingPill } from '../../present/state-pill.tsx'
import { titled } from '../../present/title.ts'
import { notFound } from '../../problem.ts'
import { LinkButton } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { staffWords } from '../../words/staff.ts'
import { sayAmend as say } from '../../words/staff-amend.ts'

const address = z.object({ contractId: z.uuid(), key: z.uuid() })

export const meta = titled<typeof loader>()

export async function loader(args: LoaderFunctionArgs) {
	const { staff, screen } = await openContract(args)
	const asked = address.safeParse(args.params).data
	if (!asked) throw notFound()
	const found = await look(args.context.books, staff.actor, findMade, asked)
	if (!found.ok || found.value.requestId) throw notFound()
	return { ...screen, title: say('amend.changedTitle'), made: found.value }
}

/** What a change by staff has come to: what was said, and what was invoiced or credited at once. */
export default function StaffContractChanged() {
	const { frame, head, made } = useLoaderData<typeof loader>()
	const { contract, told, effectiveOn, papers } = made
	const here = `/staff/contracts/${contract.id}`
	return (
		<ContractScreen frame={frame} head={head} tab="lines">
			<div className="mb-6">
				<Notice
					kind="good"
					live
					title={say('amend.changedTitle')}
					action={
						<span className="flex flex-wrap gap-3">
							<LinkButton size="small" href={`${here}/lines`}>
								{say('amend.toLines')}
							</LinkButton>
							<LinkButton kind="secondary" size="small" href={`${here}/change`}>
								{say('amend.again')}
							</LinkButton>
						</span>
					}
				/>
			</div>
			<Card>
				<ToldChanges told={told} currency={contract.currency} />
				{effectiveOn ? (
					<p className="mt-2 text-muted">
						<Day on={effectiveOn} />
					</p>
				) : null}
			</Card>
			<Section title={say('amend.papers')}>
				{papers.length === 0 ? (
					<Card>{say('amend.noPapers')}</Card>
				) : (
					<RowList>
						{papers.map((paper) => (
							<Row
								key={paper.id}
								href={`/staff/invoices/${paper.id}`}
								title={
									paper.kind === 'invoice'
										? paper.number
										: staffWords('staff.invoice.creditNote', { number: paper.number })
								}
								note={<Day on={paper.issuedOn} />}
								figure={<Money of={{ minor: paper.totalMinor, currency: contract.currency }} />}
								state={<StandingPill standing={paper.standing} credit={paper.kind === 'credit_note'} />}
							/>
						))}
					</RowList>
				)}
			</Section>
		</ContractScreen>
	)
}
