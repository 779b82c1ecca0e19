import { isCurrency, readMajor } from '../money.ts'
import { refuse } from '../refusal.ts'
import { checkBalance } from './balance.ts'
import { bankDay, bookedDay } from './mt940-day.ts'
import { readDetails } from './mt940-details.ts'
import { type Field, fieldsOf } from './mt940-fields.ts'
import { bareAccount, oneLine, type ReadEntry, type ReadStatement } from './statement.ts'
import { refuseLine } from './unclear.ts'

type Draft = ReadStatement & { closed: boolean }

/**
 * Statements of a SWIFT MT940 file, as German, Dutch and other banks write it; what the payer wrote is read from field 86
 * in numbered parts, in parts named by words, or plain. Refuses `bank_file.unclear`, `bank_file.cut_off`,
 * `bank_file.balance`.
 */
export function readMt940(text: string): ReadStatement[] {
	const statements: Draft[] = []
	let entry: ReadEntry | undefined
	for (const field of fieldsOf(text)) {
		const statement = statements.at(-1)
		if (field.tag === '20') {
			if (statement) finish(statement)
			statements.push({ ...blank(), line: field.line })
			entry = undefined
		} else if (!statement) refuseLine(field.line, field.text)
		else if (field.tag === '61') {
			entry = readEntry(field, statement)
			statement.entries.push(entry)
		} else if (field.tag === '86') {
			if (entry) Object.assign(entry, detailsOf(field.text, entry))
			entry = undefined
		} else readHead(field, statement)
	}
	const last = statements.at(-1)
	if (!last) return refuse('bank_file.unknown', {})
	finish(last)
	return statements.map(({ closed: _, ...statement }) => statement)
}

function blank(): Draft {
	return {
		account: '',
		currency: '',
		number: '',
		openingMinor: null,
		closingMinor: null,
		entries: [],
		line: 0,
		closed: false,
	}
}

/** A statement ends with its closing balance: without one, the file was cut. */
function finish({ closed, ...statement }: Draft): void {
	if (!closed || statement.account === '') refuse('bank_file.cut_off', { line: statement.line })
	checkBalance(statement)
}

function readHead(field: Field, statement: Draft): void {
	const text = field.text.trim()
	if (field.tag === '25' || field.tag === '25P') statement.account = accountIn(text)
	else if (field.tag === '28C' || field.tag === '28') statement.number = text.slice(0, 40)
	else if (/^60[FM]$/.test(field.tag)) {
		const { minor, currency } = readBalance(field)
		Object.assign(statement, { openingMinor: minor, currency })
	} else if (/^62[FM]$/.test(field.tag)) {
		const { minor, currency } = readBalance(field)
		if (currency !== statement.currency) refuseLine(field.line, text)
		Object.assign(statement, { closingMinor: minor, closed: true })
	}
}

/** Dutch banks write the currency behind the IBAN. */
function accountIn(text: string): string {
	const account = bareAccount(text.split('\n')[0] ?? '')
	const iban = /^([A-Z]{2}\d{2}[A-Z0-9]{11,30}?)([A-Z]{3})$/.exec(account)
	return iban?.[1] && isCurrency(iban[2] ?? '') ? iban[1] : account
}

function readBalance({ line, text }: Field): { minor: bigint; currency: string } {
	const [, mark, day = '', currency = '', amount = ''] = /^([CD])(\d{6})([A-Z]{3})([\d.,]+)\s*$/.exec(text) ?? []
	if (!mark || !isCurrency(currency) || !bankDay(day)) return refuseLine(line, text)
	const minor = readAmount(amount, currency) ?? refuseLine(line, text)
	return { minor: mark === 'D' ? -minor : minor, currency }
}

/** `1234,5` and `1234,`, and the point that some programs write. */
function readAmount(text: string, currency: string): bigint | undefined {
	const minor = readMajor(text.replace(',', '.').replace(/\.$/, ''), currency)
	return typeof minor === 'string' ? undefined : minor
}

const movement = /^(\d{6})(\d{4})?(RC|RD|EC|ED|C|D)([A-Z])?(\d[\d.,]*)([A-Z][A-Z0-9]{3})([^\n]*)/

function readEntry({ line, text }: Field, { currency }: Draft): ReadEntry {
	const [, value = '', booked, mark = '', , amount = '', , rest = ''] = movement.exec(text) ?? []
	const valueOn = bankDay(value)
	const bookedOn = valueOn && bookedDay(valueOn, booked)
	if (!valueOn || !bookedOn || currency === '') return refuseLine(line, text)
	const minor = readAmount(amount, currency)
	if (!minor) return refuseLine(line, text)
	const [ours = '', bank = ''] = rest.split('//')
	// A reversed debit comes in, a reversed credit goes out.
	const comesIn = ['C', 'RD', 'EC'].includes(mark)
	return {
		...{ bookedOn, valueOn, amountMinor: comesIn ? minor : -minor, currency, line },
		...{ counterparty: '', counterpartyAccount: '', reference: said(ours), bankReference: said(bank) },
		description: oneLine(text.split('\n').slice(1).join(' ')),
		...(mark.startsWith('R') ? { reverses: true } : {}),
	}
}

/** What stands where a bank has nothing to say. */
function said(text: string): string {
	const bare = oneLine(text, 140)
	return /^(NONREF|NOTPROVIDED|NOT PROVIDED|KREF\+?|0+)$/i.test(bare) ? '' : bare
}

function detailsOf(text: string, entry: ReadEntry): Partial<ReadEntry> {
	const details = readDetails(text)
	return {
		counterparty: oneLine(details.name, 200),
		counterpartyAccount: bareAccount(details.account).slice(0, 60),
		reference: said(details.reference) || entry.reference,
		description: oneLine(details.purpose || entry.description),
	}
}
