import type { FoundLines } from '#core/contract/lines.ts'
import { LinkButton } from '#portal/ui/button.tsx'
import { Empty, Section } from '#portal/ui/card.tsx'
import { SearchBox } from '#portal/ui/search-box.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import type { ShownContract } from './contract.ts'
import { LineTable } from './line-table.tsx'

export type Asked = { on?: string | undefined; search?: string | undefined; after?: number | undefined }
type LinesProps = {
	page: ShownContract
	found: FoundLines
	asked: Asked
	/** Path of the page that shows them, where it is not the customer's own. */
	here?: string
}

/** The lines of the contract on the day shown, found by product, model or serial number. */
export function Lines({ page, found, asked, here = `/contracts/${page.contract.id}` }: LinesProps) {
	const say = useWords()
	const { contract } = page
	const many = contract.lineCount > 8 || asked.search
	return (
		<Section
			title={say('contract.lines')}
			id="lines"
			actions={
				<span className="text-muted" aria-live="polite">
					{asked.search
						? say('contract.linesFound', { count: found.total })
						: say('contract.linesAll', { count: found.total })}
				</span>
			}
		>
			{many ? (
				<SearchBox
					label={say('contract.linesSearch')}
					value={asked.search ?? ''}
					action={`${here}#lines`}
					clear={`${address(here, { on: asked.on })}#lines`}
				>
					{asked.on ? <input type="hidden" name="on" value={asked.on} /> : null}
				</SearchBox>
			) : null}
			{found.lines.length === 0 ? (
				<Empty title={asked.search ? say('shell.nothingFound', { search: asked.search }) : say('contract.noLines')} />
			) : (
				<LineTable lines={found.lines} currency={contract.currency} on={page.on} />
			)}
			{found.next || asked.after ? (
				<p className="mt-4 flex flex-wrap gap-3">
					{asked.after ? (
						<LinkButton kind="secondary" size="small" href={`${address(here, { ...asked, after: undefined })}#lines`}>
							{say('contract.firstLines')}
						</LinkButton>
					) : null}
					{found.next ? (
						<LinkButton kind="secondary" size="small" href={`${address(here, { ...asked, after: found.next })}#lines`}>
							{say('contract.moreLines')}
						</LinkButton>
					) : null}
				</p>
			) : null}
		</Section>
	)
}

export function address(path: string, asked: Asked): string {
	const query = new URLSearchParams()
	for (const [name, value] of Object.entries(asked)) if (value !== undefined) query.set(name, String(value))
	return query.size > 0 ? `${path}?${query}` : path
}
