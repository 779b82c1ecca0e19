import type { Statement, StatementAccount } from '#core/journal/statement.ts'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Empty, Headline, Section } from '#portal/ui/card.tsx'
import { Input } from '#portal/ui/field.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { usePayOffWords } from '#portal/words/use-pay-off-words.ts'
import { Sentence, useFormats, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import { formatDay } from '../format.ts'
import type { DayFaults } from './filter.ts'
import { PayOff, Plans } from './pay-off.tsx'
import { Ageing, Free, Items, Movements } from './tables.tsx'

/** Where its links lead: a customer's pages or the console's. Undefined: no page. */
export type StatementPaths = {
	invoice: (id: string) => string
	payment: (id: string) => string | undefined
	/** Where what is open in a currency can be paid; undefined for who may not. */
	pay?: ((currency: string) => string) | undefined
	/** Where the penalty interest of a contract is explained. */
	penalty?: ((contractId: string) => string) | undefined
}

type StatementViewProps = {
	statement: Statement
	faults: DayFaults
	hidden: Record<string, string | undefined>
	paths: StatementPaths
}

/** The days asked for, and each currency under its balance. */
export function StatementView({ statement, faults, hidden, paths }: StatementViewProps) {
	return (
		<>
			<Days statement={statement} faults={faults} hidden={hidden} />
			{statement.accounts.map((account) => (
				<Account
					key={account.currency}
					account={account}
					statement={statement}
					paths={paths}
					alone={statement.accounts.length === 1}
				/>
			))}
		</>
	)
}

/** A plain form, so that the address of a statement can be kept. */
function Days({ statement: { from, payOffOn: on }, faults, hidden }: Omit<StatementViewProps, 'paths'>) {
	const say = useWords()
	const errors = useDayErrors(faults)
	return (
		<form method="get" className="no-print mb-6 flex flex-wrap items-end gap-x-4 gap-y-3 [&>div]:mt-0">
			{Object.entries(hidden).map(([name, value]) =>
				value ? <input key={name} type="hidden" name={name} value={value} /> : null,
			)}
			<Input type="date" name="from" label={say('statement.from')} defaultValue={from ?? ''} key={`from ${from}`} />
			<Input type="date" name="on" label={say('statement.on')} defaultValue={on} key={`on ${on}`} />
			<Button kind="secondary">{say('statement.show')}</Button>
			<p className="w-full text-muted text-sm">{say('statement.fromHint')}</p>
			{errors.length > 0 ? (
				<div className="w-full">
					<Notice kind="warn">{errors.join(' ')}</Notice>
				</div>
			) : null}
		</form>
	)
}

/** What was asked for and is not shown. */
function useDayErrors({ from, on }: DayFaults): string[] {
	const say = useWords()
	const formats = useFormats()
	const unread = (typed: string) => say('statement.notDay', { typed })
	return [
		...(!from
			? []
			: 'unread' in from
				? [unread(from.unread)]
				: [say('statement.fromAfterOn', { day: formatDay(formats, from.afterLast) })]),
		...(!on
			? []
			: 'unread' in on
				? [unread(on.unread)]
				: 'tooFar' in on
					? [on.tooFar]
					: [say('statement.onToCome', { day: formatDay(formats, on.toCome) })]),
	]
}

/** All of it; what is owed of penalty interest and stands on no invoice is invoiced by the press. */
function Pay({ account, paths }: Pick<AccountProps, 'account' | 'paths'>) {
	const say = useWords()
	const payOff = usePayOffWords()
	const { currency, openMinor, penalty } = account
	const stated = penalty !== null && penalty.dueMinor > 0n
	if (!paths.pay || (openMinor <= 0n && !stated)) return null
	if (!stated)
		return (
			<LinkButton size="large" href={paths.pay(currency)}>
				{say('statement.pay')}
			</LinkButton>
		)
	return (
		<form method="post" className="no-print max-w-sm">
			<input type="hidden" name="currency" value={currency} />
			<Button size="large">{say('statement.pay')}</Button>
			<p className="mt-2 text-muted text-sm">{payOff('payOff.payNote')}</p>
		</form>
	)
}

type AccountProps = { account: StatementAccount; statement: Statement; paths: StatementPaths; alone: boolean }

function Account({ account, statement, paths, alone }: AccountProps) {
	const say = useWords()
	const { currency, closingMinor, openMinor, ageing, lines, items, free } = account
	const overdueMinor = openMinor - ageing.notDue
	const owes = closingMinor >= 0n
	return (
		<div className="mb-12 last:mb-0">
			<Headline
				label={say(owes ? 'statement.balanceDue' : 'statement.inYourFavour')}
				figure={<Money of={{ minor: owes ? closingMinor : -closingMinor, currency }} />}
				note={
					<>
						<Sentence of="statement.asOf" facts={{ day: <Day on={statement.on} /> }} />
						{overdueMinor > 0n ? (
							<span className="mt-1 block font-semibold text-bad">
								<Sentence of="statement.overdue" facts={{ amount: <Money of={{ minor: overdueMinor, currency }} /> }} />
							</span>
						) : null}
					</>
				}
				action={<Pay account={account} paths={paths} />}
			/>
			<PayOff account={account} statement={statement} paths={paths} />
			<Plans account={account} />
			{openMinor > 0n ? <Ageing account={account} /> : null}
			{items.length > 0 ? <Items account={account} paths={paths} /> : null}
			{free.length > 0 ? <Free account={account} paths={paths} /> : null}
			<Section title={alone ? say('statement.movements') : say('statement.movementsIn', { currency })}>
				{lines.length === 0 && account.openingMinor === 0n ? (
					<Empty title={say('statement.nothing')} />
				) : (
					<Movements account={account} statement={statement} paths={paths} />
				)}
			</Section>
		</div>
	)
}
