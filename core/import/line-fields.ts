import { contractFields } from './contract-fields.ts'
import type { Field } from './field.ts'

const line: Field = {
	name: 'line',
	kind: 'key',
	most: 200,
	headers:
		'line id|line|line number|line no|line item id|item no|position|pos|row id|subscription item id|код строки|номер строки|позиция|строка|行号|明细id|明细编号|行项目|dòng|mã dòng|số dòng|vị trí|zeile|positionsnummer|positionsnr|pos nr',
}

const lineStart: Field = {
	name: 'lineStart',
	kind: 'day',
	headers:
		'line start|line start date|item start|item start date|service start|service start date|installed on|начало строки|дата начала услуги|дата установки|行开始日期|明细开始日期|服务开始日期|安装日期|bắt đầu dòng|ngày bắt đầu dịch vụ|ngày lắp đặt|leistungsbeginn|positionsbeginn|installiert am|mietbeginn',
}

const lineEnd: Field = {
	name: 'lineEnd',
	kind: 'day',
	headers:
		'line end|line end date|item end|item end date|service end|service end date|окончание строки|дата окончания услуги|行结束日期|明细结束日期|服务结束日期|kết thúc dòng|ngày kết thúc dịch vụ|leistungsende|positionsende|mietende',
}

const unit: Field = {
	name: 'unit',
	kind: 'text',
	most: 40,
	headers:
		'unit|unit of measure|uom|measure|quantity unit|ед изм|единица|единица измерения|单位|计量单位|đơn vị|đơn vị tính|đvt|einheit|mengeneinheit|me',
}

/** What tells the lines of one contract apart in a file of contracts, beside what each line is; and what each is counted in. */
export const linesOfContract: readonly Field[] = [line, lineStart, lineEnd, unit]

const contract: Field = {
	name: 'contract',
	kind: 'key',
	most: 200,
	needed: 'value',
	headers:
		'contract number|contract no|contract|contract id|contractid|contract ref|agreement number|agreement id|subscription id|subscription number|subscription|order number|order id|deal id|номер договора|договор|код договора|номер контракта|контракт|合同编号|合同号|合同|合同id|订阅编号|订阅id|số hợp đồng|mã hợp đồng|hợp đồng|số hđ|vertragsnummer|vertrag|vertragsnr|vertrags nr|auftragsnummer',
}

const taken = ['product', 'description', 'model', 'serialNumber', 'factoryNumber', 'quantity', 'amount']
const more = ['discountPercent', 'interval', 'currency', 'trial']

function ofContract(name: string): Field[] {
	return contractFields.filter((field) => field.name === name)
}

/** A name for the dates of a line is also one for the contract's: here only lines are meant. */
function dayOf(name: string, own: Field): Field[] {
	return ofContract(name).map(({ needed: _, ...field }) => ({ ...field, headers: `${own.headers}|${field.headers}` }))
}

/** What a column of lines can fill, each on a contract that is here already. */
export const lineFields: readonly Field[] = [
	contract,
	line,
	...taken.flatMap(ofContract),
	...more.flatMap(ofContract),
	...dayOf('start', lineStart),
	...dayOf('end', lineEnd),
	unit,
]
