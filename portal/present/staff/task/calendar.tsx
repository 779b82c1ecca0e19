import type { Task } from '#core/follow-up/list-tasks.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Anchor, TextLink } from '#portal/ui/link.tsx'
import { sayTask as say } from '#portal/words/staff-tasks.ts'
import { Day, Month } from '../../display.tsx'
import { formatDay } from '../../format.ts'
import { taskAddress } from './asked.ts'
import type { CalendarDays, CalendarView } from './days.ts'

/** A task, or what stands on its day as one and leads elsewhere. */
type CalendarTask = Task & { href?: string }

const hrefOf = ({ href, contractId, customerId }: CalendarTask): string =>
	href ?? (contractId ? `/staff/contracts/${contractId}/follow-ups` : `/staff/customers/${customerId}`)

type CalendarProps = {
	calendar: CalendarDays
	tasks: readonly CalendarTask[]
	whose: string | undefined
	view: CalendarView
	/** The company's day, ISO. */
	today: string
}

/** On a month so many are named on a day; a week names all. */
const mostNamed = 3

/** One list of days: seven abreast on a desk, and on a phone only those that hold something. */
export function Calendar({ calendar, tasks, whose, view, today }: CalendarProps) {
	const byDay = Map.groupBy(tasks, ({ nextOn }) => nextOn)
	return (
		<>
			<Moving {...{ calendar, whose, view }} />
			{tasks.length === 0 ? <p className="mb-4 text-muted">{say('task.noneIn')}</p> : null}
			<div aria-hidden="true" className="hidden grid-cols-7 gap-px pb-1 text-muted text-sm sm:grid">
				{calendar.days.slice(0, 7).map((day) => (
					<span key={day} className="px-2">
						{weekdays[calendar.days.indexOf(day)]}
					</span>
				))}
			</div>
			<ol className="grid gap-px overflow-hidden rounded-card border border-line bg-line sm:grid-cols-7">
				{calendar.days.map((day) => (
					<OneDay
						key={day}
						day={day}
						tasks={byDay.get(day) ?? []}
						most={view === 'month' ? mostNamed : 100}
						more={taskAddress('/staff/tasks/calendar', { view: 'week', on: day, whose })}
						outside={view === 'month' && !day.startsWith(calendar.month)}
						today={today}
						tall={view === 'week'}
					/>
				))}
			</ol>
		</>
	)
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']

type OneDayProps = {
	day: string
	tasks: readonly CalendarTask[]
	most: number
	/** The week of the day, where all of them are named. */
	more: string
	outside: boolean
	today: string
	tall: boolean
}

function OneDay({ day, tasks, most, more, outside, today, tall }: OneDayProps) {
	const isToday = day === today
	return (
		<li
			aria-current={isToday ? 'date' : undefined}
			className={`min-w-0 p-2.5 ${tasks.length === 0 ? 'max-sm:hidden' : ''} ${tall ? 'sm:min-h-72' : 'sm:min-h-28'} ${outside ? 'bg-sunken' : 'bg-surface'}`}
		>
			<p className={`text-sm ${isToday ? 'font-semibold text-accent' : 'text-muted'}`}>
				<span className="sm:sr-only">
					<Day on={day} />
				</span>
				<span aria-hidden="true" className="max-sm:hidden">
					{Number(day.slice(8))}
				</span>
			</p>
			{tasks.length > 0 ? (
				<ul className="mt-1 space-y-1">
					{tasks.slice(0, most).map((task) => (
						<li key={task.id}>
							<Anchor
								href={hrefOf(task)}
								className={`block rounded border-l-3 px-1.5 py-1 text-sm no-underline hover:bg-sunken ${day < today ? 'border-bad bg-bad-soft' : 'border-accent bg-accent-soft'}`}
							>
								<span className="wrap-anywhere block font-medium leading-snug">
									{task.nextStep || say('task.step')}
								</span>
								<span className="block truncate text-muted">
									{[task.customerName, task.assigneeName].filter(Boolean).join(' · ')}
								</span>
							</Anchor>
						</li>
					))}
					{tasks.length > most ? (
						<li className="px-1.5 text-sm">
							<TextLink href={more}>
								{say('task.moreOnDay', { count: tasks.length - most })}
								<span className="sr-only">, {formatDay('en', day)}</span>
							</TextLink>
						</li>
					) : null}
				</ul>
			) : null}
		</li>
	)
}

function Moving({ calendar, whose, view }: Pick<CalendarProps, 'calendar' | 'whose' | 'view'>) {
	const at = (asked: Record<string, string | undefined>) =>
		taskAddress('/staff/tasks/calendar', { view, whose, ...asked })
	return (
		<div className="mb-4 flex flex-wrap items-center gap-2">
			<h2 className="mr-auto font-semibold text-xl tracking-tight" aria-live="polite">
				{view === 'month' ? (
					<Month of={calendar.month} />
				) : (
					<>
						<Day on={calendar.from} /> – <Day on={calendar.to} />
					</>
				)}
			</h2>
			<LinkButton kind="secondary" size="small" href={at({ on: calendar.earlier })}>
				{say('task.earlier')}
			</LinkButton>
			<LinkButton kind="secondary" size="small" href={at({})}>
				{say('task.now')}
			</LinkButton>
			<LinkButton kind="secondary" size="small" href={at({ on: calendar.later })}>
				{say('task.later')}
			</LinkButton>
			{(['month', 'week'] as const).map((one) => (
				<LinkButton
					key={one}
					kind={one === view ? 'primary' : 'secondary'}
					size="small"
					href={at({ view: one, on: calendar.days.find((day) => day.startsWith(calendar.month)) })}
					aria-current={one === view ? 'true' : undefined}
				>
					{say(`task.${one}`)}
				</LinkButton>
			))}
		</div>
	)
}
