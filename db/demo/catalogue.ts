import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import { addProduct } from '#core/product/add.ts'
import { setOnSale } from '#core/product/edit.ts'
import { setPrice } from '#core/product/set-price.ts'
import type { Cast } from './history.ts'

/** A catalogue that is kept: something that is sold no longer, and dearer services from next year on. */
export async function tendCatalogue(books: Books, actor: Actor, cast: Cast, today: Temporal.PlainDate): Promise<void> {
	const former = expectOk(
		await act(books, actor, addProduct, {
			code: 'FLEET1',
			name: 'Fleet telemetry, first generation',
			kind: 'plan',
			unit: 'machine',
			plan: { name: 'Monthly', interval: { unit: 'month', count: 1 } },
			prices: { EUR: '24.00', USD: '26.00' },
		}),
	)
	expectOk(await act(books, actor, setOnSale, { id: former.id, onSale: false }))
	const validFrom = today.with({ month: 1, day: 1 }).add({ years: 1 }).toString()
	for (const [code, prices] of dearer) {
		const product = cast.products.get(code)
		if (!product) throw new Error(`No demo product ${code}`)
		for (const [currency, unitPrice] of Object.entries(prices)) {
			const price = { productId: product.id, planId: product.planId, currency, unitPrice, validFrom }
			expectOk(await act(books, actor, setPrice, price))
		}
	}
}

const dearer: [code: string, prices: Record<string, string>][] = [
	['CARE', { EUR: '398.00', USD: '435.00' }],
	['CALIB', { EUR: '660.00', USD: '720.00' }],
]
