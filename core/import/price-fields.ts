import type { Field } from './field.ts'

/** Which plan, where the product has several or the interval does not tell. */
export const planCodeField: Field = {
	name: 'planCode',
	kind: 'text',
	most: 200,
	headers:
		'plan code|plan sku|plan id|rate plan code|код плана|код тарифа|方案代码|套餐代码|mã gói|mã phương án|tarifcode|plancode',
}

/** What a column of prices can fill: the catalogue's, or those of a price list where a row names one. */
export const priceFields: readonly Field[] = [
	{
		name: 'product',
		kind: 'text',
		most: 200,
		needed: 'column',
		headers:
			'product|product code|sku|code|item|item code|item number|article|part number|product name|item name|internal reference|name|артикул|код|код товара|товар|номенклатура|наименование|产品编码|产品代码|货号|编码|产品|产品名称|名称|mã sản phẩm|mã hàng|mã|sản phẩm|tên sản phẩm|artikelnummer|artikel nr|artikelnr|art nr|artikel|produkt|produktnummer|bezeichnung|artikelbezeichnung|materialnummer',
	},
	{
		name: 'interval',
		kind: 'interval',
		headers:
			'billing frequency|billing cycle|billing period|billing interval|interval|frequency|recurrence|recurring period|plan interval|plan|периодичность|период оплаты|период|计费周期|周期|付款周期|chu kỳ|chu kỳ thanh toán|kỳ thanh toán|abrechnungsintervall|intervall|turnus|periode',
	},
	planCodeField,
	{
		name: 'currency',
		kind: 'currency',
		headers:
			'currency|currency code|валюта|код валюты|币种|货币|tiền tệ|loại tiền|đơn vị tiền tệ|währung|währungscode|waehrung|whg',
	},
	{
		name: 'unitPrice',
		kind: 'number',
		headers:
			'unit price|price|sales price|list price|net price|amount|cost|rate|fixed price|цена|цена за единицу|стоимость|单价|价格|售价|金额|giá|đơn giá|giá bán|preis|einzelpreis|stückpreis|nettopreis|listenpreis|verkaufspreis|vk|vk preis|vk netto|preis netto|netto preis|ek|ek preis|ek netto|einkaufspreis|händlerpreis|dealer price|purchase price|wholesale price|distributor price|закупочная цена|оптовая цена|цена опт|дилерская цена|进价|采购价|批发价|经销价|giá nhập|giá sỉ|giá đại lý|betrag',
	},
	{
		name: 'percentOff',
		kind: 'percent',
		signed: true,
		headers:
			'discount|discount percent|percent off|discount %|disc|скидка|скидка %|折扣|折扣率|chiết khấu|giảm giá|rabatt|rabatt %|nachlass|rabattsatz',
	},
	{
		name: 'validFrom',
		kind: 'day',
		headers:
			'valid from|from|start date|effective date|effective from|действует с|с даты|дата начала|生效日期|开始日期|有效期从|từ ngày|ngày hiệu lực|hiệu lực từ|gültig ab|ab datum|gültig von|preis ab|ab|von',
	},
	{
		name: 'list',
		kind: 'text',
		most: 120,
		headers:
			'price list|pricelist|price book|price book name|прайс|прайс лист|прейскурант|价格表|价目表|价格手册|bảng giá|preisliste|preisgruppe',
	},
	{
		name: 'unit',
		kind: 'text',
		most: 40,
		headers:
			'unit|unit of measure|uom|measure|price unit|ед изм|единица|единица измерения|单位|计量单位|đơn vị|đơn vị tính|đvt|einheit|mengeneinheit|preiseinheit|me',
	},
	{
		name: 'fromQuantity',
		kind: 'number',
		headers:
			'from quantity|min quantity|minimum quantity|min qty|quantity from|lower bound|tier|от количества|количество от|мин количество|起订量|最小数量|数量起|từ số lượng|số lượng tối thiểu|ab menge|staffel|staffelmenge|mindestmenge|menge ab|ab stück',
	},
]
