import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { useActionData, useLoaderData } from '@remix-run/react'
import { changeViews } from '../../present/staff/list/change-views.ts'
import { ListRoom } from '../../present/staff/list/list-room.tsx'
import { openList } from '../../present/staff/list/open-list.ts'
import { titled } from '../../present/title.ts'
import { LinkButton } from '../../ui/button.tsx'
import { sayList } from '../../words/staff-lists.ts'
import { sayProduct as say } from '../../words/staff-products.ts'

export const meta = titled<typeof loader>()

export const loader = (args: LoaderFunctionArgs) => openList(args, 'products', sayList('list.rooms.products'))

export const action = (args: ActionFunctionArgs) => changeViews(args, 'products')

/** The catalogue: everything that is sold, with what it costs today. */
export default function Products() {
	const opened = useLoaderData<typeof loader>()
	const { may } = opened.frame
	return (
		<ListRoom
			opened={opened}
			answer={useActionData<typeof action>()}
			aside={
				<div className="flex flex-wrap gap-3">
					{may['contract.write'] ? (
						<LinkButton kind="secondary" href="/staff/prices">
							{say('product.priceLists')}
						</LinkButton>
					) : null}
					{opened.fields.some(({ name }) => name === 'price')
						? (['csv', 'xlsx'] as const).map((kind) => (
								<LinkButton key={kind} kind="secondary" href={`/staff/products/prices.${kind}`} download>
									{say(`product.pricesAs.${kind}`)}
								</LinkButton>
							))
						: null}
					{may['product.write'] ? <LinkButton href="/staff/products/new">{say('product.add')}</LinkButton> : null}
				</div>
			}
		/>
	)
}
