import type { rating as english } from '../en/rating.ts'
import { translate } from '../shape.ts'

export const rating = translate<typeof english>()({
	title: 'Quý khách hài lòng đến mức nào?',
	stages: {
		first_invoice_paid: 'Hóa đơn đầu tiên của {{contract}} đã được thanh toán. Quý khách thấy bước khởi đầu thế nào?',
		renewed: '{{contract}} đã được gia hạn. Quý khách thấy dịch vụ của chúng tôi thế nào?',
		conversation_answered: 'Quý khách đã viết cho chúng tôi về {{contract}}. Câu trả lời có giúp được quý khách không?',
		visit_done: '{{contract}}: chúng tôi vừa đến chỗ quý khách. Quý khách thấy thế nào?',
	},
	scale: 'Đánh giá của quý khách',
	scores: { s1: 'Rất kém', s2: 'Kém', s3: 'Bình thường', s4: 'Tốt', s5: 'Rất tốt' },
	outOf: '{{score}} trên 5: {{word}}',
	comment: 'Quý khách muốn nhắn gì thêm?',
	commentHint: 'Chỉ chúng tôi đọc nội dung này.',
	send: 'Gửi đánh giá',
	change: 'Sửa đánh giá',
	thanks: 'Cảm ơn quý khách, chúng tôi đã nhận được đánh giá.',
	thanksNote: 'Quý khách có thể sửa trong vòng ba mươi ngày.',
	over: 'Đã quá hạn gửi hoặc sửa đánh giá này.',
	overNote: 'Nếu muốn nhắn điều gì, quý khách chỉ cần trả lời bất kỳ email nào của chúng tôi.',
})
