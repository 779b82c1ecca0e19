import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsv } from '#core/bank-file/csv.ts'
import { suggestMap } from '#core/bank-file/csv-suggest.ts'
import { openBankFile } from '#core/bank-file/read.ts'
import { fileOfBytes } from '#core/import/file/source.ts'
import { formatMajor } from '#core/money.ts'
import { type Refusal, Refused } from '#core/refusal.ts'

const example = (name: string) => readFile(join(import.meta.dirname, '../../../docs/examples', name))
const bytes = (text: string) => new TextEncoder().encode(text)

async function read(content: Uint8Array) {
	const opened = await openBankFile(fileOfBytes('statement', content))
	if (opened.format !== 'csv') return opened
	const { columns, dayOrder, decimal } = await suggestMap(opened.sheet, 'Europe/Berlin')
	const map = { columns, dayOrder: dayOrder ?? 'dmy', decimal: decimal ?? 'point', currency: 'EUR', account: 'OURS' }
	return { format: opened.format, statements: await readCsv(opened.sheet, map, 'Europe/Berlin') }
}

async function refusalOf(content: string): Promise<Refusal | undefined> {
	try {
		await read(bytes(content))
	} catch (error) {
		if (error instanceof Refused) return error.refusal
		throw error
	}
	return undefined
}

test('MT940 is read with who paid, what they wrote, and balances', async () => {
	const { format, statements } = await read(await example('bank-statement.sta'))
	expect(format).toBe('mt940')
	expect(statements).toMatchObject([
		{
			...{ account: '20050550/1234567890', currency: 'EUR', number: '00231/001', line: 1 },
			...{ openingMinor: 12_500_00n, closingMinor: 14_003_60n },
			entries: [
				{
					...{ bookedOn: '2026-11-27', valueOn: '2026-11-27', amountMinor: 1_190_00n, currency: 'EUR', line: 5 },
					...{ counterparty: 'Alster Kran- und Hebetechnik GmbH', counterpartyAccount: 'DE89370400440532013000' },
					...{
						reference: 'RF18INV1042',
						description: 'Rechnung INV-1042 von November',
						bankReference: '2026112700001',
					},
				},
				{ amountMinor: 250_50n, reference: 'KD-77', description: 'Abschlag inv 10 43', counterparty: 'Elbe Bau AG' },
				{ amountMinor: -35_90n, reference: '', description: 'Entgelte November', bankReference: '' },
				{ amountMinor: 99_00n, valueOn: '2026-12-01', description: 'Payment for contract C-12 thanks' },
			],
		},
	])
})

test('of field 86 in numbered parts each part begins with its tag, whatever letters the one before ends with', async () => {
	const lines = (await example('bank-statement.sta')).toString('latin1').replace('EREF+RF18INV1042', 'EREF+NOTPROVIDED')
	const { statements } = await read(Buffer.from(lines, 'latin1'))
	expect(statements[0]?.entries[0]).toMatchObject({
		...{ reference: '', description: 'Rechnung INV-1042 von November' },
	})
})

test('CAMT.053 is read, a batch as the payments in it, and nothing that is only announced', async () => {
	const { format, statements } = await read(await example('bank-statement.xml'))
	expect(format).toBe('camt')
	expect(statements).toMatchObject([
		{
			...{ account: 'DE21200505501234567890', currency: 'EUR', number: '231' },
			...{ openingMinor: 12_500_00n, closingMinor: 14_404_60n },
			entries: [
				{
					...{ amountMinor: 1_190_00n, counterparty: 'Alster Kran- und Hebetechnik GmbH', reference: '', line: 12 },
					...{ counterpartyAccount: 'DE89370400440532013000', description: 'Rechnung INV-1042 & Dank' },
					bankReference: '2026112700001',
				},
				{ amountMinor: 500_00n, valueOn: '2026-11-28', counterparty: 'Elbe Bau AG', reference: 'RF18INV1043' },
				{ amountMinor: 250_50n, bookedOn: '2026-11-27', description: 'Miete November', reference: 'K-8' },
				{ amountMinor: -35_90n, description: 'Entgelte November' },
			],
		},
	])
})

test('the older CAMT.053, with a prefix and names one step higher, says the same', async () => {
	const text = (await example('bank-statement.xml')).toString()
	const old = text
		.replace('053.001.08', '053.001.02')
		.replaceAll('<Pty>', '')
		.replaceAll('</Pty>', '')
		.replace(/<Sts><Cd>(\w+)<\/Cd><\/Sts>/g, '<Sts>$1</Sts>')
		.replace(/<Amt Ccy="EUR">(500|250)\.(\d\d)<\/Amt>/g, '<AmtDtls><TxAmt><Amt Ccy="EUR">$1.$2</Amt></TxAmt></AmtDtls>')
		.replace(/<(\/?)(?!\?)/g, '<$1n:')
		.replace('xmlns=', 'xmlns:n=')
	expect(await read(bytes(old))).toEqual(await read(bytes(text)))
})

test('CSV is read by the names of its columns, in the encoding and with the marks that it has', async () => {
	const utf8 = (await example('bank-statement.csv')).toString()
	const { statements } = await read(Buffer.from(utf8, 'latin1'))
	expect(statements).toMatchObject([
		{
			...{ account: 'DE21200505501234567890', currency: 'EUR', openingMinor: null },
			entries: [
				{
					...{ bookedOn: '2026-11-27', amountMinor: 1_190_00n, counterparty: 'Alster Kran- und Hebetechnik GmbH' },
					...{ counterpartyAccount: 'DE89370400440532013000', description: 'Rechnung INV-1042', line: 2 },
				},
				{ valueOn: '2026-11-28', amountMinor: 250_50n, description: 'Miete "November"; Halle 2' },
				{ amountMinor: -35_90n },
			],
		},
	])
})

test.each([
	['Дата,Приход,Расход,Контрагент,Назначение платежа\n01.02.2026,"1 200,50",,ООО Ромашка,Счёт 1042', 1_200_50n],
	['交易日期,贷方金额,借方金额,对方户名,摘要\n2026-02-01,"1,200.50",,某某公司,账单 1042', 1_200_50n],
	['Ngày giao dịch;Số tiền;Nội dung\n01/02/2026;-1.200,50;Phí', -1_200_50n],
])('columns are known in other languages: %s', async (text, amountMinor) => {
	const { statements } = await read(bytes(`${text}\n`))
	expect(statements[0]?.entries).toMatchObject([{ bookedOn: '2026-02-01', amountMinor }])
})

test('what the rows of a CSV leave open is not guessed', async () => {
	const suggested = async (...rows: string[]) => {
		const opened = await openBankFile(fileOfBytes('a.csv', bytes(`Date;Amount;Details\n${rows.join('\n')}\n`)))
		return opened.format === 'csv' ? await suggestMap(opened.sheet, 'Europe/Berlin') : undefined
	}
	expect(await suggested('03/04/2026;1,234;x')).toMatchObject({ dayOrder: null, decimal: null })
	expect(await suggested('03/04/2026;1,234;x', '13/04/2026;1,50;y')).toMatchObject({
		dayOrder: 'dmy',
		decimal: 'comma',
	})
	expect(await suggested('2026-04-03;12;x')).toMatchObject({ dayOrder: 'dmy', decimal: 'point' })
})

const mt940 =
	':20:A\n:25:DE1\n:28C:1\n:60F:C260101EUR10,00\n:61:260102C5,00NTRFNONREF\n:86:x\n:62F:C260102EUR15,00\n-\n'
const camt = (entry: string) =>
	`<?xml version="1.0"?>\n<Document><BkToCstmrStmt><Stmt>\n<Acct><Id><IBAN>DE1</IBAN></Id><Ccy>EUR</Ccy></Acct>\n${entry}\n</Stmt></BkToCstmrStmt></Document>`

test.each<[string, string, object | undefined]>([
	['a sound one', mt940, undefined],
	[
		'a closing balance that is another',
		mt940.replace('EUR15', 'EUR16'),
		{ code: 'bank_file.balance', facts: { comesToMinor: 15_00n } },
	],
	['no closing balance', mt940.split(':62F')[0] ?? '', { code: 'bank_file.cut_off', facts: { line: 1 } }],
	['a day that is none', mt940.replace(':61:260102', ':61:260231'), { code: 'bank_file.unclear', facts: { line: 5 } }],
	['a movement without an amount', mt940.replace('C5,00N', 'CN'), { code: 'bank_file.unclear', facts: { line: 5 } }],
	['a third decimal', mt940.replace('C5,00N', 'C5,001N'), { code: 'bank_file.unclear', facts: { line: 5 } }],
	['an element that is not closed', camt('<Ntry>'), { code: 'bank_file.unclear', facts: { line: 5 } }],
	[
		'the end missing',
		'<?xml version="1.0"?>\n<Document><BkToCstmrStmt>',
		{ code: 'bank_file.unclear', facts: { line: 2 } },
	],
	[
		'an amount that is none',
		camt('<Ntry><Amt Ccy="EUR">1,5</Amt><BookgDt><Dt>2026-01-02</Dt></BookgDt></Ntry>'),
		{ code: 'bank_file.unclear', facts: { line: 4 } },
	],
	[
		'another currency than its account',
		camt('<Ntry><Amt Ccy="USD">1.5</Amt></Ntry>'),
		{ code: 'bank_file.unclear', facts: { line: 4 } },
	],
	[
		'entities of its own',
		`<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>\n${camt('&e;')}`,
		{ code: 'bank_file.unclear', facts: { line: 1 } },
	],
	[
		'another message of ISO 20022',
		'<?xml version="1.0"?><Document><CstmrCdtTrfInitn/></Document>',
		{ code: 'bank_file.unknown' },
	],
	['a letter', 'Dear all', { code: 'import.empty' }],
	['nothing', '', { code: 'import.empty' }],
])('a file with %s is taken whole or refused with its line', async (_what, text, refusal) => {
	const found = await refusalOf(text)
	if (refusal) expect(found).toMatchObject(refusal)
	else expect(found).toBeUndefined()
})

const printed = (amounts: readonly bigint[]) => {
	const total = amounts.reduce((sum, one) => sum + one, 0n)
	const say = (minor: bigint) => formatMajor(minor < 0n ? -minor : minor, 'EUR').replace('.', ',')
	const mark = (minor: bigint) => (minor < 0n ? 'D' : 'C')
	const rows = amounts.map(
		(one, index) => `:61:2602280301${mark(one)}R${say(one)}NTRFNONREF//B${index}\n:86:pay ${index}\n`,
	)
	return `:20:A\n:25:DE1\n:28C:1\n:60F:C260227EUR0,00\n${rows.join('')}:62F:${mark(total)}260301EUR${say(total)}\n-\n`
}

test('what is printed as MT940 is read back, whatever the amounts', async () => {
	const amount = fc.bigInt({ min: -1_000_000_000_000n, max: 1_000_000_000_000n }).filter((one) => one !== 0n)
	await fc.assert(
		fc.asyncProperty(fc.array(amount, { maxLength: 30 }), async (amounts) => {
			const { statements } = await read(bytes(printed(amounts)))
			expect(statements[0]?.entries.map((one) => one.amountMinor)).toEqual(amounts)
			expect(new Set(statements[0]?.entries.map((one) => one.bookedOn))).toEqual(
				new Set(amounts.length ? ['2026-03-01'] : []),
			)
		}),
		{ numRuns: 40 },
	)
})

test('whatever is cut out of a file, it is read whole or refused, never crashed on', async () => {
	const whole = (await example('bank-statement.sta')).toString()
	const xml = (await example('bank-statement.xml')).toString()
	await fc.assert(
		fc.asyncProperty(fc.constantFrom(whole, xml), fc.nat(5000), fc.nat(400), async (text, from, length) => {
			const at = from % text.length
			await refusalOf(text.slice(0, at) + text.slice(at + length))
		}),
		{ numRuns: 60 },
	)
})
