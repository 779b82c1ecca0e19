import type { ReactNode } from 'react'
import { Breadcrumb } from '#portal/ui/breadcrumb.tsx'
import { Tabs } from '#portal/ui/tabs.tsx'
import { staffWords } from '#portal/words/staff.ts'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { saySupplier } from '#portal/words/staff-suppliers.ts'
import { ContractPill } from '../../state-pill.tsx'
import { Key, Keys, type KeyTold } from '../keys.tsx'
import { StaffPage } from '../staff-page.tsx'
import { ContractDeeds } from './deeds.tsx'
import type { ContractScreenFacts } from './open-contract.ts'
import { Requests } from './requests.tsx'

export const contractTabs = [
	'overview',
	'payments',
	'lines',
	'billing',
	'collection',
	'documents',
	'machines',
	'followUps',
	'visits',
	'discussion',
	'history',
] as const
export type ContractTab = (typeof contractTabs)[number]

const paths: Record<ContractTab, string> = {
	overview: '',
	payments: '/payments',
	lines: '/lines',
	billing: '/billing',
	collection: '/collection',
	documents: '/documents',
	machines: '/machines',
	followUps: '/follow-ups',
	visits: '/visits',
	discussion: '/discussion',
	history: '/history',
}

/** Where a tab of a contract is. */
export function tabAddress(contractId: string, tab: ContractTab): string {
	return `/staff/contracts/${contractId}${paths[tab]}`
}

type ContractScreenProps = ContractScreenFacts & {
	/** The tab that is open, or that the page belongs to. */
	tab: ContractTab
	/** Under the title, where the page is one step further than its tab. */
	step?: ReactNode
	children: ReactNode
}

/** One contract: its name and state, what can be done with it, what waits for somebody, and its parts as tabs. */
export function ContractScreen({ frame, head, tab, step, children }: ContractScreenProps) {
	const shown = shownTabs(frame.may, head)
	return (
		<StaffPage
			frame={frame}
			title={
				<span className="flex flex-wrap items-center gap-3">
					{head.title || head.number} <ContractPill state={head.state} status={head.status} />
				</span>
			}
			lead={head.title ? head.number : undefined}
			breadcrumb={
				<Breadcrumb
					trail={[
						head.direction === 'payable'
							? { href: '/staff/suppliers/contracts', label: saySupplier('supplier.contracts') }
							: { href: '/staff/contracts', label: staffWords('staff.contracts') },
						{ href: `/staff/customers/${head.customerId}`, label: head.customerName },
					]}
				/>
			}
			aside={
				<>
					<ContractDeeds contract={head} may={frame.may} />
					<Keys keys={[{ of: numbersOf(shown), does: say('screen.parts') }, ...deeds]} />
				</>
			}
		>
			<Tabs
				label={say('screen.parts')}
				tabs={shown.map((name, index) => ({
					href: tabAddress(head.id, name),
					label: (
						<>
							{say(`screen.tabs.${name}`)} <Key of={String((index + 1) % 10)} quiet />
						</>
					),
					shortcut: String((index + 1) % 10),
					count: countOf(name, head),
					current: name === tab,
				}))}
			/>
			<Requests requests={head.requests} of={head.number} />
			{step}
			{children}
			<div className="h-16 lg:hidden" aria-hidden="true" />
		</StaffPage>
	)
}

/** Keys of what is done with a contract. */
const deeds: KeyTold[] = [
	{ of: 'c', does: say('screen.deed.change') },
	{ of: 'a', does: say('screen.deed.add') },
	{ of: 'b', does: say('screen.deed.bill') },
	{ of: 'e', does: say('screen.deed.end') },
	{ of: 'f', does: say('screen.deed.followUp') },
	{ of: '/', does: say('screen.keys.search') },
]

/** The keys of so many tabs; the tenth has the nought. */
function numbersOf({ length }: readonly ContractTab[]): string {
	return length > 9 ? '1–9, 0' : `1–${length}`
}

/** What a member may not read has no tab; what the company pays is neither sold nor billed. */
function shownTabs(
	may: ContractScreenFacts['frame']['may'],
	{ direction }: ContractScreenFacts['head'],
): ContractTab[] {
	if (direction === 'payable')
		return contractTabs.filter(
			(tab) =>
				!['lines', 'billing', 'collection', 'visits'].includes(tab) && (may['payable.read'] || tab !== 'payments'),
		)
	return contractTabs.filter(
		(tab) =>
			tab !== 'payments' &&
			(tab !== 'visits' || may['customer.read']) &&
			(may['invoice.read'] || !['billing', 'collection'].includes(tab)),
	)
}

function countOf(tab: ContractTab, head: ContractScreenFacts['head']): number | undefined {
	if (tab === 'discussion') return head.named + (head.unread ?? 0) || undefined
	return undefined
}
