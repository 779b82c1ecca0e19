import { isCurrency } from '../../money.ts'

/** Signs and words that mean one currency only. `$` and `¥` mean several, so they are asked about. */
const signs: Record<string, string> = {
	'€': 'EUR',
	EURO: 'EUR',
	EUROS: 'EUR',
	'£': 'GBP',
	US$: 'USD',
	$US: 'USD',
	'US DOLLAR': 'USD',
	'US DOLLARS': 'USD',
	'U.S. DOLLAR': 'USD',
	'₽': 'RUB',
	РУБ: 'RUB',
	'РУБ.': 'RUB',
	РУБЛЬ: 'RUB',
	РУБЛИ: 'RUB',
	RUR: 'RUB',
	'₫': 'VND',
	VNĐ: 'VND',
	ĐỒNG: 'VND',
	RMB: 'CNY',
	'CN¥': 'CNY',
	人民币: 'CNY',
	人民幣: 'CNY',
	元: 'CNY',
	'JP¥': 'JPY',
	円: 'JPY',
	'₹': 'INR',
	'₩': 'KRW',
	'₺': 'TRY',
	'₴': 'UAH',
	'₸': 'KZT',
	'₪': 'ILS',
	'฿': 'THB',
	ZŁ: 'PLN',
	A$: 'AUD',
	C$: 'CAD',
	NZ$: 'NZD',
	HK$: 'HKD',
	S$: 'SGD',
	R$: 'BRL',
}

/** ISO 4217 code; undefined when unknown or when it may mean several. */
export function readCurrency(given: string): string | undefined {
	const text = given.normalize('NFC').trim().toUpperCase()
	const code = signs[text] ?? text
	return /^[A-Z]{3}$/.test(code) && isCurrency(code) ? code : undefined
}

/** The currency that an amount names beside its figures; undefined where it names none, or a sign that several have. */
export function currencyBeside(amount: string): string | undefined {
	const [before = '', after = ''] = amount.split(/[-+(]*\d[\d.,' \s]*[-+)]*/u)
	return readCurrency(before.replace(/[-+(]/g, '')) ?? readCurrency(after.replace(/[-+)]/g, ''))
}
