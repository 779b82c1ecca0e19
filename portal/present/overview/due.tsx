import type { Overview } from '#core/customer/overview.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Headline } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import type { Frame } from '../frame.ts'

/** The other customers of the same contact, where they are few; the account menu lists them all. */
export function Others({ frame, shown }: { frame: Frame; shown: string }) {
	const say = useWords()
	const customers = frame.visitor?.customers ?? []
	if (customers.length < 2 || customers.length > 8) return null
	return (
		<nav aria-label={say('visitor.customers')} className="no-print -mt-4 mb-6">
			<ul className="flex flex-wrap gap-x-5 gap-y-1">
				{customers.map((customer) => (
					<li key={customer.id}>
						{customer.id === shown ? (
							<span className="inline-block py-1 font-semibold" aria-current="true">
								{customer.name}
							</span>
						) : (
							<TextLink href={`/overview?customer=${customer.id}`} className="inline-block py-1">
								{customer.name}
							</TextLink>
						)}
					</li>
				))}
			</ul>
		</nav>
	)
}

/** What is to be paid, by currency, and the way to pay it. */
export function Due({ due, payable, of }: { due: Overview['due']; payable: boolean; of: string }) {
	const say = useWords()
	if (due.length === 0) {
		return (
			<Headline label={say('overview.due')} figure={say('overview.nothingDue')} note={say('overview.nothingDueNote')} />
		)
	}
	return (
		<div className="grid gap-5">
			{due.map((owed) => (
				<Headline
					key={owed.currency}
					label={say('overview.due')}
					figure={<Money of={{ minor: owed.openMinor, currency: owed.currency }} />}
					note={
						<>
							<Sentence
								of="overview.dueFrom"
								count={owed.count}
								facts={{ count: owed.count, day: <Day on={owed.firstDueOn} /> }}
							/>
							{owed.overdueMinor > 0n ? (
								<span className="mt-1 block font-semibold text-bad">
									<Overdue owed={owed} />
								</span>
							) : null}
						</>
					}
					action={
						payable ? (
							<LinkButton size="large" href={`/pay${of || '?'}${of ? '&' : ''}all=${owed.currency}`}>
								{say('overview.payAll')}
							</LinkButton>
						) : null
					}
				/>
			))}
		</div>
	)
}

function Overdue({ owed: { overdueMinor, openMinor, currency } }: { owed: Overview['due'][number] }) {
	const say = useWords()
	if (overdueMinor === openMinor) return say('overview.overdueAll')
	return <Sentence of="overview.overduePart" facts={{ amount: <Money of={{ minor: overdueMinor, currency }} /> }} />
}
