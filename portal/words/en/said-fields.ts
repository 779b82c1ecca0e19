/** What a product is called and described as in a language, as lists and imports call the columns. */
export const saidFields = {
	nameEn: 'Name in English',
	nameRu: 'Name in Russian',
	nameZh: 'Name in Chinese',
	nameVi: 'Name in Vietnamese',
	descriptionEn: 'Description in English',
	descriptionRu: 'Description in Russian',
	descriptionZh: 'Description in Chinese',
	descriptionVi: 'Description in Vietnamese',
}
