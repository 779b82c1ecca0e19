import type { toSignEn } from './to-sign-en.ts'

export const toSignVi: typeof toSignEn = {
	title: 'Hợp đồng',
	buyer: 'Khách hàng',
	online: 'Xem và ký',
	about: (number) => `Trang này thuộc hợp đồng ${number} và ghi lại việc ký kết.`,
	sent: {
		subject: (contract, company) => `Hợp đồng ${contract} từ ${company}: kính mời ký`,
		heading: 'Hợp đồng chờ quý khách ký',
		lead: (contract, day) =>
			`Hợp đồng ${contract} đã sẵn sàng. Quý khách có thể đọc, đặt câu hỏi và ký trực tuyến đến hết ngày ${day}.`,
		button: 'Đọc và ký',
		attached: 'Hợp đồng cũng được đính kèm dưới dạng PDF.',
	},
	reminder: {
		subject: (contract, day) => `Hợp đồng ${contract} có thể ký đến ${day}`,
		heading: 'Hợp đồng của quý khách vẫn chờ ký',
		lead: (day) => `Quý khách có thể ký đến hết ngày ${day}. Nếu có điều gì chưa phù hợp, xin cho chúng tôi biết.`,
	},
	question: {
		subject: (contract, customer) => `${customer} hỏi về hợp đồng ${contract}`,
		heading: 'Câu hỏi về hợp đồng',
	},
	answered: {
		subject: (contract) => `Trả lời về hợp đồng ${contract}`,
	},
	signed: {
		subject: (contract) => `Hợp đồng ${contract} đã được ký`,
		lead: (contract) => `Hợp đồng ${contract} đã có hiệu lực. Hợp đồng đã ký được đính kèm, xin vui lòng lưu giữ.`,
	},
	decided: {
		subjectSigned: (contract, customer) => `${customer} đã ký hợp đồng ${contract}`,
		subjectDeclined: (contract, customer) => `${customer} không ký hợp đồng ${contract}`,
		headingSigned: 'Hợp đồng đã được ký',
		headingDeclined: 'Hợp đồng chưa được ký',
		leadSigned: (signer, contract) => `Người ký: ${signer}. Hợp đồng ${contract} đã có hiệu lực.`,
		leadDeclined: (customer) => `${customer} không đồng ý với hợp đồng như hiện tại. Hợp đồng trở lại thành bản nháp.`,
	},
}
