/** Full-width letters and signs as plain ones, lower case, one kind of quote, ё as е. Marks over letters stay. */
export function normalise(text: string): string {
	const lower = text
		.normalize('NFKC')
		.replace(/[’‘ʼ`´]/g, "'")
		.toLowerCase()
	const composed = lower.replace(/ё/g, 'е').normalize('NFC')
	return composed.replace(/([ou])([áàảãạéèẻẽẹýỳỷỹỵ])(?!\p{L})/gu, (_, first: string, second: string) => {
		// Both ways of setting a Vietnamese tone are one: hoá is hóa.
		const [vowel = '', tone = ''] = second.normalize('NFD')
		return (first + tone).normalize('NFC') + vowel
	})
}

/** Without marks over letters, as Vietnamese is often typed: `quý trước` is `quy truoc`. Cyrillic keeps its й. */
export function bare(text: string): string {
	return text
		.normalize('NFD')
		.replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
		.replace(/đ/g, 'd')
		.normalize('NFC')
}
