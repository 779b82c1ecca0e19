import { Select } from '#portal/ui/field.tsx'
import { SearchBox } from '#portal/ui/search-box.tsx'
import { useWords } from '#portal/words/use-words.tsx'
import { addressOf } from './address.ts'
import type { PaperFilter } from './filter.ts'

/** A plain form, so that the address of what was found can be kept. */
export function Filters({ filter, years }: { filter: PaperFilter; years: number[] }) {
	const say = useWords()
	return (
		<SearchBox
			label={say('papers.search')}
			value={filter.search ?? ''}
			action="/invoices"
			clear={addressOf('/invoices', { customer: filter.customer })}
		>
			{filter.customer ? <input type="hidden" name="customer" value={filter.customer} /> : null}
			{filter.contract ? <input type="hidden" name="contract" value={filter.contract} /> : null}
			<div className="min-w-36 [&_label]:font-medium [&_label]:text-sm">
				<Select label={say('papers.kind')} name="kind" defaultValue={filter.kind ?? ''} key={`kind ${filter.kind}`}>
					<option value="">{say('papers.allKinds')}</option>
					<option value="invoice">{say('papers.invoices')}</option>
					<option value="credit_note">{say('papers.credit_notes')}</option>
					<option value="receipt">{say('papers.receipts')}</option>
				</Select>
			</div>
			<div className="min-w-32 [&_label]:font-medium [&_label]:text-sm">
				<Select
					label={say('papers.standing')}
					name="state"
					defaultValue={filter.state ?? ''}
					key={`state ${filter.state}`}
				>
					<option value="">{say('papers.allStandings')}</option>
					<option value="open">{say('papers.open')}</option>
					<option value="overdue">{say('papers.overdue')}</option>
					<option value="paid">{say('papers.paid')}</option>
				</Select>
			</div>
			<div className="min-w-28 [&_label]:font-medium [&_label]:text-sm">
				<Select label={say('papers.year')} name="year" defaultValue={filter.year ?? ''} key={`year ${filter.year}`}>
					<option value="">{say('papers.allYears')}</option>
					{years.map((year) => (
						<option key={year} value={year}>
							{year}
						</option>
					))}
				</Select>
			</div>
		</SearchBox>
	)
}
