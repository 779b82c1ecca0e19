import { LinkButton } from '#portal/ui/button.tsx'
import { Card } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { Notice } from '#portal/ui/notice.tsx'
import { Sentence, useWords } from '#portal/words/use-words.tsx'
import { Day, Money } from '../display.tsx'
import type { ShownContract } from './contract.ts'
import { NoticeWords } from './notice-words.tsx'

type HeadProps = { page: ShownContract; asked: { on?: string | undefined }; mayPay: boolean }

/** What matters first: what comes next, what is open, until when notice can be given. */
export function ContractHead({ page, asked, mayPay }: HeadProps) {
	const say = useWords()
	const { contract } = page
	return (
		<>
			<Warnings page={page} asked={asked} />
			<div className="grid gap-5 sm:grid-cols-2 lg:grid-cols-3">
				<Fact title={say('contract.next')}>
					<NextInvoice page={page} />
				</Fact>
				<Fact title={say('contract.open')}>
					<Open page={page} mayPay={mayPay} />
				</Fact>
				<Fact title={say('contract.notice')}>
					<NoticeWords page={page} />
				</Fact>
			</div>
			<Jump />
			{contract.state === 'paused' ? (
				<div className="mt-5">
					<Notice kind="warn">{say('contract.paused')}</Notice>
				</div>
			) : null}
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

function Warnings({ page, asked }: Omit<HeadProps, 'mayPay'>) {
	const { contract } = page
	const say = useWords()
	return (
		<div className="mb-5 grid gap-4 empty:hidden">
			{contract.state === 'ending' && contract.endsOn ? (
				<Notice kind="warn" title={<Sentence of="contract.ending" facts={{ day: <Day on={contract.endsOn} /> }} />}>
					{say('contract.endingNote')}
				</Notice>
			) : null}
			{contract.closedOn && contract.endsOn ? (
				<Notice title={<Sentence of="contract.closed" facts={{ day: <Day on={contract.endsOn} /> }} />}>
					{say('contract.closedNote')}
				</Notice>
			) : null}
			{asked.on ? (
				<Notice
					title={<Sentence of="contract.shownAsOf" facts={{ day: <Day on={page.on} /> }} />}
					action={<TextLink href={`/contracts/${contract.id}`}>{say('contract.today')}</TextLink>}
				/>
			) : null}
		</div>
	)
}

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
	const [next] = page.coming
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
