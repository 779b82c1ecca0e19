import type { Field } from './field.ts'
import { partyFields } from './party-fields.ts'

/** What a column of contracts can fill; where two names fit a header, the earlier one is meant. */
export const contractFields: readonly Field[] = [
	{
		name: 'key',
		kind: 'key',
		most: 200,
		needed: 'value',
		headers:
			'subscription id|subscriptionid|contract id|contractid|agreement id|deal id|order id|id|record id|contract number|contract no|contract ref|subscription number|order number|order reference|agreement number|number|no|external id|hs object id|номер договора|договор|код договора|номер контракта|контракт|ид|合同编号|合同号|合同id|订阅id|订阅编号|编号|số hợp đồng|mã hợp đồng|hợp đồng|mã|số hđ|vertragsnummer|vertragsnr|vertrags nr|vertrag nr|vertrags id|vertrag|abonummer|abo nr|auftragsnummer|auftragsnr',
	},
	{
		name: 'number',
		kind: 'key',
		most: 40,
		headers:
			'our contract number|display number|document number|номер документа|单据编号|số chứng từ|belegnummer|belegnr',
	},
	...partyFields,
	{
		name: 'title',
		kind: 'text',
		most: 200,
		headers:
			'title|contract name|deal name|opportunity name|agreement name|subject|тема|название договора|предмет договора|合同名称|标题|tên hợp đồng|tiêu đề|vertragsbezeichnung|vertragsname|betreff|vertragstitel',
	},
	{
		name: 'product',
		kind: 'text',
		most: 200,
		headers:
			'product|product name|plan|plan name|plan tier|tier|package|subscription plan|plan nickname|price nickname|item|item name|edition|recurring plan|тариф|тарифный план|план|продукт|услуга|пакет|产品|产品名称|套餐|方案|计划|版本|sản phẩm|gói|gói dịch vụ|tên gói|dịch vụ|produkt|produktname|tarif|paket|artikel|artikelbezeichnung|leistung',
	},
	{
		name: 'description',
		kind: 'text',
		most: 200,
		headers:
			'description|line description|details|описание|наименование услуги|描述|说明|mô tả|diễn giải|beschreibung|positionstext|leistungsbeschreibung|text',
	},
	{
		name: 'model',
		kind: 'text',
		most: 200,
		headers: 'model|machine model|модель|型号|mẫu|kiểu máy|modell|typ|maschinentyp|fahrzeugmodell',
	},
	{
		name: 'serialNumber',
		kind: 'text',
		most: 200,
		headers:
			'serial|serial number|serial no|s n|sn|asset serial number|серийный номер|序列号|机号|số sê ri|số serial|số máy|seriennummer|serien nr|seriennr|gerätenummer|maschinennummer',
	},
	{
		name: 'factoryNumber',
		kind: 'text',
		most: 200,
		headers:
			'factory number|chassis number|vin|заводской номер|出厂编号|底盘号|số khung|số xuất xưởng|fabriknummer|fahrgestellnummer|fabrik nr|fin',
	},
	{
		name: 'start',
		kind: 'day',
		needed: 'value',
		headers:
			'start date|start|starts on|contract start date|subscription start|started at|start date utc|begin date|begin|effective date|from|valid from|activation date|current period start|дата начала|начало|действует с|с даты|дата начала действия|开始日期|起始日期|生效日期|开始时间|合同开始日期|ngày bắt đầu|từ ngày|ngày hiệu lực|bắt đầu|vertragsbeginn|beginn|startdatum|laufzeitbeginn|gültig ab|ab|von|beginndatum|anfangsdatum',
	},
	{
		name: 'end',
		kind: 'day',
		headers:
			'end date|end|ends on|contract end date|subscription end|ended at|end date utc|ended at utc|expiry date|expiration date|expires on|to|until|valid to|valid until|termination date|дата окончания|окончание|действует до|по дату|дата завершения|结束日期|终止日期|到期日|到期日期|截止日期|结束时间|合同结束日期|ngày kết thúc|đến ngày|ngày hết hạn|kết thúc|vertragsende|ende|enddatum|laufzeitende|gültig bis|bis|ablaufdatum',
	},
	{
		name: 'quantity',
		kind: 'number',
		headers:
			'quantity|qty|seats|seat count|users|user count|licenses|licences|license count|units|number of seats|количество|кол во|лицензий|пользователей|мест|数量|席位|用户数|许可数|số lượng|số người dùng|số chỗ|sl|menge|anzahl|stückzahl|stück|lizenzen|nutzer',
	},
	{
		name: 'amount',
		kind: 'number',
		// A trial costs nothing, so its amount may be left out.
		needed: 'column',
		headers:
			'amount|price|unit price|sales price|mrr|mrr amount|monthly amount|monthly recurring revenue|arr|arr amount|annual amount|annual recurring revenue|acv|total|total price|total amount|recurring amount|recurring total|recurring price|contract value|fee|value|rate|price per unit|list price|subtotal|untaxed total|сумма|цена|цена за единицу|стоимость|стоимость в месяц|абонентская плата|сумма договора|ежемесячный платеж|金额|单价|价格|月费|年费|总价|合同金额|月度金额|giá|đơn giá|số tiền|thành tiền|giá trị hợp đồng|phí hàng tháng|tổng tiền|betrag|preis|einzelpreis|stückpreis|nettobetrag|nettopreis|monatspreis|monatsbetrag|monatsmiete|miete|jahresbetrag|jahrespreis|gesamtpreis|gesamtbetrag|vertragswert|grundgebühr',
	},
	{
		name: 'discountPercent',
		kind: 'percent',
		headers:
			'discount|discount percent|disc|discount %|disc %|скидка|скидка %|折扣|折扣率|chiết khấu|giảm giá|rabatt|rabatt %|nachlass|rabattsatz',
	},
	{
		name: 'currency',
		kind: 'currency',
		headers:
			'currency|currency code|currency iso code|contract currency|валюта|код валюты|币种|货币|tiền tệ|loại tiền|đơn vị tiền tệ|währung|währungscode|waehrung|whg',
	},
	{
		name: 'interval',
		kind: 'interval',
		needed: 'value',
		headers:
			'billing frequency|billing cycle|billing period|billing interval|interval|frequency|term|billing term|recurrence|recurring period|recurring billing frequency|plan interval|invoicing period|payment frequency|периодичность|период оплаты|период|частота оплаты|частота выставления счетов|计费周期|付款周期|周期|账单周期|计费频率|付费方式|chu kỳ|chu kỳ thanh toán|kỳ thanh toán|chu kỳ tính phí|abrechnungsintervall|abrechnungszeitraum|abrechnungsperiode|abrechnung|intervall|turnus|zahlungsweise|zahlungsrhythmus|rechnungsintervall|rhythmus|periode',
	},
	{
		name: 'timing',
		kind: 'timing',
		headers:
			'timing|billing timing|billed in|charge model|prepaid|порядок оплаты|付款时点|计费方式|thời điểm thanh toán|fälligkeitsart|abrechnungsart|zahlbar',
	},
	{
		name: 'trial',
		kind: 'truth',
		headers:
			'trial|is trial|trialing|free trial|on trial|пробный|пробный период|тестовый|是否试用|试用|dùng thử|là dùng thử|testphase|probe|probezeitraum|test',
	},
	{
		name: 'renewal',
		kind: 'renewal',
		headers:
			'renewal|auto renew|auto renewal|auto renew flag|renews automatically|автопродление|пролонгация|自动续约|自动续费|tự động gia hạn|gia hạn|verlängerung|automatische verlängerung|verlängert sich automatisch|vertragsverlängerung',
	},
	{
		name: 'purchaseOrder',
		kind: 'text',
		most: 200,
		headers:
			'purchase order|po|po number|customer po|заказ покупателя|номер заказа клиента|采购订单|采购单号|đơn mua hàng|số po|bestellnummer|bestell nr|kundenbestellnummer|ihre bestellnummer',
	},
	{
		name: 'billFrom',
		kind: 'day',
		headers:
			'bill from|billed through|next invoice date|next billing date|invoiced until|next invoice|date of next invoice|следующий счет|дата следующего счета|下次开票日期|下次账单日|ngày xuất hóa đơn tiếp theo|nächste rechnung|nächste abrechnung|abgerechnet bis|nächstes rechnungsdatum',
	},
	{
		name: 'paymentTermDays',
		kind: 'days',
		headers:
			'payment terms|payment term|payment term days|net days|terms|срок оплаты|отсрочка|账期|付款期限|hạn thanh toán|zahlungsziel|zahlungsziel tage|zahlungsfrist|nettotage|zahlungsbedingung',
	},
	{
		name: 'noticeDays',
		kind: 'days',
		headers:
			'notice days|notice period|cancellation notice|срок уведомления|通知期|thời hạn báo trước|kündigungsfrist|kündigungsfrist tage|kündigungsfrist in tagen',
	},
]
