import { Button } from '../../../ui/button.tsx'
import { Chevron, control } from '../../../ui/field.tsx'
import { sayList as say } from '../../../words/staff-lists.ts'

type ListDeedsProps = { list: string; address: string; counts: string; deeds: { value: string; label: string }[] }

const formId = 'deeds'

/** What to do with the rows that are ticked, or with all; the next page shows what it would be. */
export function ListDeeds({ list, address, counts, deeds }: ListDeedsProps) {
	return (
		<form
			id={formId}
			method="get"
			action={list === 'lines' ? '/staff/restructurings/new' : `/staff/lists/${list}/change`}
			className="no-print mt-5 flex flex-wrap items-end gap-x-4 gap-y-3 border-line border-t pt-4"
		>
			<input type="hidden" name="query" value={address} />
			<div className="min-w-56">
				<label htmlFor="deed" className="mb-1 block font-medium text-sm">
					{say('list.deed')}
				</label>
				<Chevron>
					<select id="deed" name="deed" className={`${control} appearance-none pr-9`}>
						{deeds.map(({ value, label }) => (
							<option key={value} value={value}>
								{label}
							</option>
						))}
					</select>
				</Chevron>
			</div>
			<label className="inline-flex min-h-11 items-center gap-2">
				<input type="checkbox" name="all" value="yes" className="size-5 accent-accent" />
				{say('list.allRows', { counts })}
			</label>
			<Button kind="secondary">{say('list.goOn')}</Button>
		</form>
	)
}

/** Ticks a row for `ListDeeds`. */
export function RowTick({ id, label }: { id: string; label: string }) {
	return (
		<input
			type="checkbox"
			form={formId}
			name="row"
			value={id}
			aria-label={say('list.tick', { row: label })}
			className="mt-0.5 size-5 shrink-0 accent-accent"
		/>
	)
}
