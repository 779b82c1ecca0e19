import type { gateEn } from './gate-en.ts'

export const gateVi: typeof gateEn = {
	title: 'Phiếu xuất cổng',
	contract: 'Hợp đồng',
	customer: 'Giao cho',
	taker: 'Người nhận máy',
	through: 'Có hiệu lực đến',
	issuedBy: 'Người duyệt',
	machines: 'Máy',
	model: 'Mẫu máy',
	factory: 'Số xuất xưởng',
	lets: (count) => `Cho phép ${count} máy rời kho`,
	once: 'Phiếu chỉ dùng một lần. Quét mã tại cổng hoặc nhập số phiếu.',
	scan: (number) => `Quét tại cổng · ${number}`,
	missing: 'Cho xuất dù chưa đủ điều kiện',
	driver: 'Tài xế, ngày và chữ ký',
}
