import type { Field } from './field.ts'
import { partyFields } from './party-fields.ts'

/** What a column of money received can fill. */
export const receiptFields: readonly Field[] = [
	{
		name: 'key',
		kind: 'key',
		most: 200,
		headers:
			'transaction id|transaction no|payment id|receipt id|receipt number|receipt no|payment number|payment no|bank reference|external id|id|номер платежа|номер операции|номер поступления|код|номер|交易号|流水号|付款编号|收款编号|收款单号|编号|mã giao dịch|số giao dịch|số phiếu thu|mã thanh toán|mã|transaktionsnummer|transaktions id|zahlungsnummer|belegnummer|zahlungs id|buchungs id|buchungsnummer',
	},
	...partyFields,
	{
		name: 'invoice',
		kind: 'key',
		most: 60,
		headers:
			'invoice number|invoice no|invoice|invoice id|applied to|for invoice|invoice reference|document number|номер счета|счет|основание|оплачен счет|发票号|发票号码|账单号|对应账单|核销单据|số hóa đơn|hóa đơn|theo hóa đơn|rechnungsnummer|rechnung|rechnungsnr|rechnungs nr|zu rechnung',
	},
	{
		name: 'receivedOn',
		kind: 'day',
		needed: 'value',
		headers:
			'date|payment date|received on|received|date received|receipt date|value date|booking date|paid on|transaction date|дата|дата платежа|дата оплаты|дата поступления|дата операции|日期|付款日期|收款日期|到账日期|交易日期|ngày|ngày thanh toán|ngày thu|ngày nhận|ngày giao dịch|zahlungsdatum|buchungstag|wertstellung|datum|eingangsdatum|zahlungseingang|valuta|gezahlt am|bezahlt am|buchungsdatum',
	},
	{
		name: 'amount',
		kind: 'number',
		needed: 'value',
		headers:
			'amount|amount received|paid amount|payment amount|received amount|paid|credit|total|сумма|сумма платежа|оплачено|получено|поступление|приход|金额|付款金额|收款金额|到账金额|实收|số tiền|số tiền thu|đã thanh toán|tiền thu|betrag|zahlbetrag|zahlung|eingang|gezahlter betrag|zahlungsbetrag|gutschrift',
	},
	{
		name: 'currency',
		kind: 'currency',
		headers: 'currency|currency code|валюта|код валюты|币种|货币|tiền tệ|loại tiền|währung|währungscode|waehrung|whg',
	},
	{
		name: 'method',
		kind: 'choice',
		headers:
			'method|payment method|payment type|type|channel|how|способ оплаты|способ|вид оплаты|форма оплаты|付款方式|收款方式|支付方式|方式|hình thức thanh toán|phương thức|phương thức thanh toán|hình thức|zahlungsart|zahlungsweise',
		choices: {
			transfer:
				'transfer|bank transfer|bank|wire|wire transfer|ach|sepa|eft|bacs|direct deposit|direct debit|перевод|банковский перевод|безнал|безналичный|безналичный расчет|银行转账|转账|汇款|电汇|chuyển khoản|ngân hàng|ck|überweisung|lastschrift',
			cash: 'cash|наличные|нал|наличный расчет|касса|现金|tiền mặt|tm|bar|bargeld',
			cheque: 'cheque|check|чек|支票|séc|scheck',
			card: 'card|credit card|debit card|visa|mastercard|карта|банковская карта|эквайринг|刷卡|信用卡|银行卡|thẻ|thẻ tín dụng|karte|kreditkarte',
			otherwise:
				'other|paypal|alipay|wechat pay|wechat|momo|zalopay|offset|прочее|другое|взаимозачет|其他|支付宝|微信|微信支付|khác|ví điện tử|sonstige',
		},
	},
	{
		name: 'reference',
		kind: 'text',
		most: 500,
		headers:
			'reference|payment reference|purpose|memo|note|description|details|remittance information|narrative|назначение платежа|назначение|комментарий|примечание|附言|摘要|用途|备注|nội dung|nội dung chuyển khoản|diễn giải|ghi chú|verwendungszweck|zahlungsreferenz|zweck|buchungstext|bemerkung',
	},
]
