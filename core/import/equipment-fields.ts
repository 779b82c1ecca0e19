import type { Field } from './field.ts'

/** What a column of machines can fill: a machine is told by its serial number. */
export const equipmentFields: readonly Field[] = [
	{
		name: 'serialNumber',
		kind: 'key',
		most: 80,
		needed: 'value',
		headers:
			'serial number|serial|serial no|s n|sn|machine number|equipment number|asset number|vin|серийный номер|заводской серийный номер|номер машины|序列号|机号|设备编号|số sê ri|số seri|số máy|sê ri|seriennummer|serien nr|seriennr|maschinennummer|gerätenummer|inventarnummer',
	},
	{
		name: 'factoryNumber',
		kind: 'text',
		most: 80,
		headers:
			'factory number|factory no|chassis number|frame number|manufacturer number|заводской номер|номер шасси|номер рамы|出厂编号|车架号|số xuất xưởng|số khung|fabriknummer|fahrgestellnummer|fabrik nr|fin',
	},
	{
		name: 'model',
		kind: 'text',
		most: 200,
		headers:
			'model|model name|type designation|модель|марка|型号|机型|kiểu máy|mẫu máy|model máy|modell|typ|maschinentyp|modellbezeichnung',
	},
	{
		/** By its code or name. */
		name: 'product',
		kind: 'text',
		most: 200,
		headers:
			'product|product code|item|item code|sku|article|товар|артикул|产品|产品编码|sản phẩm|mã sản phẩm|produkt|artikel|artikelnummer',
	},
	{
		name: 'place',
		kind: 'text',
		most: 200,
		headers:
			'place|location|yard|site|warehouse|storage location|место|местонахождение|склад|площадка|地点|位置|仓库|nơi để|vị trí|kho|bãi|standort|lagerort|lager|ort|stellplatz',
	},
	{
		name: 'meterReading',
		kind: 'number',
		headers:
			'meter reading|meter|hours|operating hours|engine hours|mileage|odometer|hour meter|показание счетчика|моточасы|пробег|наработка|仪表读数|工时|小时数|里程|chỉ số đồng hồ|số giờ|số km|zählerstand|betriebsstunden|stunden|kilometerstand|km stand',
	},
	{
		name: 'meterUnit',
		kind: 'text',
		most: 20,
		headers:
			'meter unit|unit of meter|meter counts|единица счетчика|读数单位|仪表单位|đơn vị đồng hồ|zählereinheit|einheit zählerstand',
	},
	{
		/** The customer has it already. */
		name: 'delivered',
		kind: 'truth',
		headers:
			'delivered|with the customer|at customer|handed over|передано|у клиента|выдано|已交付|在客户处|đã giao|ở khách hàng|ausgeliefert|beim kunden|übergeben',
	},
	{
		name: 'note',
		kind: 'text',
		most: 1000,
		headers:
			'note|notes|remark|remarks|comment|comments|примечание|комментарий|备注|说明|ghi chú|nhận xét|bemerkung|bemerkungen|notiz|anmerkung|kommentar',
	},
]
