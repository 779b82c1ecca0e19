import type { gateEn } from './gate-en.ts'

export const gateZh: typeof gateEn = {
	title: '出门单',
	contract: '合同',
	customer: '交付给',
	taker: '提货人',
	through: '有效期至',
	issuedBy: '批准人',
	machines: '设备',
	model: '型号',
	factory: '出厂编号',
	lets: (count) => `准予放行 ${count} 台设备`,
	once: '本单只能使用一次。请在门岗扫码或输入单号。',
	scan: (number) => `门岗扫码 · ${number}`,
	missing: '尚有条件未满足，经批准放行',
	driver: '司机、日期及签字',
}
