import type { Field } from './field.ts'
import { partyFields } from './party-fields.ts'

/** What a column of invoices that are open elsewhere can fill. */
export const invoiceFields: readonly Field[] = [
	{
		name: 'number',
		kind: 'key',
		most: 60,
		needed: 'value',
		headers:
			'invoice number|invoice no|invoice|invoice id|document number|document no|doc no|voucher no|reference|number|no|id|номер счета|счет|номер документа|номер накладной|документ|номер|发票号|发票号码|账单号|单据编号|单据号|编号|số hóa đơn|hóa đơn|số chứng từ|mã hóa đơn|rechnungsnummer|rechnung|belegnummer|rechnungsnr|rechnungs nr|rechnung nr|belegnr|beleg',
	},
	...partyFields,
	{
		name: 'contract',
		kind: 'key',
		most: 200,
		headers:
			'contract|contract number|contract no|contract id|subscription|subscription id|договор|номер договора|合同|合同编号|合同号|hợp đồng|số hợp đồng|mã hợp đồng|vertrag|vertragsnummer|vertragsnr',
	},
	{
		name: 'issuedOn',
		kind: 'day',
		needed: 'value',
		headers:
			'invoice date|issue date|issued on|issued|date issued|document date|posting date|date|дата счета|дата документа|дата выставления|дата|开票日期|发票日期|单据日期|日期|ngày hóa đơn|ngày lập|ngày chứng từ|ngày phát hành|ngày|rechnungsdatum|belegdatum|datum|rechnungs datum|ausstellungsdatum',
	},
	{
		name: 'dueOn',
		kind: 'day',
		headers:
			'due date|due|due on|payment due|pay by|net due date|срок оплаты|оплатить до|дата оплаты|срок|到期日|到期日期|付款截止日|应付日期|hạn thanh toán|ngày đến hạn|hạn trả|fällig|fällig am|fälligkeit|fälligkeitsdatum|fällig bis|zahlbar bis|zahlungsziel',
	},
	{
		name: 'currency',
		kind: 'currency',
		headers: 'currency|currency code|валюта|код валюты|币种|货币|tiền tệ|loại tiền|währung|währungscode|waehrung|whg',
	},
	{
		name: 'openAmount',
		kind: 'number',
		needed: 'value',
		headers:
			'open amount|amount due|balance due|open balance|outstanding|outstanding amount|amount outstanding|balance|remaining|residual|amount residual|unpaid|amount|остаток|остаток долга|долг|задолженность|к оплате|неоплачено|сумма долга|сумма|未付金额|未结金额|应收余额|欠款|余额|未收金额|金额|còn phải trả|còn nợ|số tiền còn lại|công nợ|số dư|số tiền|offener betrag|offen|restbetrag|betrag|offen betrag|offener saldo|saldo|offene summe|noch offen|restschuld',
	},
	{
		name: 'taxAmount',
		kind: 'number',
		headers:
			'tax|tax amount|vat|vat amount|sales tax|gst|total tax|ндс|сумма ндс|налог|税额|增值税|税金|thuế|tiền thuế|thuế gtgt|vat gtgt|mwst|ust|steuer|steuerbetrag|umsatzsteuer|mehrwertsteuer|mw st|mwst betrag|mw st betrag|ust betrag',
	},
	{
		name: 'description',
		kind: 'text',
		most: 200,
		headers:
			'description|subject|memo|details|title|описание|назначение|основание|描述|摘要|说明|mô tả|diễn giải|nội dung|beschreibung|betreff|text|bemerkung|buchungstext',
	},
]
