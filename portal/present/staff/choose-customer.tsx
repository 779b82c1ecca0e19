import { Empty } from '../../ui/card.tsx'
import { Row, RowList } from '../../ui/row-list.tsx'
import { SearchBox } from '../../ui/search-box.tsx'
import { sayList as say } from '../../words/staff-lists.ts'
import type { FoundCustomer } from './find-customers.ts'

type ChooseCustomerProps = {
	/** The page that asks, to which the one chosen is added as `customer`. */
	page: string
	find: string
	found: readonly FoundCustomer[]
	/** What is asked while nothing has been looked for. */
	ask?: string
	/** What else stands in the address of the page. */
	kept?: Record<string, string>
}

/** Finds the customer whom a new thing is for, by a part of the name or the number. */
export function ChooseCustomer({ page, find, found, ask, kept = {} }: ChooseCustomerProps) {
	const addressOf = (asked: Record<string, string>) => {
		const query = new URLSearchParams({ ...kept, ...asked }).toString()
		return query ? `${page}?${query}` : page
	}
	const title = find ? say('list.findCustomerNone') : ask
	return (
		<>
			<SearchBox name="find" label={say('list.findCustomer')} value={find} clear={addressOf({})}>
				{Object.entries(kept).map(([name, value]) => (
					<input key={name} type="hidden" name={name} value={value} />
				))}
			</SearchBox>
			{found.length > 0 ? (
				<RowList>
					{found.map(({ id, name, number }) => (
						<Row key={id} href={addressOf({ customer: id })} title={name} note={number} />
					))}
				</RowList>
			) : title ? (
				<Empty title={title} />
			) : null}
		</>
	)
}
