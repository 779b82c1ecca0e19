import type { ListedPriceList } from '#core/price/find-lists.ts'
import { Button } from '../../../ui/button.tsx'
import { Card } from '../../../ui/card.tsx'
import { Input, Select } from '../../../ui/field.tsx'
import { TextLink } from '../../../ui/link.tsx'
import { sayPrice as say } from '../../../words/staff-prices.ts'

type WhoseProps = { list: ListedPriceList; groups: readonly { id: string; name: string }[]; mayWrite: boolean }

/** Whom a list is for, and whom it could be for too. */
export function Whose({ list, groups, mayWrite }: WhoseProps) {
	if (list.everybody) return <p>{say('price.whoseEverybody', { currency: list.currency })}</p>
	return (
		<Card>
			{list.for.length === 0 ? <p className="text-muted">{say('price.nobody')}</p> : null}
			<ul className="divide-y divide-line">
				{list.for.map((one) => (
					<li key={one.id} className="flex flex-wrap items-center justify-between gap-x-6 gap-y-1 py-2 first:pt-0">
						<span className="min-w-0 break-words">
							{one.kind === 'customer' ? (
								<TextLink href={`/staff/customers/${one.ofId}`}>{one.name}</TextLink>
							) : (
								<span className="font-semibold">{one.name}</span>
							)}
							<span className="text-muted text-sm"> · {one.number || say('price.customersOf')}</span>
						</span>
						{mayWrite ? (
							<form method="post">
								<input type="hidden" name="id" value={one.id} />
								<Button kind="quiet" size="small" name="intent" value="take">
									{say('price.take')} <span className="sr-only">{one.name}</span>
								</Button>
							</form>
						) : null}
					</li>
				))}
			</ul>
			{mayWrite ? (
				<div className="mt-4 grid gap-4 sm:grid-cols-2">
					<form method="post" className="flex items-end gap-3 [&>div]:mt-0 [&>div]:grow">
						<Input name="customer" label={say('price.giveCustomer')} maxLength={60} required />
						<Button kind="secondary" name="intent" value="give">
							{say('price.give')}
						</Button>
					</form>
					{groups.length > 0 ? (
						<form method="post" className="flex items-end gap-3 [&>div]:mt-0 [&>div]:grow">
							<Select name="groupId" label={say('price.giveGroup')}>
								{groups.map(({ id, name }) => (
									<option key={id} value={id}>
										{name}
									</option>
								))}
							</Select>
							<Button kind="secondary" name="intent" value="give">
								{say('price.give')}
							</Button>
						</form>
					) : null}
				</div>
			) : null}
		</Card>
	)
}
