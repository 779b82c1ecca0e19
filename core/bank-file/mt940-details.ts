/** Who paid and what they wrote, out of field 86. */
export type Details = { name: string; account: string; reference: string; purpose: string }

const sepaTag = '(EREF|KREF|MREF|CRED|DEBT|COAM|OAMT|SVWZ|ABWA|ABWE|IBAN|BIC|PURP)[+:]'
const sepaTags = new RegExp(`(?:^|\\s|(?<=[^A-Z]))${sepaTag}`, 'g')
const startsWithTag = new RegExp(`^${sepaTag}`)
const spokenTags =
	/\/(TRTP|IBAN|BIC|NAME|REMI|EREF|MARF|CSID|ORDP|BENM|ISDT|SVCL|PREF|PURP|ULTD|ULTC|RTRN|CNTP|USTD|STRD|ADDR|ID|OCMT|CHGS|ACCW|INIT|NRTX|SUBNAME)\//g

/** Field 86 in numbered parts (Germany), in parts named by words (Netherlands), or plain. */
export function readDetails(text: string): Details {
	const numbered = /^\d{3}([^\w\s])(?=\d\d)/.exec(text)
	if (numbered?.[1]) return readNumbered(text.replaceAll('\n', ''), numbered[1])
	if (/^\/[A-Z]{2,7}\//.test(text)) return readSpoken(text.replaceAll('\n', ''))
	return { name: '', ...readPurpose(text.replaceAll('\n', ' ')) }
}

/** `166?00…?20…?32…`: what the payer wrote is cut into pieces of 27, wherever that falls. */
function readNumbered(text: string, mark: string): Details {
	const parts = new Map<number, string>()
	for (const part of text.slice(3).split(mark)) {
		const number = /^\d\d/.test(part) ? Number(part.slice(0, 2)) : -1
		if (number >= 0) parts.set(number, part.slice(2))
	}
	const joined = (...numbers: number[]) => numbers.map((number) => parts.get(number) ?? '').join('')
	// A piece that begins with a tag begins another part, whatever letters the piece before it ended with.
	for (const [number, part] of parts) if (startsWithTag.test(part)) parts.set(number, ` ${part}`)
	const { purpose, reference, account } = readPurpose(joined(20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 60, 61, 62, 63))
	return {
		name: [joined(32), joined(33)].join(joined(32).length < 27 && parts.has(33) ? ' ' : ''),
		...{ account: joined(31) || account, reference, purpose: purpose || joined(0) },
	}
}

/** What the payer wrote, apart from the references that SEPA puts before it. */
function readPurpose(text: string): Omit<Details, 'name'> {
	const parts = partsOf(text, sepaTags)
	if (parts.size === 0) return { account: '', reference: '', purpose: text }
	const before = parts.get('') ?? ''
	return {
		account: parts.get('IBAN') ?? '',
		reference: parts.get('EREF') ?? parts.get('KREF') ?? '',
		purpose: [before, parts.get('SVWZ') ?? ''].filter((part) => part.trim() !== '').join(' '),
	}
}

/** `/TRTP/SEPA OVERBOEKING/IBAN/NL…/NAME/…/REMI/…/EREF/…` */
function readSpoken(text: string): Details {
	const parts = partsOf(text, spokenTags)
	const counterparty = (parts.get('CNTP') ?? '').split('/')
	return {
		name: parts.get('NAME') ?? counterparty[2] ?? '',
		account: parts.get('IBAN') ?? counterparty[0] ?? '',
		reference: parts.get('EREF') ?? '',
		purpose: (parts.get('REMI') ?? parts.get('USTD') ?? text).replace(/^(USTD|STRD)?\/+/, ''),
	}
}

/** What stands behind each of the tags; under no name, what stands before the first. */
function partsOf(text: string, tags: RegExp): Map<string, string> {
	const found = [...text.matchAll(tags)]
	const parts = new Map<string, string>()
	for (const [index, match] of found.entries()) {
		const from = match.index + match[0].length
		// The slash that ends one part begins the next.
		const to = found[index + 1]?.index ?? text.length
		parts.set(match[1] ?? '', text.slice(from, to).trim())
	}
	if (found[0] && found[0].index > 0) parts.set('', text.slice(0, found[0].index))
	return parts
}
