import { Button } from '../../ui/button.tsx'
import { Card, Section } from '../../ui/card.tsx'
import { CopyField } from '../../ui/copy-field.tsx'
import { Notice } from '../../ui/notice.tsx'
import { Pill } from '../../ui/pill.tsx'
import { Sentence, useWords } from '../../words/use-words.tsx'
import { Moment } from '../display.tsx'

export type Device = { key: string; name: string; address: string; seenAt: string; here: boolean }

/** Every browser that is signed in to the account; any of them can be signed out. */
export function Devices({ devices, timeZone }: { devices: Device[]; timeZone: string }) {
	const say = useWords()
	return (
		<Section title={say('account.devices')} intro={say('account.devicesLead')}>
			<ul className="divide-y divide-line rounded-card border border-line bg-surface shadow-card">
				{devices.map(({ key, name, address, seenAt, here }) => (
					<li key={key} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2 px-5 py-4">
						<div className="min-w-0">
							<div className="flex flex-wrap items-center gap-2 font-semibold">
								{name}
								{here ? <Pill tone="good">{say('account.thisDevice')}</Pill> : null}
							</div>
							<div className="text-muted text-sm">
								<Sentence of="account.lastSeen" facts={{ when: <Moment at={seenAt} timeZone={timeZone} />, address }} />
							</div>
						</div>
						{here ? null : (
							<form method="post">
								<input type="hidden" name="device" value={key} />
								<Button
									kind="secondary"
									size="small"
									name="intent"
									value="sign_out"
									aria-label={`${say('account.signOut')}: ${name}`}
								>
									{say('account.signOut')}
								</Button>
							</form>
						)}
					</li>
				))}
			</ul>
		</Section>
	)
}

type CalendarProps = {
	feed: { readAt: string | null } | null
	/** The feed's address, in the answer to the press that made it and never again. */
	address: string | undefined
	timeZone: string
}

/** The feed of billing days for the person's own calendar. */
export function Calendar({ feed, address, timeZone }: CalendarProps) {
	const say = useWords()
	return (
		<Section id="calendar" title={say('account.calendar')} intro={say('account.calendarLead')}>
			<Card>
				{address ? (
					<div className="mb-5">
						<CopyField label={say('account.calendarAddress')} value={address} />
						<div className="mt-3">
							<Notice kind="warn">{say('account.calendarOnce')}</Notice>
						</div>
					</div>
				) : feed ? (
					<p className="mb-4 text-muted">
						{feed.readAt ? (
							<Sentence of="account.calendarRead" facts={{ when: <Moment at={feed.readAt} timeZone={timeZone} /> }} />
						) : (
							say('account.calendarNever')
						)}
					</p>
				) : null}
				<form method="post" action="/account#calendar" className="flex flex-wrap gap-3">
					<Button kind={feed ? 'secondary' : 'primary'} name="intent" value="make_calendar">
						{feed ? say('account.calendarAgain') : say('account.calendarMake')}
					</Button>
					{feed ? (
						<Button kind="danger" name="intent" value="stop_calendar">
							{say('account.calendarStop')}
						</Button>
					) : null}
				</form>
				{feed ? <p className="mt-3 text-muted text-sm">{say('account.calendarAgainNote')}</p> : null}
			</Card>
		</Section>
	)
}
