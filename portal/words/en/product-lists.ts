import { saidFields } from './said-fields.ts'

/** The fields of the list of products. */
export const productLists = {
	products: {
		name: 'Product',
		code: 'Code',
		productKind: 'Kind',
		onSale: 'On sale',
		planNames: 'Plans',
		price: 'Price from',
		unit: 'Unit',
		taxClass: 'Tax class',
		contracts: 'Contracts in force',
		machines: 'Machines',
		description: 'Description',
		...saidFields,
		planNamesEn: 'Plans in English',
		planNamesRu: 'Plans in Russian',
		planNamesZh: 'Plans in Chinese',
		planNamesVi: 'Plans in Vietnamese',
	},
}
