import type { conversationEn } from './conversation-en.ts'

export const conversationVi: typeof conversationEn = {
	received: {
		subject: (customer, contract) => `${customer} nhắn về hợp đồng ${contract}`,
		heading: 'Tin nhắn từ khách hàng',
		wrote: (name) => `${name} viết:`,
		files: (names) => `Tệp: ${names}`,
		button: 'Trả lời',
	},
	mentioned: {
		subject: (author, contract) => `${author} nhắc đến bạn trong thảo luận về hợp đồng ${contract}`,
		heading: 'Đồng nghiệp nhắc đến bạn',
		wrote: (author, contract, customer) => `${author} viết về hợp đồng ${contract} của ${customer}:`,
		among: 'Chỉ đồng nghiệp đọc được, khách hàng không nhìn thấy.',
		button: 'Mở thảo luận',
	},
	answered: {
		subject: (contract) => `Quý khách có tin nhắn về hợp đồng ${contract}`,
		heading: 'Chúng tôi đã viết cho quý khách',
		wrote: (name) => `${name} viết:`,
		files: (names) => `Tệp: ${names}`,
		button: 'Đọc và trả lời',
		note: 'Tệp nằm trên trang, không gửi kèm email này.',
	},
	rating: {
		subject: (company) => `Quý khách hài lòng với ${company} đến mức nào?`,
		heading: 'Quý khách hài lòng đến mức nào?',
		lead: {
			first_invoice_paid: (contract) =>
				`Hóa đơn đầu tiên của ${contract} đã được thanh toán. Quý khách thấy bước khởi đầu thế nào?`,
			renewed: (contract) => `${contract} đã được gia hạn. Quý khách thấy dịch vụ của chúng tôi thế nào?`,
			conversation_answered: (contract) =>
				`Quý khách đã viết cho chúng tôi về ${contract}. Câu trả lời có giúp được quý khách không?`,
			visit_done: (contract) => `${contract}: chúng tôi vừa đến chỗ quý khách. Quý khách thấy thế nào?`,
		},
		press: 'Nhấn một lần để chọn, lần nữa để gửi:',
		scores: { s5: 'Rất tốt', s4: 'Tốt', s3: 'Bình thường', s2: 'Kém', s1: 'Rất kém' },
		stop: 'Không muốn nhận câu hỏi như thế này? Hãy tắt trong tài khoản, ở mục email.',
	},
	lowRating: {
		subject: (customer, score) => `${customer} chấm ${score} trên 5`,
		heading: 'Đánh giá thấp',
		lead: (contact, customer, score) => `${contact} của ${customer} chấm ${score} trên 5.`,
		stage: 'Hỏi về',
		stages: {
			first_invoice_paid: 'Hóa đơn đầu tiên đã thanh toán',
			renewed: 'Gia hạn',
			conversation_answered: 'Trả lời tin nhắn',
			visit_done: 'Lượt chăm sóc',
		},
		contract: 'Hợp đồng',
		noComment: 'Không có nhận xét.',
		button: 'Mở trang khách hàng',
	},
}
