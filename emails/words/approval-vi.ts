import type { Words } from './words.ts'

export const approvalVi: Words['approval'] = {
	customer: 'Khách hàng',
	now: 'Xuất hóa đơn ngay',
	credited: 'Hoàn lại ngay',
	monthBefore: 'Mỗi tháng hiện nay',
	monthAfter: 'Mỗi tháng sau đó',
	from: 'Từ ngày',
	overdue: 'Quá hạn',
	overdueSince: (amount, days) => `${amount}, ${days} ngày`,
	amount: 'Số tiền',
	open: 'Mở yêu cầu',
	what: {
		contract_change: (of) => `thay đổi hợp đồng ${of}`,
		contract_activation: (of) => `kích hoạt hợp đồng ${of}`,
		quote_send: (of) => `gửi báo giá ${of}`,
		discount: (of) => `giảm giá trên hợp đồng ${of}`,
		cancellation: (of) => `chấm dứt hợp đồng ${of}`,
		credit_note: (of) => `hóa đơn điều chỉnh giảm cho hóa đơn ${of}`,
		refund: (of) => `hoàn tiền khoản thanh toán ${of}`,
		write_off: (of) => `xóa nợ hóa đơn ${of}`,
		plan_rest: (of) => `bỏ phần còn lại của lịch trả góp theo hợp đồng ${of}`,
		penalty_waiver: (of) => `miễn tiền phạt chậm trả của hợp đồng ${of}`,
		reschedule: (of) => `giãn lịch trả góp của hợp đồng ${of}`,
		delivery: (of) => `giao máy theo hợp đồng ${of}`,
		machine_lock: (of) => `khóa máy theo hợp đồng ${of}`,
		machine_unlock: (of) => `mở khóa máy theo hợp đồng ${of}`,
		repossession: (of) => `thu hồi máy theo hợp đồng ${of}`,
		settlement: (of) => `tất toán hợp đồng ${of}`,
		user_access: (of) => `quyền truy cập của ${of}`,
		supplier_contract: (of) => `hợp đồng ${of} mà công ty trả tiền`,
		partner_application: (of) => `đơn làm đối tác của ${of}`,
	},
	asked: {
		subject: (who, what) => `${who}: cần duyệt ${what}`,
		again: (subject) => `Vẫn đang chờ: ${subject}`,
		heading: 'Có yêu cầu đang chờ quyết định của bạn',
		lead: (name, what) => `${name} đề nghị duyệt: ${what}.`,
		words: 'Lời nhắn:',
		button: 'Xem và quyết định',
	},
	news: {
		approved: {
			subject: (what) => `Đã duyệt: ${what}`,
			heading: 'Đã duyệt và thực hiện',
			lead: (name, what) => `${name} đã duyệt: ${what}. Việc này đã được thực hiện.`,
		},
		rejected: {
			subject: (what) => `Không duyệt: ${what}`,
			heading: 'Yêu cầu không được duyệt',
			lead: (name, what) => `${name} không duyệt: ${what}. Không có gì thay đổi.`,
		},
		outdated: {
			subject: (what) => `Số liệu đã thay đổi: ${what}`,
			heading: 'Số liệu đã thay đổi',
			lead: (_name, what) =>
				`Từ khi có yêu cầu (${what}), số liệu đã thay đổi nên chưa thực hiện gì. Nếu có thể, một yêu cầu mới với số liệu hiện tại đã thay thế.`,
		},
		failed: {
			subject: (what) => `Không thể thực hiện: ${what}`,
			heading: 'Đã duyệt nhưng không còn thực hiện được',
			lead: (name, what) =>
				`${name} đã duyệt: ${what}, nhưng không còn thực hiện được. Không có gì thay đổi. Lý do được ghi trong yêu cầu.`,
		},
		undone: {
			subject: (what) => `Đã thu hồi: ${what}`,
			heading: 'Quyết định đã được thu hồi',
			lead: (name, what) => `${name} đã thu hồi: ${what}. Số tiền đã bỏ qua nay lại phải trả.`,
		},
		question: {
			subject: (what) => `Câu hỏi về ${what}`,
			heading: 'Câu hỏi trước khi quyết định',
			lead: (name, what) => `Trước khi quyết định về ${what}, ${name} hỏi:`,
		},
	},
	approved: {
		subject: (contract) => `Thay đổi của hợp đồng ${contract} đã được thực hiện`,
		heading: 'Thay đổi đã được duyệt',
		lead: (contract) =>
			`Thay đổi của hợp đồng ${contract} mà quý khách yêu cầu đã được thực hiện với đúng số tiền đã xem.`,
		button: 'Xem hợp đồng',
	},
	rejected: {
		subject: (contract) => `Thay đổi của hợp đồng ${contract} không được duyệt`,
		heading: 'Thay đổi không được duyệt',
		lead: (contract) => `Thay đổi của hợp đồng ${contract} mà quý khách yêu cầu không được thực hiện.`,
		button: 'Xem hợp đồng',
	},
	outdated: {
		subject: (contract) => `Vui lòng xem lại thay đổi của hợp đồng ${contract}`,
		heading: 'Vui lòng xem lại',
		lead: (contract) =>
			`Hợp đồng ${contract} đã có thay đổi kể từ khi quý khách yêu cầu, nên kết quả sẽ không còn như đã xem. Chưa có gì thay đổi.`,
		button: 'Xem lại',
	},
	answer: 'Trả lời của chúng tôi:',
}
