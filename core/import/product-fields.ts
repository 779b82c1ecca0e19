import type { Field } from './field.ts'
import { saidFields } from './said-fields.ts'

/** What a column of products can fill: a product is told by its code, or by its name where the file has none. */
export const productFields: readonly Field[] = [
	{
		name: 'code',
		kind: 'key',
		most: 40,
		headers:
			'code|product code|sku|item code|item number|item no|part number|part no|article|article number|internal reference|reference|product id|id|артикул|код|код товара|номенклатурный номер|编码|产品编码|产品代码|货号|料号|mã|mã sản phẩm|mã hàng|artikelnummer|artikel nr|artikelnr|art nr|produktnummer|produktcode|materialnummer',
	},
	{
		name: 'name',
		kind: 'text',
		most: 200,
		needed: 'value',
		headers:
			'name|product name|product|item|item name|title|display name|наименование|название|товар|номенклатура|услуга|名称|产品名称|产品|品名|商品名称|tên|tên sản phẩm|sản phẩm|tên hàng|bezeichnung|artikelbezeichnung|artikel|produkt|produktname|artikelname',
	},
	{
		name: 'description',
		kind: 'text',
		most: 2000,
		headers:
			'description|details|sales description|описание|描述|说明|产品描述|mô tả|diễn giải|beschreibung|artikelbeschreibung|langtext|produktbeschreibung',
	},
	...saidFields('name', 200, ['name', 'наименование', '名称', 'tên']),
	...saidFields('description', 2000, ['description', 'описание', '描述', 'mô tả']),
	{
		name: 'kind',
		kind: 'choice',
		headers:
			'kind|type|product type|category|вид|тип|категория|类型|类别|种类|loại|phân loại|art|artikelart|typ|warengruppe|kategorie|produktart',
		choices: {
			plan: 'plan|subscription|recurring|subscription product|подписка|тариф|план|订阅|套餐|方案|gói|thuê bao|đăng ký',
			option: 'option|add on|addon|extra|module|опция|дополнение|модуль|选项|附加|模块|tùy chọn|phụ thêm',
			service: 'service|labour|labor|maintenance|услуга|сервис|работы|服务|dịch vụ',
			equipment:
				'equipment|machine|goods|storable product|consumable|product|hardware|оборудование|товар|машина|техника|设备|商品|机器|thiết bị|hàng hóa|máy',
			fee: 'fee|charge|set up fee|setup|surcharge|сбор|плата|комиссия|费用|手续费|phí',
		},
	},
	{
		name: 'taxClass',
		kind: 'text',
		most: 40,
		headers:
			'tax class|tax category|tax code|vat class|налоговый класс|ставка ндс|税类|税收分类|nhóm thuế|loại thuế|steuerklasse|steuerkategorie|steuerschlüssel|mwst klasse|mw st klasse',
	},
	{
		name: 'unit',
		kind: 'text',
		most: 40,
		headers:
			'unit|unit of measure|uom|measure|ед изм|единица|единица измерения|单位|计量单位|đơn vị|đơn vị tính|đvt|einheit|mengeneinheit|me|vpe',
	},
	{
		/** Where no column says it, the unit does. */
		name: 'divisible',
		kind: 'truth',
		headers:
			'divisible|sold in parts|fractions|fractional|decimal quantity|allow decimals|allow fractions|делимый|дробное количество|дробный|可拆分|允许小数|小数数量|bán lẻ phần|cho phép số lẻ|số lượng lẻ|teilbar|nachkommastellen erlaubt|bruchteile',
	},
	{
		name: 'active',
		kind: 'truth',
		headers:
			'active|can be sold|for sale|is active|enabled|активен|продается|启用|在售|可销售|đang bán|kích hoạt|aktiv|verkäuflich|im verkauf',
	},
	{
		/** How often it bills: the product gets such a plan. Without one, or where it says once, it is sold once. */
		name: 'interval',
		kind: 'interval',
		headers:
			'billing frequency|billing cycle|billing period|billing interval|interval|frequency|recurrence|recurring period|plan interval|периодичность|период оплаты|период|计费周期|周期|付款周期|chu kỳ|chu kỳ thanh toán|kỳ thanh toán|abrechnungsintervall|intervall|turnus|abrechnungszeitraum|periode',
	},
]
