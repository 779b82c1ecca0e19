import { type EntryShow, entryShows } from '#core/bank-file/entry-show.ts'
import { Button } from '../../../ui/button.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { Notice } from '../../../ui/notice.tsx'
import { Tabs } from '../../../ui/tabs.tsx'
import { sayBank as say } from '../../../words/staff-bank-files.ts'

/** What the last press did, out of the address. */
export type Told =
	| { kind: 'taken'; added: number; known: number }
	| { kind: 'again' }
	| { kind: 'sure'; count: number; isMore: boolean }
	| { kind: 'done'; done: 'accepted' | 'ignored' | 'taken_up' | 'gone' | 'asked' | 'unsaid' }

export function TakenNotice({ told }: { told: Told | null }) {
	if (!told) return null
	return (
		<div className="mb-6">
			<Notice kind={told.kind === 'again' ? 'info' : 'good'} live>
				{sayTold(told)}
			</Notice>
		</div>
	)
}

function sayTold(told: Told): string {
	switch (told.kind) {
		case 'taken':
			return say('bank.taken', { added: told.added, known: told.known })
		case 'again':
			return say('bank.again')
		case 'sure':
			return [say('bank.accepted', { count: told.count }), told.isMore ? say('bank.acceptedMore') : ''].join(' ').trim()
		case 'done':
			return say(`bank.done.${told.done}`)
	}
}

/** Records at once what number and amount agree on. */
export function SureNotice({ sure, page }: { sure: number; page: string }) {
	if (sure === 0) return null
	return (
		<div className="mb-6">
			<Notice
				kind="good"
				action={
					<form method="post" action={page}>
						<input type="hidden" name="intent" value="sure" />
						<Button>{say('bank.acceptSure')}</Button>
					</form>
				}
			>
				{say('bank.sure', { count: sure })}
			</Notice>
		</div>
	)
}

/** Of what went out, something may concern receipts: it is looked at under its own tab. */
export function GoingsNotice({ goings, page }: { goings: number; page: string }) {
	if (goings === 0) return null
	return (
		<div className="mb-6">
			<Notice kind="info" action={<TextLink href={`${page}?show=out`}>{say('bank.seeGoings')}</TextLink>}>
				{say('bank.goings', { count: goings })}
			</Notice>
		</div>
	)
}

export function ShowTabs({ page, show }: { page: string; show: EntryShow }) {
	return (
		<Tabs
			label={say('bank.shows')}
			tabs={entryShows.map((one) => ({
				...{
					href: one === 'open' ? page : `${page}?show=${one}`,
					label: say(`bank.show.${one}`),
					current: one === show,
				},
			}))}
		/>
	)
}
