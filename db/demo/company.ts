import type { Role } from '#core/act.ts'
import type { SetChangeRule } from '#core/amendment/set-rule.ts'
import type { FoundCompany } from '#core/company/found.ts'
import type { SaveInvoiceType } from '#core/invoice/types.ts'
import type { AddProduct } from '#core/product/add.ts'

/** An invented equipment and service firm in Bremen. */
export const demoCompany: FoundCompany = {
	name: 'Nordlicht',
	legalName: 'Nordlicht Maschinen & Service GmbH',
	street: 'Überseetor 20',
	postalCode: '28217',
	city: 'Bremen',
	country: 'DE',
	taxNumber: 'DE297419019',
	registrationNumber: 'HRB 31847 HB, Amtsgericht Bremen',
	email: 'billing@nordlicht.example',
	phone: '+49 421 555 0170',
	website: 'https://nordlicht.example',
	bankName: 'Weserbank Bremen',
	iban: 'DE02120300000000202051',
	bic: 'BYLADEM1001',
	timeZone: 'Europe/Berlin',
	language: 'en',
	currency: 'EUR',
	paymentTermDays: 14,
	partPayment: true,
	smallestPartPaymentMinor: 5000n,
	invoiceNote: '',
	demo: true,
}

export const demoGroups = ['Equipment North', 'Service & Maintenance', 'International']

export const demoStaff: { name: string; email: string; role: Role; group: number | null; lead?: boolean }[] = [
	{ name: 'Katrin Albers', email: 'katrin@nordlicht.example', role: 'administrator', group: null },
	{ name: 'Jonas Rieck', email: 'jonas@nordlicht.example', role: 'manager', group: 0, lead: true },
	{ name: 'Marta Lindqvist', email: 'marta@nordlicht.example', role: 'salesperson', group: 0 },
	{ name: 'Femi Adeyemi', email: 'femi@nordlicht.example', role: 'manager', group: 1, lead: true },
	{ name: 'Ilse Dorn', email: 'ilse@nordlicht.example', role: 'salesperson', group: 1 },
	{ name: 'Wei Zhang', email: 'wei@nordlicht.example', role: 'manager', group: 2, lead: true },
	{ name: 'Alina Orlova', email: 'alina@nordlicht.example', role: 'salesperson', group: 2 },
	{ name: 'Birgit Hansen', email: 'birgit@nordlicht.example', role: 'finance', group: null },
	{ name: 'Ole Petersen', email: 'ole@nordlicht.example', role: 'collector', group: null },
	{ name: 'Nils Brandt', email: 'nils@nordlicht.example', role: 'surveyor', group: null },
	{ name: 'Sven Kramer', email: 'sven@nordlicht.example', role: 'storekeeper', group: null },
]

const monthly = {
	name: 'Monthly',
	names: { ru: 'Ежемесячно', zh: '按月', vi: 'Hằng tháng' },
	interval: { unit: 'month' as const, count: 1 },
}
const quarterly = {
	name: 'Quarterly',
	names: { ru: 'Ежеквартально', zh: '按季', vi: 'Hằng quý' },
	interval: { unit: 'month' as const, count: 3 },
}
const yearly = {
	name: 'Yearly',
	names: { ru: 'Ежегодно', zh: '按年', vi: 'Hằng năm' },
	interval: { unit: 'year' as const, count: 1 },
}

export const demoProducts: AddProduct[] = [
	{
		code: 'FLEET',
		name: 'Fleet telemetry',
		names: { ru: 'Телематика парка', zh: '车队远程监控', vi: 'Giám sát đội xe' },
		kind: 'plan',
		unit: 'machine',
		plan: monthly,
		prices: { EUR: '29.00', USD: '32.00', CNY: '229', VND: '790000' },
	},
	{
		code: 'FLEETB',
		name: 'Fleet telemetry Basic',
		names: { ru: 'Телематика парка, базовая', zh: '车队远程监控基础版', vi: 'Giám sát đội xe, gói cơ bản' },
		kind: 'plan',
		unit: 'machine',
		plan: monthly,
		prices: { EUR: '19.00', USD: '21.00', CNY: '149', VND: '520000' },
	},
	{
		code: 'FUEL',
		name: 'Fuel analytics',
		names: { ru: 'Анализ расхода топлива', zh: '油耗分析', vi: 'Phân tích nhiên liệu' },
		kind: 'option',
		unit: 'machine',
		plan: monthly,
		prices: { EUR: '6.50', USD: '7.00', CNY: '49', VND: '180000' },
	},
	{
		code: 'FENCE',
		name: 'Geofencing and theft alarm',
		names: { ru: 'Геозоны и сигнализация об угоне', zh: '电子围栏与防盗报警', vi: 'Vùng địa lý và báo trộm' },
		kind: 'option',
		unit: 'machine',
		plan: { ...monthly, trialDays: 14 },
		prices: { EUR: '4.90', USD: '5.50', CNY: '39', VND: '135000' },
	},
	{
		code: 'RENTAL',
		name: 'Machine rental',
		names: { ru: 'Аренда машины', zh: '设备租赁', vi: 'Thuê máy' },
		kind: 'plan',
		unit: 'machine',
		plan: monthly,
		prices: { EUR: '1480.00', USD: '1620.00', CNY: '11600', VND: '39000000' },
	},
	{
		code: 'CARE',
		name: 'Maintenance contract',
		names: { ru: 'Договор на обслуживание', zh: '维护合同', vi: 'Hợp đồng bảo trì' },
		kind: 'service',
		unit: 'machine',
		plan: quarterly,
		prices: { EUR: '385.00', USD: '420.00', CNY: '2980', VND: '10400000' },
	},
	{
		code: 'CALIB',
		name: 'Calibration and safety inspection',
		names: { ru: 'Калибровка и проверка безопасности', zh: '校准与安全检查', vi: 'Hiệu chuẩn và kiểm tra an toàn' },
		kind: 'service',
		unit: 'machine',
		plan: yearly,
		prices: { EUR: '640.00', USD: '700.00', CNY: '4980', VND: '17300000' },
	},
	{
		code: 'PARTS',
		name: 'Spare parts plan',
		names: { ru: 'Абонемент на запасные части', zh: '备件套餐', vi: 'Gói phụ tùng' },
		kind: 'plan',
		unit: 'plan',
		plan: yearly,
		prices: { EUR: '2150.00', USD: '2350.00', CNY: '16800', VND: '58000000' },
	},
	{
		code: 'SETUP',
		name: 'Installation of telemetry',
		names: { ru: 'Установка телематики', zh: '远程监控安装', vi: 'Lắp đặt thiết bị giám sát' },
		kind: 'fee',
		unit: 'machine',
		prices: { EUR: '90.00', USD: '99.00', CNY: '690', VND: '2400000' },
	},
	{
		code: 'TRAIN',
		name: 'Operator training, one day',
		names: { ru: 'Обучение оператора, один день', zh: '操作员培训（一天）', vi: 'Đào tạo vận hành, một ngày' },
		kind: 'service',
		unit: 'day',
		prices: { EUR: '980.00', USD: '1070.00', CNY: '7600', VND: '26000000' },
	},
	{
		code: 'MACHINE',
		name: 'Machine, new',
		names: { ru: 'Машина, новая', zh: '全新设备', vi: 'Máy mới' },
		kind: 'equipment',
		unit: 'machine',
		prices: { EUR: '48500.00', USD: '52900.00', CNY: '378000', VND: '1290000000' },
	},
]

/** What salespeople earn: of what comes in, and less of a machine, of what is invoiced. */
export const demoCommission = {
	all: { base: 'collected', basisPoints: 300 },
	machine: { base: 'invoiced', basisPoints: 75 },
} as const

/** What invoices are called beside "invoice", whatever contract they are of. */
export const demoInvoiceTypes: SaveInvoiceType[] = [
	{
		...{ name: 'Interest invoice', bills: 'penalty', usualFor: [null] },
		names: { ru: 'Счёт на пени', zh: '罚息账单', vi: 'Hóa đơn lãi chậm trả' },
	},
	{
		...{ name: 'Down payment invoice', bills: 'down_payment', usualFor: [null] },
		names: { ru: 'Счёт на первый взнос', zh: '首付款账单', vi: 'Hóa đơn trả trước' },
	},
]

/** What customers read of what the demo's products are counted in. */
export const demoUnits = {
	machine: { en: 'machine | machines', ru: 'машина | машины | машин', zh: '台', vi: 'máy' },
	plan: { en: 'plan | plans', ru: 'абонемент | абонемента | абонементов', zh: '份', vi: 'gói' },
	day: { en: 'day | days', ru: 'день | дня | дней', zh: '天', vi: 'ngày' },
}

/** What can be added to contracts by their customers: which product, to contracts with which other, at most how many. */
export const demoOffers = [
	{ code: 'FUEL', onto: 'FLEET', largest: '50' },
	{ code: 'FENCE', onto: 'FLEET', largest: '50' },
	{ code: 'FLEET', onto: 'FLEET', largest: '50' },
	{ code: 'CALIB', onto: 'CARE', largest: '10' },
	{ code: 'PARTS', onto: 'CARE', largest: '1' },
	{ code: 'TRAIN', onto: 'FLEET', largest: '5' },
]

/** More at once, approved above 500 a month; less from the next period on. */
export const demoRules: SetChangeRule[] = [
	{ direction: 'more', timing: 'now', prorate: true, approval: { aboveMinor: 50000n, currency: 'EUR' } },
	{ direction: 'less', timing: 'period_end', prorate: true, smallest: '1' },
]

/** Machines under service: model, and how serial numbers of it look. */
export const demoModels = [
	{ model: 'NL-220 wheel loader', serial: 'NL220' },
	{ model: 'NL-340 excavator', serial: 'NL340' },
	{ model: 'HK-12 harbour crane', serial: 'HK12' },
	{ model: 'TS-8 telescopic handler', serial: 'TS8' },
	{ model: 'VX-5 compactor', serial: 'VX5' },
]
