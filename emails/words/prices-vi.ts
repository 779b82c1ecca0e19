import type { pricesEn } from './prices-en.ts'

export const pricesVi: typeof pricesEn = {
	subject: (contract, day) => `Hợp đồng ${contract}: giá mới từ ${day}`,
	heading: 'Giá sẽ thay đổi',
	lead: (contract, day) =>
		`Từ ${day}, hợp đồng ${contract} có giá mới. Trước ngày đó mọi thứ vẫn như hiện nay. Quý khách không cần làm gì.`,
	message: 'Lời nhắn của chúng tôi',
	becomes: (before, after, day) => `${after} thay cho ${before}, từ ${day}`,
	month: 'Mỗi tháng, chưa thuế',
	instead: (after, before) => `${after} thay cho ${before}`,
	choice:
		'Trên trang hợp đồng quý khách xem được số tiền của từng hóa đơn sắp tới, và có thể đồng ý, đặt câu hỏi hoặc chấm dứt hợp đồng.',
	button: 'Xem hợp đồng',
	kept: {
		subject: (contract) => `Hợp đồng ${contract}: giá không đổi`,
		heading: 'Giá giữ nguyên',
		lead: (contract) =>
			`Giá mới của hợp đồng ${contract} mà chúng tôi đã báo sẽ không áp dụng. Mức phí vẫn như hiện nay.`,
	},
}
