import type { EndingContract, EndingLine, FoundEnds } from '#core/contract/find-ends.ts'
import { Button } from '#portal/ui/button.tsx'
import { Section } from '#portal/ui/card.tsx'
import { Input } from '#portal/ui/field.tsx'
import { TextLink } from '#portal/ui/link.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { Day } from '../display.tsx'
import { type Asked, addressOf, type Suggestion } from './asked.ts'
import { Ends } from './ends.tsx'

type PickProps = {
	ends: FoundEnds
	asked: Asked
	suggestions: readonly Suggestion[]
	customerId: string | null
	path: string
	/** For staff a contract's access says nothing. */
	byStaff?: boolean
}

/** Contracts to tick, lines to search for and tick, and the day: one plain form, so that its address says it all. */
export function Pick({ ends, asked, suggestions, customerId, path, byStaff = false }: PickProps) {
	const say = useWords()
	const shown = ends.found.filter(({ id }) => !asked.lines.includes(id))
	return (
		<form method="get" action={`${path}#result`} key={addressOf(path, asked)}>
			{customerId ? <input type="hidden" name="customer" value={customerId} /> : null}
			<Section title={say('options.together.contracts')}>
				<ul className={list}>
					{ends.contracts.map((contract) => (
						<li key={contract.id}>
							<Contract
								contract={byStaff ? { ...contract, access: 'upsell_and_downsell' } : contract}
								ticked={asked.contracts.includes(contract.id)}
							/>
						</li>
					))}
				</ul>
			</Section>
			<Section title={say('options.together.lines')} intro={say('options.together.searchNote')}>
				<div className="mb-4 flex items-end gap-3">
					<div className="grow">
						<Input label={say('options.together.search')} name="search" type="search" defaultValue={asked.search} />
					</div>
					<Button kind="secondary">{say('shell.search')}</Button>
				</div>
				<p aria-live="polite" className="mb-3 text-muted empty:hidden">
					{asked.search ? say('options.together.found', { count: ends.total }) : null}
				</p>
				{ends.ticked.length + shown.length > 0 ? (
					<ul className={list}>
						{[...ends.ticked, ...shown].map((line) => (
							<li key={line.id}>
								<Line
									line={byStaff ? { ...line, access: 'upsell_and_downsell' } : line}
									ticked={asked.lines.includes(line.id)}
								/>
							</li>
						))}
					</ul>
				) : null}
				{ends.total > ends.found.length ? (
					<p className="mt-3 text-muted">{say('options.together.mostShown', { count: ends.found.length })}</p>
				) : null}
			</Section>
			<div className="mt-8 flex flex-wrap items-end gap-x-4 gap-y-3">
				<Input
					label={say('options.together.endsOn')}
					name="ends"
					type="date"
					required
					defaultValue={asked.endsOn ?? suggestions[0]?.on ?? ''}
				/>
				<Button>{say('options.together.show')}</Button>
			</div>
			{suggestions.length > 0 ? (
				<p className="mt-3 text-muted">
					{say('options.together.suggestions')}:{' '}
					{suggestions.map(({ on, why }, index) => (
						<span key={on}>
							{index > 0 ? ' · ' : null}
							<TextLink href={`${addressOf(path, { ...asked, endsOn: on })}#result`}>
								<Day on={on} />
							</TextLink>
							{why ? ` (${say(`options.together.${why}`)})` : null}
						</span>
					))}
				</p>
			) : null}
		</form>
	)
}

const list = 'divide-y divide-line overflow-hidden rounded-card border border-line bg-surface shadow-card'
const row =
	'flex cursor-pointer flex-wrap items-start gap-x-3 gap-y-1 px-5 py-3.5 hover:bg-sunken/50 has-checked:bg-accent-soft/40 has-disabled:cursor-default'
const ends = 'basis-full pl-8 text-muted text-sm sm:shrink-0 sm:basis-auto sm:max-w-72 sm:pl-0 sm:text-right'
const box = 'mt-1 size-5 shrink-0 cursor-pointer accent-accent disabled:cursor-default'

function Contract({ contract, ticked }: { contract: EndingContract; ticked: boolean }) {
	const say = useWords()
	return (
		<label className={row}>
			<input type="checkbox" name="contract" value={contract.id} {...tick(contract, ticked)} />
			<span className="min-w-0 flex-1">
				<span className="block font-semibold">{contract.title || contract.number}</span>
				<span className="block text-muted text-sm">
					{contract.number} · {say('overview.lines', { count: contract.lineCount })}
					{contract.access === 'none' ? ` · ${say('options.accessNone')}` : null}
				</span>
			</span>
			<span className={ends}>
				<Ends of={contract} />
			</span>
		</label>
	)
}

/** What its customer may not change by themselves is not ticked. */
function tick({ access }: { access: EndingContract['access'] }, ticked: boolean) {
	const may = access !== 'none'
	return { defaultChecked: ticked && may, disabled: !may, className: box }
}

function Line({ line, ticked }: { line: EndingLine; ticked: boolean }) {
	const say = useWords()
	return (
		<label className={row}>
			<input type="checkbox" name="line" value={line.id} {...tick(line, ticked)} />
			<span className="min-w-0 flex-1">
				<span className="block font-semibold">{line.description}</span>
				<span className="block text-muted text-sm">
					{[line.model, line.serialNumber, line.number].filter(Boolean).join(' · ')}
					{line.access === 'none' ? ` · ${say('options.accessNone')}` : null}
				</span>
			</span>
			<span className={ends}>
				<Ends of={line} />
			</span>
		</label>
	)
}
