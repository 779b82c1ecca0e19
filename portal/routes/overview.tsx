import { type LoaderFunctionArgs, redirect } from '@remix-run/node'
import { useLoaderData } from '@remix-run/react'
import { z } from 'zod'
import { look } from '#core/act.ts'
import { findOverview, type Overview } from '#core/customer/overview.ts'
import { nameCard } from '../present/card-name.ts'
import { CustomerPage } from '../present/customer-page.tsx'
import { Day, Money, Month } from '../present/display.tsx'
import { frameOf } from '../present/frame.ts'
import { PaperRow } from '../present/paper-row.tsx'
import { ContractPill } from '../present/state-pill.tsx'
import { titled } from '../present/title.ts'
import { notFound } from '../problem.ts'
import { requireCustomer, type Visitor } from '../sign-in/actor.ts'
import { LinkButton } from '../ui/button.tsx'
import { Card, Empty, Headline, Section } from '../ui/card.tsx'
import { TextLink } from '../ui/link.tsx'
import { Row, RowList } from '../ui/row-list.tsx'
import { speakerFor } from '../words/speakers.ts'
import { Sentence, useWords } from '../words/use-words.tsx'

const wanted = z.uuid()

export const meta = titled<typeof loader>()

export async function loader({ request, context }: LoaderFunctionArgs) {
	const asked = new URL(request.url).searchParams.get('customer')
	const customerId = asked === null ? undefined : wanted.safeParse(asked).data
	if (asked !== null && !customerId) throw notFound()
	const visitor = await requireCustomer(request, context, customerId ? { kind: 'customer', id: customerId } : undefined)
	leadOn(visitor)
	const title = speakerFor(request).say('overview.title')
	const shown = customerId ?? visitor.customers[0]?.id
	if (!shown) return { frame: await frameOf(context, visitor), title, overview: null }
	const outcome = await look(context.books, visitor.actor, findOverview, { customerId: shown })
	if (!outcome.ok) throw notFound()
	return { frame: await frameOf(context, visitor, shown), title, overview: outcome.value }
}

/** A link to one thing has no overview: it leads to that thing. */
function leadOn({ actor }: Visitor): void {
	if (actor.kind !== 'link') return
	if (actor.subject.kind === 'contract') throw redirect(`/contracts/${actor.subject.id}`)
	if (actor.subject.kind === 'invoice') throw redirect(`/invoices/${actor.subject.id}`)
}

/** A customer's account at a glance: what is due, what comes next, what is agreed. */
export default function OverviewPage() {
	const { frame, title, overview } = useLoaderData<typeof loader>()
	const say = useWords()
	if (!overview) {
		return (
			<CustomerPage frame={frame} title={title}>
				<Empty title={say('overview.noCustomer')}>{say('overview.noCustomerNote', { company: frame.company })}</Empty>
			</CustomerPage>
		)
	}
	const of = frame.visitor && frame.visitor.customers.length > 1 ? `?customer=${overview.customer.id}` : ''
	return (
		<CustomerPage frame={frame} title={overview.customer.name}>
			<Due due={overview.due} payable={frame.visitor?.mayPay ?? false} of={of} />
			<div className="mt-5 grid gap-5 sm:grid-cols-2">
				<Next next={overview.next} />
				<Method overview={overview} today={frame.today} />
			</div>
			<Contracts overview={overview} />
			<Recent overview={overview} of={of} />
		</CustomerPage>
	)
}

function Due({ due, payable, of }: { due: Overview['due']; payable: boolean; of: string }) {
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

function Next({ next }: { next: Overview['next'] }) {
	const say = useWords()
	return (
		<Card>
			<h2 className="font-medium text-muted text-base font-sans">{say('overview.next')}</h2>
			{next ? (
				<>
					{next.totals.map((total) => (
						<p key={total.currency} className="mt-1 font-semibold font-serif text-2xl">
							<Money of={total} />
						</p>
					))}
					<p className="mt-1">
						<Day on={next.on} />
					</p>
					<p className="text-muted">
						{next.contracts.length > 3 ? (
							say('overview.nextMany', { count: next.contracts.length })
						) : (
							<Sentence
								of="overview.nextFor"
								count={next.contracts.length}
								facts={{
									count: next.contracts.length,
									numbers: next.contracts.map((contract, index) => (
										<span key={contract.id}>
											{index > 0 ? ', ' : ''}
											<TextLink href={`/contracts/${contract.id}`}>{contract.number}</TextLink>
										</span>
									)),
								}}
							/>
						)}
					</p>
				</>
			) : (
				<p className="mt-1">{say('overview.nothingNext')}</p>
			)}
		</Card>
	)
}

function Method({ overview, today }: { overview: Overview; today: string }) {
	const say = useWords()
	const { card, credit } = overview
	return (
		<Card>
			<h2 className="font-medium text-muted text-base font-sans">{say('overview.method')}</h2>
			{card ? (
				<>
					<p className="mt-1 font-semibold text-lg">{nameCard(say, card)}</p>
					<Expiry card={card} today={today} />
				</>
			) : (
				<p className="mt-1">{say('overview.noCard')}</p>
			)}
			{credit.map((free) => (
				<p key={free.currency} className="mt-3 border-line border-t pt-3">
					{say('overview.credit')}: <Money of={free} />
					<span className="block text-muted text-sm">{say('overview.creditNote')}</span>
				</p>
			))}
		</Card>
	)
}

function Expiry({ card, today }: { card: NonNullable<Overview['card']>; today: string }) {
	const month = `${card.expiryYear}-${String(card.expiryMonth).padStart(2, '0')}`
	const past = month < today.slice(0, 7)
	return (
		<p className={past ? 'font-semibold text-bad' : 'text-muted'}>
			<Sentence of={past ? 'overview.expired' : 'overview.expires'} facts={{ month: <Month of={month} /> }} />
		</p>
	)
}

function Contracts({ overview }: { overview: Overview }) {
	const say = useWords()
	const { contracts, contractCount } = overview
	return (
		<Section title={say('overview.contracts')}>
			{contracts.length === 0 ? (
				<Empty title={say('overview.noContracts')}>{say('overview.noContractsNote')}</Empty>
			) : (
				<RowList>
					{contracts.map((contract) => (
						<Row
							key={contract.id}
							href={`/contracts/${contract.id}`}
							title={contract.title || contract.number}
							note={
								<>
									{contract.title ? <>{contract.number} · </> : null}
									{say('overview.lines', { count: contract.lines })} ·{' '}
									{contract.nextDueOn ? (
										<Sentence of="overview.nextOn" facts={{ day: <Day on={contract.nextDueOn} /> }} />
									) : (
										<Sentence
											of={contract.endsOn ? 'overview.until' : 'overview.since'}
											facts={{ day: <Day on={contract.endsOn ?? contract.startsOn} /> }}
										/>
									)}
								</>
							}
							state={<ContractPill state={contract.state} />}
						/>
					))}
				</RowList>
			)}
			{contractCount > contracts.length ? (
				<p className="mt-3 text-muted">
					{say('overview.contractsShown', { shown: contracts.length, count: contractCount })}
				</p>
			) : null}
		</Section>
	)
}

function Recent({ overview, of }: { overview: Overview; of: string }) {
	const say = useWords()
	return (
		<Section
			title={say('overview.recent')}
			actions={
				overview.recent.length > 0 ? <TextLink href={`/invoices${of}`}>{say('overview.allPapers')}</TextLink> : null
			}
		>
			{overview.recent.length === 0 ? (
				<Empty title={say('overview.noPapers')} />
			) : (
				<RowList>
					{overview.recent.map((paper) => (
						<PaperRow key={paper.id} paper={{ ...paper, on: paper.issuedOn }} />
					))}
				</RowList>
			)}
		</Section>
	)
}
