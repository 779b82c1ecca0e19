import type { LoaderFunctionArgs } from '@remix-run/node'
import { FileInput, FileText, LayoutDashboard, Play, ScrollText, Users } from 'lucide-react'
import { Avatar } from '../../ui/avatar.tsx'
import { Button } from '../../ui/button.tsx'
import { Console, type Room } from '../../ui/console.tsx'
import { Notice } from '../../ui/notice.tsx'
import { notInProduction } from '../not-in-production.ts'
import { Lists } from './lists.tsx'

export const meta = () => [{ title: 'Console · Style' }]

export function loader({ context }: LoaderFunctionArgs) {
	notInProduction(context)
	return null
}

const rooms: Room[] = [
	{ href: '/dev/style/console', label: 'Today', Icon: LayoutDashboard },
	{ href: '/staff/customers', label: 'Customers', Icon: Users },
	{ href: '/staff/contracts', label: 'Contracts', Icon: ScrollText, count: 3 },
	{ href: '/staff/invoices', label: 'Invoices', Icon: FileText },
	{ href: '/staff/run', label: 'Billing run', Icon: Play },
	{ href: '/staff/import', label: 'Import', Icon: FileInput },
]

/** The frame of the staff console. */
export default function ConsoleStyle() {
	return (
		<Console
			title="Contracts"
			company="Halden Works"
			rooms={rooms}
			lead="5,000 contracts, of which 312 end within 90 days."
			aside={<Button>New contract</Button>}
			account={
				<div className="flex items-center gap-3">
					<Avatar name="Ola Berg" />
					<span className="min-w-0 leading-tight">
						Ola Berg
						<span className="block text-muted text-sm">Finance</span>
					</span>
				</div>
			}
		>
			<div className="mb-6">
				<Notice kind="warn">12 payments failed since yesterday.</Notice>
			</div>
			<Lists />
		</Console>
	)
}
