import { expect, test } from 'vitest'
import { act, expectOk } from '#core/act.ts'
import { createPriceList } from '#core/price/write-list.ts'
import { openBooks } from '#test/support/books.ts'
import { bringIn, importer } from './bring-in.ts'

test('what is asked for many never becomes the catalogue’s price of one', async () => {
	await using world = await openBooks({ on: '2026-03-01' })
	await bringIn(
		world.books,
		{ subject: 'products', source: 'erp', columns: { code: 'SKU', name: 'Name' } },
		'SKU,Name\nA-1,Care\n',
	)
	const list = { name: 'Partner', currency: 'EUR', everybody: false, validFrom: '2026-01-01' }
	expectOk(await act(world.books, importer, createPriceList, list))
	const brought = await bringIn(
		world.books,
		{
			...{ subject: 'prices', source: 'erp', file: { shortRows: 'fill' } },
			columns: { product: 'SKU', unitPrice: 'Price', fromQuantity: 'From', list: 'List', currency: 'Currency' },
		},
		'SKU,Price,From,List,Currency\nA-1,1234.56,1,,EUR\nA-1,1100,10,,EUR\nA-1,1150,10,Partner,EUR\n',
	)
	expect(brought).toMatchObject({ created: 2, rejected: 1, problems: ['3: tier_without_list fromQuantity'] })
	expect(await world.sql`select trim_scale(unit_price)::text as price from price order by price`).toEqual([
		{ price: '1234.56' },
	])
})
