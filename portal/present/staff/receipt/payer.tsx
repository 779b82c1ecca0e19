import { Empty } from '../../../ui/card.tsx'
import { Row, RowList } from '../../../ui/row-list.tsx'
import { SearchBox } from '../../../ui/search-box.tsx'
import { sayReceipt as say } from '../../../words/staff-receipts.ts'

type PayerProps = { asked: string; found: readonly { id: string; name: string; number: string }[] }

/** Finds the customer who paid. */
export function ChoosePayer({ asked, found }: PayerProps) {
	return (
		<>
			<SearchBox name="find" label={say('receipt.find')} value={asked} clear="/staff/receipts/new" />
			{found.length > 0 ? (
				<RowList>
					{found.map(({ id, name, number }) => (
						<Row key={id} href={`/staff/receipts/new?customer=${id}`} title={name} note={number} />
					))}
				</RowList>
			) : (
				<Empty title={say(asked ? 'receipt.findNone' : 'receipt.choose')} />
			)}
		</>
	)
}
