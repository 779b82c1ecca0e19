import { Button } from '#portal/ui/button.tsx'
import { Input } from '#portal/ui/field.tsx'
import { Icon } from '#portal/ui/icon.tsx'
import { Anchor, TextLink } from '#portal/ui/link.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import type { ShownContract } from './contract.ts'
import { type Asked, address } from './lines.tsx'

type TimeMachineProps = {
	page: ShownContract
	asked: Asked
	/** What was asked for and is no day. */
	unread: string | undefined
	/** Path of the page. */
	here: string
}

/** Moves the whole page to any day: a date field, month by month, the days on which something changes, and a slider. */
export function TimeMachine({ page, asked, unread, here }: TimeMachineProps) {
	const say = useWords()
	const { time, changeDays } = page
	const at = (on: string) => address(here, { on, search: asked.search })
	const days = changeDays.slice(-8)
	return (
		<details
			id="time"
			className="no-print group/time mb-5 rounded-card border border-line bg-surface shadow-card"
			open={asked.on !== undefined || unread !== undefined}
		>
			<summary className="flex min-h-12 items-center gap-2 px-5 py-2.5 font-medium text-accent">
				<Icon of="chevronRight" className="size-4.5 transition-transform group-open/time:rotate-90" />
				{say('contract.timeMachine')}
			</summary>
			<form method="get" action={here} className="border-line border-t px-5 py-4">
				<p className="reading mb-4 text-muted">{say('contract.timeLead')}</p>
				{asked.search ? <input type="hidden" name="search" value={asked.search} /> : null}
				<div className="flex flex-wrap items-end gap-x-2 gap-y-3">
					<Month href={time.earlier && at(time.earlier)} icon="chevronLeft" label={say('contract.monthEarlier')} />
					<div className="grow sm:grow-0">
						<Input
							key={page.on}
							label={say('contract.asOf')}
							name="on"
							type="date"
							defaultValue={asked.on ?? page.on}
						/>
					</div>
					<Month href={time.later && at(time.later)} icon="chevronRight" label={say('contract.monthLater')} />
					<Button kind="secondary">{say('contract.show')}</Button>
				</div>
				{unread === undefined ? null : (
					<p className="mt-3 font-medium text-bad">{say('contract.notDay', { typed: unread })}</p>
				)}
				{time.days.length > 2 ? (
					<input
						type="range"
						min={0}
						max={time.days.length - 1}
						defaultValue={time.index}
						data-days={time.days.join(' ')}
						aria-label={say('contract.slide')}
						className="scripted mt-4 block min-h-6 w-full cursor-pointer accent-accent"
					/>
				) : null}
				{days.length > 1 ? (
					<p className="mt-3 text-muted">
						{say('contract.changeDays')}{' '}
						{days.map((day, index) => (
							<span key={day}>
								{index > 0 ? ' · ' : ''}
								<TextLink href={at(day)}>
									<Day on={day} />
								</TextLink>
								{day > time.today ? ` (${say('contract.isPlanned')})` : null}
							</span>
						))}
					</p>
				) : null}
			</form>
		</details>
	)
}

type MonthProps = { href: string | null; icon: 'chevronLeft' | 'chevronRight'; label: string }

/** A month on or back; where the contract has no further days there is nothing to press. */
function Month({ href, icon, label }: MonthProps) {
	const looks = 'grid size-11 shrink-0 place-items-center rounded-field border'
	if (!href)
		return (
			<span aria-hidden="true" className={`${looks} border-line text-line`}>
				<Icon of={icon} className="size-5" />
			</span>
		)
	return (
		<Anchor
			href={href}
			aria-label={label}
			title={label}
			className={`${looks} border-edge bg-surface text-ink hover:bg-sunken`}
		>
			<Icon of={icon} className="size-5" />
		</Anchor>
	)
}
