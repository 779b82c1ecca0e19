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
		nameEn: 'Name in English',
		nameRu: 'Name in Russian',
		nameZh: 'Name in Chinese',
		nameVi: 'Name in Vietnamese',
		descriptionEn: 'Description in English',
		descriptionRu: 'Description in Russian',
		descriptionZh: 'Description in Chinese',
		descriptionVi: 'Description in Vietnamese',
	},
}
