import type { English } from '../en.ts'
import { translate } from '../shape.ts'

export const happened = translate<English['happened']>()({
	'contract.created': 'Hợp đồng đã được lập.',
	'contract.activated': 'Hợp đồng có hiệu lực.',
	'contract.amended': 'Hợp đồng được thay đổi từ {{day}}.',
	'contract.ending': 'Ngày kết thúc hợp đồng đã được ấn định.',
	'contract.closed': 'Hợp đồng đã kết thúc.',
	'contract.voided': 'Hợp đồng đã bị rút lại.',
	'invoice.issued': 'Đã phát hành hóa đơn {{number}}, số tiền {{amount}}.',
	'invoice.voided': 'Hóa đơn {{number}} đã bị hủy.',
	'invoice.overdue': 'Hóa đơn {{number}} đã quá hạn.',
	'credit_note.issued': 'Đã phát hành hóa đơn điều chỉnh giảm {{number}}, số tiền {{amount}}.',
	'payment.succeeded': 'Chúng tôi đã nhận {{amount}}. Cảm ơn quý khách.',
	'payment.failed': 'Khoản thanh toán {{amount}} không thành công.',
	'payment.action_required': 'Ngân hàng đã yêu cầu quý khách xác nhận khoản thanh toán {{amount}}.',
	'payment.refunded': 'Đã hoàn lại {{amount}} cho quý khách.',
	'payment.disputed': 'Khoản thanh toán {{amount}} đang bị khiếu nại.',
	'payment.dispute_closed': 'Khiếu nại về khoản thanh toán đã có kết quả.',
	'link.sent': 'Đã gửi liên kết riêng đến trang này.',
	'link.opened': 'Liên kết riêng đã được mở.',
	'link.revoked': 'Liên kết riêng đã bị thu hồi.',
	byCustomer: 'phía quý khách',
	reason: 'Lý do: {{reason}}',
})
