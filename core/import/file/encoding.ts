import { isUtf8 } from 'node:buffer'
import { bytesOf, type FileSource } from './source.ts'

/** Names as TextDecoder knows them. */
export const encodings = [
	'utf-8',
	'utf-16le',
	'utf-16be',
	'windows-1251',
	'windows-1252',
	'windows-1258',
	'koi8-r',
	'ibm866',
	'gb18030',
	'big5',
] as const
export type Encoding = (typeof encodings)[number]

/** How much text that is not ASCII is weighed. */
const sampleSize = 64 * 1024

/**
 * The encoding of a text file. A byte order mark decides; then zeros in every second byte (UTF-16), then validity as
 * UTF-8 over the whole file; what is left is weighed by how much the text looks like its language.
 */
export async function detectEncoding(source: FileSource): Promise<{ encoding: Encoding; skip: number }> {
	const start = await source.read(0, 4096)
	if (start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf) return { encoding: 'utf-8', skip: 3 }
	if (start[0] === 0xff && start[1] === 0xfe) return { encoding: 'utf-16le', skip: 2 }
	if (start[0] === 0xfe && start[1] === 0xff) return { encoding: 'utf-16be', skip: 2 }
	const wide = detectWide(start)
	if (wide) return { encoding: wide, skip: 0 }
	const foreign = await collectForeign(source)
	return { encoding: foreign ? detectLegacy(foreign) : 'utf-8', skip: 0 }
}

function detectWide(start: Uint8Array): Encoding | undefined {
	let even = 0
	let odd = 0
	for (let index = 0; index < start.length; index++) if (start[index] === 0) index % 2 === 0 ? even++ : odd++
	// Text holds no zero byte: in UTF-16 every separator, digit and line end brings one, on the same side of its pair.
	const few = Math.max(2, start.length / 200)
	if (odd >= few && even * 10 < odd) return 'utf-16le'
	if (even >= few && odd * 10 < even) return 'utf-16be'
	return undefined
}

/** Lines with bytes beyond ASCII, when the file is not UTF-8 throughout; undefined when it is. */
async function collectForeign(source: FileSource): Promise<Uint8Array | undefined> {
	const parts: Uint8Array[] = []
	let collected = 0
	let valid = true
	let rest = new Uint8Array(0)
	for await (const bytes of bytesOf(source)) {
		const whole = rest.length > 0 ? Buffer.concat([rest, bytes]) : bytes
		const cut = lastLineEnd(whole)
		const lines = whole.subarray(0, cut)
		rest = new Uint8Array(whole.subarray(cut))
		if (valid && !isUtf8(lines)) valid = false
		if (collected < sampleSize) collected += collectLines(lines, parts)
		if (!valid && collected >= sampleSize) break
	}
	if (rest.length > 0) {
		if (!isUtf8(rest)) valid = false
		if (collected < sampleSize) collectLines(rest, parts)
	}
	return valid ? undefined : new Uint8Array(Buffer.concat(parts))
}

function lastLineEnd(bytes: Uint8Array): number {
	const end = bytes.lastIndexOf(0x0a)
	return end === -1 ? bytes.length : end + 1
}

function collectLines(bytes: Uint8Array, parts: Uint8Array[]): number {
	let from = 0
	let size = 0
	while (from < bytes.length && size < sampleSize) {
		let to = bytes.indexOf(0x0a, from)
		if (to === -1) to = bytes.length - 1
		const line = bytes.subarray(from, to + 1)
		if (line.some((byte) => byte > 0x7f)) {
			parts.push(Uint8Array.from(line))
			size += line.length
		}
		from = to + 1
	}
	return size
}

function detectLegacy(sample: Uint8Array): Encoding {
	if (mostlyUtf8(sample)) return 'utf-8'
	const scores = candidates.map(({ encoding, score }) => {
		const text = new TextDecoder(encoding).decode(sample)
		return { encoding, score: score(text) }
	})
	scores.sort((one, two) => two.score - one.score)
	return scores[0]?.encoding ?? 'windows-1252'
}

/** A few broken bytes in UTF-8 (a cut in the middle of a letter) do not make it something else. */
function mostlyUtf8(sample: Uint8Array): boolean {
	const text = new TextDecoder('utf-8').decode(sample)
	const broken = text.match(/\ufffd/g)?.length ?? 0
	const foreign = text.match(/[^\p{ASCII}\ufffd]/gu)?.length ?? 0
	return broken * 4 <= foreign
}

// Each score is the share of the letters beyond ASCII that are usual in the language, less what never stands there.
const candidates: { encoding: Encoding; score: (text: string) => number }[] = [
	{ encoding: 'windows-1251', score: cyrillic },
	{ encoding: 'koi8-r', score: cyrillic },
	{ encoding: 'ibm866', score: cyrillic },
	{ encoding: 'gb18030', score: (text) => chinese(text, commonSimplified) },
	{ encoding: 'big5', score: (text) => chinese(text, commonTraditional) },
	{ encoding: 'windows-1258', score: vietnamese },
	{ encoding: 'windows-1252', score: western },
]

const commonSimplified =
	/[的一是不在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年公司有限责任科技市路号区省京海广州深圳技术发展贸易商务信息电子实业集团客户名称日期金额合同编号状态开始结束数量价格产品月按付季度币种联系地址行李王张刘陈杨赵黄周吴]/g
const commonTraditional =
	/[的一是不在人有我他這個們中來上大為和國地到以說時要就出會可也你對生能而子那得於著下自之年公司有限責任科技市路號區省臺灣北發展貿易商務資訊電子實業集團客戶名稱日期金額合約編號狀態開始結束數量價格產品月按付季度幣種聯絡地址]/g

function share(text: string, good: RegExp, bad: RegExp): number {
	const foreign = text.match(/\P{ASCII}/gu)?.length ?? 0
	if (foreign === 0) return 0
	return ((text.match(good)?.length ?? 0) - 2 * (text.match(bad)?.length ?? 0)) / foreign
}

/** A capital after a small letter is what the wrong one of the Cyrillic encodings makes. */
function cyrillic(text: string): number {
	const common = share(
		text,
		/[оеаинтсрвлкмдпуяыьгзбчйхжшюцщэфОЕАИНТСРВЛКМДПУГЗБЧХЖШЮЦЩЭФЯё№«»—]/g,
		/[\ufffd\u0080-\u009f]|[а-я][А-Я]/g,
	)
	const frequent = share(text, /[оеаинтсрвл]/g, /[ъЪЫЬ](?=[А-Я])/g)
	const runs = share(text, /[А-Яа-яё]{2,}/g, /[─-╿▀-▟]/g)
	return common * 0.5 + frequent * 0.8 + runs
}

function chinese(text: string, common: RegExp): number {
	const unusual = /[\ufffd\ue000-\uf8ff]|[^\p{ASCII}\u3000-\u303f\u4e00-\u9fff\uff00-\uffef·—“”‘’…]/gu
	return share(text, /[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g, unusual) * 0.6 + share(text, common, /\ufffd/g) * 2
}

/** Tone marks stand after the letter in this encoding; without them it is another one. */
function vietnamese(text: string): number {
	const tones = text.match(/[aăâeêioôơuưyAĂÂEÊIOÔƠUƯY][\u0300\u0301\u0303\u0309\u0323]/g)?.length ?? 0
	return tones > 0 ? share(text, /[ăâđêôơưĂÂĐÊÔƠƯ]|\p{M}/gu, /[\ufffd\u0080-\u009f]/g) + 0.2 : 0
}

/** Accented letters of the west stand alone among plain ones; long runs of them are another alphabet. */
function western(text: string): number {
	const letters = share(text, /[à-öø-ÿÀ-ÖØ-ÞßŒœŠšŽžŸ€£©®°·«»“”‘’–—…§´]/g, /[\ufffd\u0080-\u009f]|[À-ÖØ-öø-ÿ]{4,}/g)
	return letters * 0.8
}
