import type { Field } from './field.ts'
import { planCodeField } from './price-fields.ts'
import { saidFields } from './said-fields.ts'

/** What a column of plans can fill: a plan is told by its product, and by its code or by how often it bills. */
export const planFields: readonly Field[] = [
	{
		name: 'product',
		kind: 'text',
		most: 200,
		needed: 'column',
		headers:
			'product|product code|sku|code|item|item code|item number|article|part number|product name|item name|артикул|код товара|товар|номенклатура|产品编码|产品代码|货号|产品|产品名称|mã sản phẩm|mã hàng|sản phẩm|tên sản phẩm|artikelnummer|artikel|produkt|produktnummer',
	},
	planCodeField,
	{
		name: 'interval',
		kind: 'interval',
		headers:
			'billing frequency|billing cycle|billing period|billing interval|interval|frequency|recurrence|plan interval|периодичность|период оплаты|计费周期|付款周期|chu kỳ|chu kỳ thanh toán|abrechnungsintervall|intervall|turnus',
	},
	{
		name: 'name',
		kind: 'text',
		most: 100,
		headers:
			'plan name|plan|plans|name of the plan|name|tariff|название плана|наименование плана|план|тариф|название|方案名称|套餐名称|方案|套餐|名称|tên gói|tên phương án|gói|phương án|tarif|tarifname|planname',
	},
	...saidFields(
		'name',
		100,
		['plan name', 'название плана', '方案名称', 'tên gói'],
		['plans', 'тариф', '套餐名称', 'tên phương án'],
		['name', 'наименование', '名称', 'tên'],
	),
]
