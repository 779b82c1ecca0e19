/** Full-width letters and signs as plain ones, lower case, one kind of quote, ё as е. Marks over letters stay. */
export function normalise(text: string): string {
	return text
		.normalize('NFKC')
		.replace(/[’‘ʼ`´]/g, "'")
		.toLowerCase()
		.replace(/ё/g, 'е')
		.normalize('NFC')
}

/** Without marks over letters, as Vietnamese is often typed: `quý trước` is `quy truoc`. Cyrillic keeps its й. */
export function bare(text: string): string {
	return text
		.normalize('NFD')
		.replace(/(?<=\p{Script=Latin}\p{M}*)\p{M}/gu, '')
		.replace(/đ/g, 'd')
		.normalize('NFC')
}
