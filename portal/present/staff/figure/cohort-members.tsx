import type { CohortMember } from '#core/report/cohort-members.ts'
import { Empty, Section } from '../../../ui/card.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Table } from '../../../ui/table.tsx'
import { sayFigures as say } from '../../../words/staff-figures.ts'
import { formatMoney, formatMonth, formatNumber } from '../../format.ts'
import { FileButtons, type FileEnding } from '../file-buttons.tsx'

type Members = { members: CohortMember[]; count: number; firstMinor: bigint; mrrMinor: bigint }

type CohortMembersProps = { of: Members; title: string; currency: string; file: (ending: FileEnding) => string }

/** The customers of one cell, and what each brings: they sum to it. `file` is where all of them download. */
export function CohortMembers({ of, title, currency, file }: CohortMembersProps) {
	const money = (minor: bigint) => formatMoney('en', { minor, currency })
	return (
		<Section
			id="members"
			title={title}
			actions={
				<span className="flex flex-wrap gap-3">
					<FileButtons to={file} rows size="small" />
				</span>
			}
			intro={say('figures.behindNote', { count: formatNumber('en', of.count), sum: money(of.mrrMinor) })}
		>
			{of.members.length === 0 ? (
				<Empty title={say('figures.behindNone')} />
			) : (
				<Table
					caption={title}
					quietCaption
					rows={of.members}
					keyOf={(row) => row.customerId}
					columns={[
						{
							key: 'customer',
							title: say('figures.customer'),
							cell: (row) => <TextLink href={`/staff/customers/${row.customerId}`}>{row.customerName}</TextLink>,
						},
						{ key: 'start', title: say('figures.begun'), cell: (row) => formatMonth('en', row.startedOn) },
						{ key: 'first', title: say('figures.first'), figures: true, cell: (row) => money(row.firstMinor) },
						{ key: 'mrr', title: say('figures.left'), figures: true, lead: true, cell: (row) => money(row.mrrMinor) },
					]}
					totals={{ customer: say('figures.total'), first: money(of.firstMinor), mrr: money(of.mrrMinor) }}
				/>
			)}
		</Section>
	)
}
