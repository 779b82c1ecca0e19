import { z } from 'zod'
import { bareHeader } from '../import/known-names.ts'
import { type CsvField, csvFields } from './csv-fields.ts'

/** How a CSV file of one bank is read: its columns by name, and what its rows do not decide. */
export const csvMap = z.object({
	columns: z.partialRecord(z.enum(csvFields), z.string().max(200)),
	dayOrder: z.enum(['dmy', 'mdy', 'ymd']),
	decimal: z.enum(['point', 'comma']),
	/** Where no column says them. */
	currency: z.string().length(3),
	account: z.string().max(60),
})
export type CsvMap = z.output<typeof csvMap>

/** What banks call their columns, the likeliest first; as `bareHeader` writes them. */
const known: Record<CsvField, string> = {
	bookedOn:
		'booking date|buchungstag|buchungsdatum|buchung|transaction date|posting date|date|datum|дата операции|дата проводки|дата|交易日期|记账日期|日期|ngày giao dịch|ngày hạch toán|ngày',
	valueOn: 'value date|valutadatum|valuta|wertstellung|wert|дата валютирования|起息日|ngày hiệu lực|ngày giá trị',
	amount:
		'amount|betrag|umsatz|betrag eur|transaction amount|сумма операции|сумма|交易金额|金额|发生额|số tiền|phát sinh',
	credit:
		'credit|haben|gutschrift|paid in|money in|credit amount|приход|зачисление|кредит|сумма по кредиту|贷方金额|贷方发生额|收入金额|贷方|ghi có|số tiền ghi có|có',
	debit:
		'debit|soll|lastschrift|paid out|money out|debit amount|расход|списание|дебет|сумма по дебету|借方金额|借方发生额|支出金额|借方|ghi nợ|số tiền ghi nợ|nợ',
	currency: 'currency|währung|waehrung|валюта|币种|货币|loại tiền|tiền tệ',
	counterparty:
		'counterparty|beguenstigter zahlungspflichtiger|begünstigter zahlungspflichtiger|name zahlungsbeteiligter|zahlungspflichtige r|auftraggeber empfänger|auftraggeber|payer|payee|name|контрагент|плательщик|наименование контрагента|对方户名|对方名称|付款人|tên đối ứng|người chuyển|đối tác',
	counterpartyAccount:
		'counterparty account|counterparty iban|kontonummer iban|kontonummer|iban zahlungsbeteiligter|iban|payer account|счет контрагента|счёт контрагента|对方账号|对方账户|tài khoản đối ứng|số tài khoản đối ứng',
	reference:
		'end to end reference|end to end id|kundenreferenz end to end|kundenreferenz|customer reference|структурированная ссылка|客户参考|số tham chiếu',
	description:
		'description|verwendungszweck|purpose|payment details|details|remittance information|назначение платежа|назначение|описание|用途|附言|摘要|备注|nội dung giao dịch|nội dung|diễn giải',
	bankReference:
		'transaction id|bank reference|bankreferenz|reference number|reference|номер документа|номер операции|交易流水号|流水号|mã giao dịch|số bút toán',
	account: 'account|auftragskonto|iban auftragskonto|own account|счет|счёт|本方账号|账号|tài khoản',
}

/** The columns that a file's header names, by what each holds; one column holds one thing. */
export function suggestColumns(header: readonly string[]): Partial<Record<CsvField, string>> {
	const columns: Partial<Record<CsvField, string>> = {}
	const wanted = csvFields.flatMap((field) => known[field].split('|').map((name, rank) => ({ field, name, rank })))
	const taken = new Set<string>()
	for (const { field, name } of wanted.sort((one, two) => one.rank - two.rank)) {
		const found = header.find((column) => !taken.has(column) && bareHeader(column) === name)
		if (!found || columns[field]) continue
		columns[field] = found
		taken.add(found)
	}
	return columns
}
