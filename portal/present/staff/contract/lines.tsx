import type { ReactNode } from 'react'
import type { ContractHead } from '#core/contract/find-head.ts'
import type { FoundLine, FoundLines } from '#core/contract/lines.ts'
import type { LineSums } from '#core/contract/sum-lines.ts'
import { Button, LinkButton } from '#portal/ui/button.tsx'
import { Empty, Section } from '#portal/ui/card.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { SearchBox } from '#portal/ui/search-box.tsx'
import { sayScreen as say } from '#portal/words/staff-screen.ts'
import { useWords } from '#portal/words/use-words.tsx'
import { LineTable } from '../../contract/line-table.tsx'
import { type Asked, address } from '../../contract/lines.tsx'
import { Money } from '../../display.tsx'
import { type LineOwn, LineOwnFacts } from '../own/line.tsx'

type ContractLinesProps = {
	head: ContractHead
	found: FoundLines
	/** Null for who may not see prices. */
	sums: LineSums | null
	asked: Asked & { on: string }
	mayAmend: boolean
	own: LineOwn
}

/** Lines a page at a time, with what all that were found come to. Picked by their boxes, or one by its own button. */
export function ContractLines({ head, found, sums, asked, mayAmend, own }: ContractLinesProps) {
	const speak = useWords()
	const { search, after, on } = asked
	const here = `/staff/contracts/${head.id}`
	const amends = mayAmend && ['active', 'paused', 'ending'].includes(head.state)
	const table = (
		<LineTable
			lines={found.lines}
			currency={head.currency}
			on={on}
			note={own.some ? (line) => <LineOwnFacts own={own} line={line} here={here} /> : undefined}
			pick={amends ? (line) => <Pick line={line} /> : undefined}
			deed={
				amends ? { title: say('screen.changeLine'), cell: (line) => <ChangeLine line={line} here={here} /> } : undefined
			}
		/>
	)
	return (
		<Section
			title={speak('contract.lines')}
			id="lines"
			actions={
				<span className="text-muted" aria-live="polite">
					{speak(search ? 'contract.linesFound' : 'contract.linesAll', { count: found.total })}
				</span>
			}
		>
			<SearchBox label={speak('contract.linesSearch')} value={search ?? ''} clear={`${here}/lines`} shortcut="/" />
			{sums ? <Sums sums={sums} currency={head.currency} /> : null}
			{found.lines.length === 0 ? (
				<Empty title={search ? speak('shell.nothingFound', { search }) : speak('contract.noLines')} />
			) : amends ? (
				<form method="get" action={`${here}/change`}>
					{table}
					<div className="mt-4 flex flex-wrap items-center gap-x-4 gap-y-2">
						<Button kind="secondary">{say('screen.changePicked')}</Button>
						{search ? (
							<TextLink href={address(`${here}/change`, { search })}>{say('screen.changeFound')}</TextLink>
						) : null}
						<span className="text-muted text-sm">{say('screen.changePickedHint')}</span>
					</div>
				</form>
			) : (
				table
			)}
			<Pages next={found.next} after={after} at={(wanted) => address(`${here}/lines`, { search, after: wanted })} />
		</Section>
	)
}

function Sums({ sums, currency }: { sums: LineSums; currency: string }) {
	const parts: ReactNode[] = [
		<span key="month">
			{say('screen.ofLines')}:{' '}
			<strong>
				<Money of={{ minor: sums.monthMinor, currency }} />
			</strong>
		</span>,
		...(sums.onceMinor === 0n
			? []
			: [
					<span key="once">
						{say('screen.onceOfLines')}:{' '}
						<strong>
							<Money of={{ minor: sums.onceMinor, currency }} />
						</strong>
					</span>,
				]),
	]
	return (
		<div className="mb-4">
			<p className="flex flex-wrap gap-x-6 gap-y-1">{parts}</p>
			<p className="text-muted text-sm">{say('screen.lineSums')}</p>
		</div>
	)
}

const nameOf = (line: FoundLine) => [line.description, line.model, line.serialNumber].filter(Boolean).join(' · ')

function Pick({ line }: { line: FoundLine }) {
	return (
		<input
			type="checkbox"
			name="line"
			value={line.id}
			aria-label={say('screen.pickLine', { line: nameOf(line) })}
			className="mt-0.5 size-5 shrink-0 cursor-pointer accent-accent"
		/>
	)
}

function ChangeLine({ line, here }: { line: FoundLine; here: string }) {
	return (
		<LinkButton kind="secondary" size="small" href={`${here}/change?line=${line.id}`}>
			{say('screen.changeLine')}
			<span className="sr-only">: {nameOf(line)}</span>
		</LinkButton>
	)
}

type PagesProps = { next: number | null; after: number | undefined; at: (after: number | undefined) => string }

function Pages({ next, after, at }: PagesProps) {
	const speak = useWords()
	if (!next && !after) return null
	return (
		<p className="mt-4 flex flex-wrap gap-3">
			{after ? (
				<LinkButton kind="secondary" size="small" href={at(undefined)}>
					{speak('contract.firstLines')}
				</LinkButton>
			) : null}
			{next ? (
				<LinkButton kind="secondary" size="small" href={at(next)}>
					{speak('contract.moreLines')}
				</LinkButton>
			) : null}
		</p>
	)
}
