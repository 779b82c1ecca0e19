import {
	Banknote,
	BellRing,
	BookOpenText,
	CalendarClock,
	ChartNoAxesColumnIncreasing,
	ChartNoAxesCombined,
	ClipboardCheck,
	Coins,
	FileInput,
	FileText,
	HandCoins,
	Handshake,
	History,
	Landmark,
	LayoutDashboard,
	ListTodo,
	LockKeyhole,
	MessageCircleQuestion,
	MessagesSquare,
	NotebookPen,
	Package,
	PhoneCall,
	Play,
	QrCode,
	ScanBarcode,
	ScrollText,
	Settings2,
	Shuffle,
	Signature,
	Stamp,
	Star,
	Tags,
	Tractor,
	Users,
} from 'lucide-react'
import type { ReactNode } from 'react'
import { Avatar } from '../../ui/avatar.tsx'
import { Banner } from '../../ui/banner.tsx'
import { Button } from '../../ui/button.tsx'
import { Console, type Room } from '../../ui/console.tsx'
import { TextLink } from '../../ui/link.tsx'
import { staffWords as say } from '../../words/staff.ts'
import { sayAlert } from '../../words/staff-alert.ts'
import { sayApproval } from '../../words/staff-approval.ts'
import { sayBank } from '../../words/staff-bank-files.ts'
import { sayChat } from '../../words/staff-chat.ts'
import { sayCollection } from '../../words/staff-collection.ts'
import { sayEquipment } from '../../words/staff-equipment.ts'
import { sayFigures } from '../../words/staff-figures.ts'
import { sayJournal } from '../../words/staff-journal.ts'
import { sayList } from '../../words/staff-lists.ts'
import { sayMachineRequest } from '../../words/staff-machine-requests.ts'
import { sayMessages } from '../../words/staff-messages.ts'
import { sayPayment } from '../../words/staff-payments.ts'
import { sayUpdate } from '../../words/staff-price-updates.ts'
import { sayPrice } from '../../words/staff-prices.ts'
import { sayQuote } from '../../words/staff-quote.ts'
import { sayRestructuring } from '../../words/staff-restructuring.ts'
import { sayScreen } from '../../words/staff-screen.ts'
import { saySecondFactor } from '../../words/staff-second-factor.ts'
import { saySupplier } from '../../words/staff-suppliers.ts'
import { sayTask } from '../../words/staff-tasks.ts'
import { Day } from '../display.tsx'
import { FindBox } from './find-box.tsx'
import type { StaffFrame } from './staff-frame.ts'

type StaffPageProps = {
	frame: StaffFrame
	title: ReactNode
	lead?: ReactNode
	aside?: ReactNode
	breadcrumb?: ReactNode
	children: ReactNode
}

/** A page of the console in its frame: the rooms this member may enter, who they are, and a demo's day. */
export function StaffPage({ frame, ...page }: StaffPageProps) {
	return (
		<Console
			{...page}
			company={frame.company}
			rooms={roomsOf(frame)}
			search={frame.may['customer.read'] ? <FindBox /> : null}
			account={<Member frame={frame} />}
			banner={frame.demo ? <DemoClock frame={frame} /> : null}
		/>
	)
}

function roomsOf({ may, waiting, toDecide, role }: StaffFrame): Room[] {
	const collection = may['collection.read']
		? [{ href: '/staff/collection', label: sayCollection('collection.title'), Icon: PhoneCall }]
		: []
	return [
		{ href: '/staff', label: say('staff.today'), Icon: LayoutDashboard },
		// What a collector opens all day is under their thumb.
		...(role === 'collector' ? collection : []),
		...(may['contract.read']
			? [{ href: '/staff/approvals', label: sayApproval('approval.title'), Icon: Stamp, count: toDecide }]
			: []),
		...(may['message.read']
			? [{ href: '/staff/messages', label: sayMessages('messages.title'), Icon: MessagesSquare, count: waiting }]
			: []),
		{ href: '/staff/chat', label: sayChat('chat.title'), Icon: MessageCircleQuestion },
		{ href: '/staff/my-alerts', label: sayAlert('alert.mine'), Icon: BellRing },
		...(may['customer.read'] ? [{ href: '/staff/customers', label: say('staff.customers'), Icon: Users }] : []),
		...(may['contract.read'] ? [{ href: '/staff/contracts', label: say('staff.contracts'), Icon: ScrollText }] : []),
		...(may['customer.read']
			? [{ href: '/staff/suppliers', label: saySupplier('supplier.title'), Icon: Handshake }]
			: []),
		...(may['payable.read']
			? [{ href: '/staff/payables', label: saySupplier('supplier.payments'), Icon: HandCoins }]
			: []),
		...(may['contract.read'] ? [{ href: '/staff/lines', label: sayList('list.rooms.lines'), Icon: ScanBarcode }] : []),
		...(may['equipment.read']
			? [{ href: '/staff/equipment', label: sayList('list.rooms.equipment'), Icon: Tractor }]
			: []),
		...(may['machine_request.record']
			? [{ href: '/staff/machine-requests', label: sayMachineRequest('request.title'), Icon: LockKeyhole }]
			: []),
		...(may['delivery.release'] ? [{ href: '/staff/gate', label: sayEquipment('delivery.gate'), Icon: QrCode }] : []),
		...(may['customer.read']
			? [{ href: '/staff/follow-ups', label: sayList('list.rooms.followUps'), Icon: NotebookPen }]
			: []),
		...(may['customer.read'] ? [{ href: '/staff/tasks', label: sayTask('task.title'), Icon: ListTodo }] : []),
		...(role === 'collector' ? [] : collection),
		...(may['survey.read']
			? [{ href: '/staff/surveys', label: sayScreen('screen.surveys'), Icon: ClipboardCheck }]
			: []),
		...(may['quote.read'] ? [{ href: '/staff/quotes', label: sayQuote('quote.quotes'), Icon: Signature }] : []),
		...(may['invoice.read'] ? [{ href: '/staff/invoices', label: say('staff.invoices'), Icon: FileText }] : []),
		...(may['invoice.read']
			? [{ href: '/staff/instalments', label: sayList('list.rooms.instalments'), Icon: CalendarClock }]
			: []),
		...(may['invoice.read'] ? [{ href: '/staff/receipts', label: sayList('list.rooms.receipts'), Icon: Coins }] : []),
		...(may['payment.record'] ? [{ href: '/staff/bank-files', label: sayBank('bank.title'), Icon: Landmark }] : []),
		...(may['invoice.read'] ? [{ href: '/staff/payments', label: sayPayment('payment.title'), Icon: Banknote }] : []),
		...(may['report.read']
			? [{ href: '/staff/figures', label: sayFigures('figures.title'), Icon: ChartNoAxesCombined }]
			: []),
		...(may['invoice.run'] ? [{ href: '/staff/run', label: say('staff.run'), Icon: Play }] : []),
		...(may['message.read'] ? [{ href: '/staff/ratings', label: sayMessages('ratings.title'), Icon: Star }] : []),
		...(may['journal.read']
			? [{ href: '/staff/journal', label: sayJournal('journal.title'), Icon: BookOpenText }]
			: []),
		...(may['audit.read'] ? [{ href: '/staff/audit', label: say('staff.audit.title'), Icon: History }] : []),
		...(may['product.read'] ? [{ href: '/staff/products', label: sayList('list.rooms.products'), Icon: Package }] : []),
		...(may['contract.write'] ? [{ href: '/staff/prices', label: sayPrice('price.title'), Icon: Tags }] : []),
		...(may['product.write']
			? [{ href: '/staff/price-updates', label: sayUpdate('update.title'), Icon: ChartNoAxesColumnIncreasing }]
			: []),
		...(may['contract.amend']
			? [{ href: '/staff/restructurings', label: sayRestructuring('restructuring.title'), Icon: Shuffle }]
			: []),
		...(may['import.run'] ? [{ href: '/staff/imports', label: say('staff.imports'), Icon: FileInput }] : []),
		...(may['company.write'] || may['product.write'] || may['tax.write'] || may['staff.write']
			? [{ href: '/staff/settings', label: say('staff.settings'), Icon: Settings2 }]
			: []),
	]
}

function Member({ frame }: { frame: StaffFrame }) {
	return (
		<div>
			<div className="flex items-center gap-3">
				<Avatar name={frame.name} />
				<span className="min-w-0 grow leading-tight">
					<span className="block truncate">{frame.name}</span>
					<span className="block text-muted text-sm">{say(`staff.role.${frame.role}`)}</span>
				</span>
			</div>
			<p className="mt-2 text-sm">
				<TextLink href="/staff/second-factor">{saySecondFactor('second.mine')}</TextLink>
				{' · '}
				<TextLink href="/staff/password">{saySecondFactor('second.password')}</TextLink>
			</p>
			<form method="post" action="/sign-out" className="mt-2">
				<input type="hidden" name="audience" value="staff" />
				<Button kind="secondary" size="small" wide>
					{say('staff.signOut')}
				</Button>
			</form>
		</div>
	)
}

/** The demonstration's day, and the way on: the run bills what falls due on it. */
function DemoClock({ frame }: { frame: StaffFrame }) {
	return (
		<Banner>
			<form method="post" action="/staff/clock" className="flex flex-wrap items-center justify-center gap-x-4 gap-y-1">
				<span>
					{say('staff.demoDay')} <Day on={frame.today} />
				</span>
				{frame.may['clock.move'] ? (
					<span className="flex gap-2">
						<Button kind="secondary" size="small" name="by" value="day">
							{say('staff.moveDay')}
						</Button>
						<Button kind="secondary" size="small" name="by" value="month">
							{say('staff.moveMonth')}
						</Button>
					</span>
				) : null}
			</form>
		</Banner>
	)
}
