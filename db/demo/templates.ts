import { type Actor, act, type Books, expectOk } from '#core/act.ts'
import type { ContractInput } from '#core/contract/input.ts'
import { saveDeliveryRule } from '#core/delivery/rule.ts'
import { type SaveTemplate, saveTemplate } from '#core/template/save.ts'
import type { CheckedTemplate } from '#core/template/template.ts'
import { careClauses, fleetClauses, rentalClauses, saleClauses } from './clauses.ts'
import type { Cast } from './history.ts'

const actor: Actor = { kind: 'system', name: 'demo' }

type DemoTemplate = 'fleet' | 'care' | 'rental' | 'sale'
export type Templates = Record<DemoTemplate, Pick<CheckedTemplate, 'clauses'> & { id: string }>

const usual: SaveTemplate['terms'] = {
	...{ alignment: 'contract', timing: 'advance', prorate: true, paymentTermDays: null, noticeDays: 30 },
	...{ renewal: 'tacit', termMonths: 12, access: 'upsell' },
}

type Drawn = Pick<CheckedTemplate, 'name' | 'type' | 'clauses' | 'terms'> & {
	sells: [code: string, quantity: string][]
}

const drawn: Record<DemoTemplate, Drawn> = {
	fleet: {
		...{ name: 'Fleet telemetry', type: 'subscription', terms: usual, clauses: fleetClauses },
		sells: [
			['SETUP', '5'],
			['FLEET', '5'],
			['FUEL', '5'],
		],
	},
	care: {
		...{ name: 'Service and maintenance', type: 'service', clauses: careClauses },
		terms: { ...usual, alignment: 'calendar', noticeDays: 90, termMonths: 24, access: 'none' },
		sells: [
			['CARE', '1'],
			['CALIB', '1'],
			['PARTS', '1'],
		],
	},
	rental: {
		...{ name: 'Machine rental', type: 'rental', clauses: rentalClauses },
		terms: {
			...{ ...usual, alignment: 'month_end', timing: 'arrears', noticeDays: 14 },
			...{ renewal: 'none', termMonths: 6, access: 'none' },
		},
		sells: [
			['RENTAL', '1'],
			['TRAIN', '1'],
		],
	},
	sale: {
		...{ name: 'Machine on instalments', type: 'rental', clauses: saleClauses },
		terms: { ...usual, paymentTermDays: 0, renewal: 'none', termMonths: null, access: 'none' },
		sells: [['MACHINE', '1']],
	},
}

/** What contracts and quotes of the demo company are begun with; a machine that is sold has conditions of its own to leave the yard. */
export async function drawTemplates(books: Books, products: Cast['products']): Promise<Templates> {
	const kept: [string, Templates[DemoTemplate]][] = []
	for (const [key, { sells, ...template }] of Object.entries(drawn)) {
		const lines = sells.flatMap(([code, quantity]) => {
			const product = products.get(code)
			if (!product) return []
			const plan = { planId: product.planId, interval: product.plan?.interval ?? null }
			return [{ productId: product.id, ...plan, description: '', quantity, unitPrice: null, discountPercent: '0' }]
		})
		const { id } = expectOk(await act(books, actor, saveTemplate, { ...template, lines }))
		kept.push([key, { id, clauses: template.clauses }])
	}
	const templates = Object.fromEntries(kept) as Templates
	const conditions = [
		{ kind: 'contract_signed' },
		{ kind: 'documents_complete' },
		{ kind: 'down_payment_received' },
	] as const
	expectOk(await act(books, actor, saveDeliveryRule, { templateId: templates.sale.id, conditions }))
	return templates
}

/** As somebody begins a contract with a template: by its terms, until they write something else. */
export function begunWith(cast: Cast, key: DemoTemplate): Partial<ContractInput> {
	const { type, terms } = drawn[key]
	return { type, templateId: cast.templates[key].id, ...terms }
}
