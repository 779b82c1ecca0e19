import type { ListedEntry } from '#core/bank-file/list-entries.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Details } from '../../../ui/details.tsx'
import { Input } from '../../../ui/field.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { sayBank as say } from '../../../words/staff-bank-files.ts'
import { Day, Money } from '../../display.tsx'
import { Goings } from './goings.tsx'
import { Match } from './match.tsx'

type EntryProps = {
	entry: ListedEntry
	/** The file's address. */
	page: string
	/** It stands alone, with its payer to be chosen. */
	alone?: boolean
}

/** One entry of a bank: what it says, and what can be done with it. */
export function Entry({ entry, page, alone = false }: EntryProps) {
	const { amountMinor: minor, currency, receipt, gone, ignored, matches } = entry
	const action = `${page}?entry=${entry.id}`
	const [best, ...others] = matches
	const isOpen = minor > 0n && !receipt && !ignored
	return (
		<Card>
			<EntryHead entry={entry} />
			{receipt ? (
				<p className="mt-3">
					<TextLink href={`/staff/receipts/${receipt.paymentId}`}>
						{say('bank.receipt', { number: receipt.number, name: receipt.customerName })}
					</TextLink>
				</p>
			) : null}
			{gone ? (
				<p className="mt-3">
					<TextLink href={`/staff/receipts/${gone.paymentId}`}>
						{say(`bank.goneAs.${gone.kind}`, { number: gone.number, name: gone.customerName })}
					</TextLink>
				</p>
			) : null}
			{gone?.kind === 'receipt_returned' ? <Reasoned id={entry.id} action={action} intent="unsay" /> : null}
			{minor < 0n && !gone && !ignored ? <Goings of={entry} action={action} /> : null}
			{ignored ? <Aside {...ignored} action={action} /> : null}
			{isOpen ? (
				<div className="mt-4 grid gap-3 border-line border-t pt-4">
					{best ? <Match match={best} currency={currency} action={action} first /> : <p>{say('bank.noMatch')}</p>}
					{others.length > 0 ? (
						<Details summary={say('bank.others')}>
							<div className="grid gap-4 py-2 text-ink">
								{others.map((match) => (
									<Match key={match.customerId} match={match} currency={currency} action={action} first={false} />
								))}
							</div>
						</Details>
					) : null}
					{alone ? null : <TextLink href={action}>{say(best ? 'bank.choosePayer' : 'bank.chooseFirst')}</TextLink>}
				</div>
			) : null}
			{!receipt && !gone && !ignored ? <Reasoned id={entry.id} action={action} intent="ignore" /> : null}
		</Card>
	)
}

function EntryHead({ entry }: { entry: ListedEntry }) {
	const { amountMinor: minor, currency, counterparty, counterpartyAccount } = entry
	return (
		<>
			<div className="flex items-start justify-between gap-4">
				<h2 className="min-w-0 break-words font-semibold">{counterparty || say('bank.noName')}</h2>
				<p className="figures shrink-0 font-semibold">
					<Money of={{ minor, currency }} />
				</p>
			</div>
			<p className="break-words">{[entry.description, entry.reference].filter(Boolean).join(' · ')}</p>
			<p className="break-words text-muted text-sm">
				<Day on={entry.valueOn} />
				{counterpartyAccount
					? ` · ${say(minor < 0n ? 'bank.to' : 'bank.from', { account: counterpartyAccount })}`
					: null}
				{` · ${say('bank.line', { line: entry.line })}`}
				{entry.reverses ? ` · ${say('bank.reverses')}` : null}
			</p>
		</>
	)
}

/** Puts an entry aside, or says that it was the return of another receipt, or of none. */
function Reasoned({ id, action, intent }: { id: string; action: string; intent: 'ignore' | 'unsay' }) {
	return (
		<div className="mt-2">
			<Details summary={say(`bank.${intent}`)}>
				<form method="post" action={action} className="max-w-xl py-2 text-ink">
					<input type="hidden" name="intent" value={intent} />
					<Input
						id={`${intent}-${id}`}
						name="reason"
						label={say('bank.reason')}
						hint={say(`bank.${intent}Hint`)}
						maxLength={300}
						required
					/>
					<div className="mt-3">
						<Button kind="secondary" size="small">
							{say(intent === 'ignore' ? 'bank.ignore' : 'bank.unsayDo')}
						</Button>
					</div>
				</form>
			</Details>
		</div>
	)
}

function Aside({ reason, returned, action }: { reason: string; returned: boolean; action: string }) {
	if (returned) return <p className="mt-3">{say('bank.ignored', { reason })}</p>
	return (
		<form method="post" action={action} className="mt-3 flex flex-wrap items-center justify-between gap-3">
			<input type="hidden" name="intent" value="takeUp" />
			<span>{say('bank.ignored', { reason })}</span>
			<Button kind="secondary" size="small">
				{say('bank.takeUp')}
			</Button>
		</form>
	)
}
