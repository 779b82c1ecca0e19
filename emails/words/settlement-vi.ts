import type { settlementEn } from './settlement-en.ts'

export const settlementVi: typeof settlementEn = {
	title: 'Giấy xác nhận tất toán',
	named: (number) => `Giấy xác nhận tất toán ${number}`,
	contract: 'Hợp đồng',
	about: 'Nội dung',
	began: 'Bắt đầu từ ngày',
	settledOn: 'Ngày tất toán',
	customer: 'Khách hàng',
	open: 'Còn nợ',
	nothing: (contract) => `Hợp đồng ${contract} không còn khoản nợ nào`,
	machines: 'Máy',
	factory: 'Số xuất xưởng',
	invoiced: 'Đã lập hóa đơn',
	received: 'Đã nhận',
	kept: 'Được giữ trong tài khoản của quý khách',
	givenUp: 'Đã xóa nợ',
	confirmed: (company, contract) =>
		`${company} xác nhận hợp đồng ${contract} không còn khoản phải trả nào và không còn yêu cầu nào khác.`,
	sold: 'Các máy nêu trên thuộc sở hữu của khách hàng.',
	returned: 'Các máy nêu trên đã được trả lại.',
	signature: 'Nơi lập, ngày và chữ ký',
	subject: (contract) => `Hợp đồng ${contract} đã tất toán`,
	heading: 'Không còn khoản nợ nào',
	lead: (contract, day) => `Hợp đồng ${contract} đã tất toán ngày ${day}. Xin cảm ơn quý khách.`,
	attached: 'Giấy xác nhận tất toán và hóa đơn cuối cùng được gửi kèm dưới dạng PDF.',
	button: 'Xem hợp đồng',
}
