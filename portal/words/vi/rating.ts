import type { rating as english } from '../en/rating.ts'
import { translate } from '../shape.ts'

export const rating = translate<typeof english>()({
	title: 'Bạn hài lòng đến mức nào?',
	stages: {
		first_invoice_paid: 'Hóa đơn đầu tiên của {{contract}} đã được thanh toán. Bạn thấy bước khởi đầu thế nào?',
		renewed: '{{contract}} đã được gia hạn. Bạn thấy dịch vụ của chúng tôi thế nào?',
		conversation_answered: 'Bạn đã viết cho chúng tôi về {{contract}}. Câu trả lời có giúp được bạn không?',
	},
	scale: 'Đánh giá của bạn',
	scores: { s1: 'Rất kém', s2: 'Kém', s3: 'Bình thường', s4: 'Tốt', s5: 'Rất tốt' },
	outOf: '{{score}} trên 5: {{word}}',
	comment: 'Bạn muốn nhắn gì thêm?',
	commentHint: 'Chỉ chúng tôi đọc nội dung này.',
	send: 'Gửi đánh giá',
	change: 'Sửa đánh giá',
	thanks: 'Cảm ơn bạn, chúng tôi đã nhận được đánh giá.',
	thanksNote: 'Bạn có thể sửa trong vòng ba mươi ngày.',
	over: 'Đã quá hạn gửi hoặc sửa đánh giá này.',
	overNote: 'Nếu muốn nhắn điều gì, bạn chỉ cần trả lời bất kỳ email nào của chúng tôi.',
})
