import { LinkButton } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import type { ShownContract } from './contract.ts'
import { NoticeWords } from './notice-words.tsx'
import { Reductions } from './reductions.tsx'

type HeadProps = {
	page: ShownContract
	mayPay: boolean
	children?: React.ReactNode
}

/** What matters first: what comes next, what is open, until when notice can be given. */
export function ContractHead({ page, mayPay, children }: HeadProps) {
	const say = useWords()
	return (
		<>
			<Warnings page={page} />
			<div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
				<Fact title={say(page.asOf ? 'contract.nextThen' : 'contract.next')}>
					<NextInvoice page={page} />
				</Fact>
				<Fact title={say(page.asOf ? 'contract.openToday' : 'contract.open')}>
					<Open page={page} mayPay={mayPay} />
				</Fact>
				<Fact title={say('contract.notice')}>
					<NoticeWords page={page} />
				</Fact>
			</div>
			<Reductions page={page} />
			{children}
			<Jump />
		</>
	)
}

/** The page is long: its parts, one press away. */
function Jump() {
	const say = useWords()
	const parts = [
		['terms', say('contract.terms')],
		['lines', say('contract.lines')],
		['coming', say('contract.coming')],
		['documents', say('contract.documents')],
		['history', say('contract.history')],
	] as const
	return (
		<nav aria-label={say('contract.jump')} className="no-print mt-5">
			<ul className="flex flex-wrap gap-x-5 gap-y-1">
				{parts.map(([id, label]) => (
					<li key={id}>
						<a
							href={`#${id}`}
							className="inline-block py-1 text-accent underline decoration-accent/35 underline-offset-3"
						>
							{label}
						</a>
					</li>
				))}
			</ul>
		</nav>
	)
}

function Warnings({ page }: Pick<HeadProps, 'page'>) {
	const { contract } = page
	const say = useWords()
	return (
		<div className="mb-5 grid gap-4 empty:hidden">
			{contract.state === 'ending' && contract.endsOn ? (
				<Notice kind="warn" title={<Sentence of="contract.ending" facts={{ day: <Day on={contract.endsOn} /> }} />}>
					{say('contract.endingNote')}
				</Notice>
			) : null}
			{contract.state === 'paused' ? <Notice kind="warn">{say('contract.paused')}</Notice> : null}
			{contract.closedOn && contract.endsOn ? (
				<Notice title={<Sentence of="contract.closed" facts={{ day: <Day on={contract.endsOn} /> }} />}>
					{say('contract.closedNote')}
				</Notice>
			) : null}
		</div>
	)
}

/** Of which day everything below is. */
export function AsOfNotice({ page }: { page: ShownContract }) {
	const { contract } = page
	const say = useWords()
	return (
		<Notice
			title={
				<Sentence
					of={shownWords[page.asOf?.life ?? 'within']}
					facts={{ day: <Day on={page.asOf?.day ?? page.on} /> }}
				/>
			}
			action={<TextLink href={`/contracts/${contract.id}`}>{say('contract.today')}</TextLink>}
		>
			{page.monthMinor !== null && page.asOf?.life === 'within' ? (
				<>
					{say('contract.monthThen')}: <Money of={{ minor: page.monthMinor, currency: contract.currency }} />
				</>
			) : null}
		</Notice>
	)
}

const shownWords = {
	within: 'contract.shownAsOf',
	over: 'contract.endedThen',
	before: 'contract.notBegunThen',
} as const

function Fact({ title, children }: { title: string; children: React.ReactNode }) {
	return (
		<Card>
			<h2 className="font-medium font-sans text-base text-muted">{title}</h2>
			{children}
		</Card>
	)
}

function NextInvoice({ page }: { page: ShownContract }) {
	const say = useWords()
	const [issued] = page.since
	const [planned] = page.coming
	const next = issued ? { on: issued.issuedOn, totalMinor: issued.totalMinor } : planned
	if (!next) return <p className="mt-1">{say('contract.nextNone')}</p>
	return (
		<>
			<p className="mt-1 font-semibold font-serif text-2xl">
				<Money of={{ minor: next.totalMinor, currency: page.contract.currency }} />
			</p>
			<p>
				<Day on={next.on} />
			</p>
		</>
	)
}

function Open({ page, mayPay }: { page: ShownContract; mayPay: boolean }) {
	const say = useWords()
	const { open, contract } = page
	if (open.minor === 0n) return <p className="mt-1">{say('contract.nothingOpen')}</p>
	return (
		<>
			<p className={`mt-1 font-semibold font-serif text-2xl ${open.overdueMinor > 0n ? 'text-bad' : ''}`}>
				<Money of={{ minor: open.minor, currency: contract.currency }} />
			</p>
			{mayPay ? (
				<p className="mt-2">
					<LinkButton size="small" href={`/pay?contract=${contract.id}`}>
						{say('contract.pay')}
					</LinkButton>
				</p>
			) : null}
		</>
	)
}
