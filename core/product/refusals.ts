/** Every expected no of products, what they are counted in, and what they cost. */
export type ProductRefusals = {
	'price_list.name_taken': { name: string }
	'price_list.currency': { is: string; customer: string }
	/** A price needs the product, and the plan where the product is sold by plans. */
	'price_list.plan_missing': { product: string }
	/** Of a quantity: its bounds leave nothing between them. */
	'quantity.bounds': { smallest: string; largest: string }
	'product.code_taken': { code: string }
	/** Lines have agreed how often it bills. */
	'plan.in_use': { plan: string }
	/** A price counts already on that day. */
	'price.past': { earliestOn: string }
	/** It has begun to count, so it is part of what was. */
	'price.begun': { validFromOn: string }
	'unit.name_taken': { name: string }
	/** What others are reckoned in is reckoned in itself. */
	'unit.base': { name: string }
	'unit.in_use': { name: string }
	/** Its product is not sold in the unit, or the line is counted in another. */
	'unit.not_sold': { line: string; unit: string }
	'unit.other_dimension': { unit: string; product: string }
	/** Lines and prices say what it is counted in. */
	'unit.of_product': { product: string; unit: string }
}
