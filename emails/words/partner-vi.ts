import type { Words } from './words.ts'

export const partnerVi: Words['partner'] = {
	term: {
		renews: {
			subject: (party, contract, day) => `Phản đối trước ${day}: hợp đồng ${contract} với ${party} sẽ gia hạn`,
			heading: 'Một hợp đồng công ty trả tiền sắp tự gia hạn',
			lead: (party, contract, day) =>
				`Hợp đồng ${contract} với ${party} sẽ tiếp tục thêm một kỳ nếu không chấm dứt. Thông báo phải đến tay họ chậm nhất ngày ${day}.`,
		},
		ends: {
			subject: (party, contract, day) => `Hợp đồng ${contract} với ${party} kết thúc ngày ${day}`,
			heading: 'Một hợp đồng công ty trả tiền sắp kết thúc',
			lead: (party, contract, day) =>
				`Hợp đồng ${contract} với ${party} tự kết thúc ngày ${day}. Nếu vẫn cần, hãy thỏa thuận bước tiếp theo.`,
		},
		party: 'Nhà cung cấp hoặc đối tác',
		contract: 'Hợp đồng',
		lastDay: 'Ngày cuối để phản đối',
		endsOn: 'Hết kỳ',
		renewedUntil: 'Nếu gia hạn sẽ chạy đến',
		yearly: 'Phải trả trong mười hai tháng tới',
		button: 'Mở hợp đồng',
	},
	confirm: {
		subject: (company) => `Xác nhận đơn đăng ký gửi ${company}`,
		heading: 'Chỉ còn một bước',
		lead: (applicant, company) =>
			`Quý khách đã đăng ký để ${applicant} trở thành đối tác của ${company}. Xin xác nhận địa chỉ này là của quý khách; sau đó đơn sẽ đến người quyết định.`,
		button: 'Xác nhận đơn',
		until: (day) => `Liên kết có hiệu lực đến ${day}.`,
		notYou: 'Không phải quý khách? Quý khách không cần làm gì: chưa xác nhận thì không có gì xảy ra.',
	},
	approved: {
		subject: (company) => `${company}: chào mừng đối tác mới`,
		heading: 'Đơn của quý khách đã được chấp nhận',
		lead: (applicant, company) => `${applicant} nay là đối tác của ${company}. Chúng tôi mong được hợp tác.`,
		next: 'Người của chúng tôi sẽ viết cho quý khách về các bước tiếp theo.',
	},
	rejected: {
		subject: (company) => `Về đơn đăng ký gửi ${company}`,
		heading: 'Về đơn của quý khách',
		lead: (applicant, company) =>
			`Cảm ơn ${applicant} đã đăng ký làm đối tác của ${company}. Chúng tôi đã xem xét kỹ và hiện chưa thể chấp nhận.`,
		next: 'Mọi việc có thể thay đổi: quý khách có thể đăng ký lại sau.',
	},
}
